//! The tables of the help.

pub mod help_article;
pub mod help_vote;
