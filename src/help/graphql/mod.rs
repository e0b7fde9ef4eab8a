//! The help in the graph.

pub mod article;
pub mod vote;
pub mod write;

pub use article::{HelpArticleConnection, HelpArticleNode, articles_page, find_article};
pub use vote::HelpVoteMutations;
pub use write::HelpArticleMutations;
