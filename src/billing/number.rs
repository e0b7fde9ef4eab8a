//! How the gapless numbers of documents are written.

use chrono::{Datelike as _, NaiveDate};

use super::entity::document_sequence::DocumentKind;

/// The number of a document: `INV-2026-000123`. The year is that of its date; the counter never starts over, so
/// a number is unique without it.
pub fn document_number(kind: DocumentKind, date: NaiveDate, counter: i64) -> String {
    let prefix = match kind {
        DocumentKind::Invoice => "INV",
        DocumentKind::CreditNote => "CRN",
        DocumentKind::Payment => "PAY",
        DocumentKind::Receipt => "RCP",
        DocumentKind::Ticket => "TKT",
    };
    format!("{prefix}-{}-{counter:06}", date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_their_kind_and_year() {
        let day = |text: &str| text.parse().expect("a date");
        assert_eq!(document_number(DocumentKind::Invoice, day("2026-12-31"), 123), "INV-2026-000123");
        assert_eq!(document_number(DocumentKind::Receipt, day("2027-01-01"), 1_234_567), "RCP-2027-1234567");
    }
}
