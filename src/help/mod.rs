//! The help: articles that customers find before they ask, in the languages of the ISP.
//!
//! Invariants: what is not published is found by staff alone; an account has one vote on an article, and the counters of an
//! article are the number of its votes.

pub mod entity;
pub mod graphql;
pub mod languages;
pub mod loader;
pub mod policy;
mod service;
pub mod status;
mod store;

pub use entity::help_article::{ArticleStatus, Model as HelpArticle};
pub use languages::Languages;
pub use service::{
    ArticleFilter, ArticleText, NewArticle, ReadError, archive, article, articles, count_articles, create,
    matching, open_articles, publish, update, vote,
};
pub use store::ArticleKey;
