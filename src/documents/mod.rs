//! Documents on paper: invoices, credit notes, receipts and statements of account as PDF, and the links that open them.
//!
//! A document is made in four steps, of which only the first reads anything and only the last makes bytes:
//! `gather` (rows → [`model`]), `compose` (model → words, in a language), `layout` (words → pages), [`crate::ports::pdf`].
//!
//! Invariants: what is printed is what is stored, nothing is added up anew but a statement's running balance; the same
//! rows on the same day give the same bytes; a link opens one document of one tenant for ten minutes, and all that does
//! not open looks the same.

mod attach;
mod compose;
mod format;
mod gather;
pub mod graphql;
mod layout;
mod link;
mod mailing;
pub mod model;
mod service;
pub mod statement;
mod wording;

pub use attach::DocumentAttachments;
pub use link::{Claim, LIFETIME, Subject};
pub use mailing::BillMailer;
pub use service::{Documents, File, Unserved, issue};

/// The file of a document, from its model alone: what tests and samples call.
pub fn print(
    document: &model::Document,
    fonts: &crate::ports::pdf::Fonts,
) -> Result<Vec<u8>, crate::ports::pdf::WriteError> {
    let paper = compose::compose(document);
    crate::ports::pdf::write(&layout::lay_out(&paper, fonts), fonts)
}

#[cfg(test)]
mod tests;
