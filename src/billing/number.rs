//! How the gapless numbers of documents are written.

use super::entity::document_sequence::DocumentKind;

/// The number of a document: `INV-2026-000123`. The year is that of its date; the counter never starts over, so
/// a number is unique without it.
pub fn document_number(kind: DocumentKind, year: i32, counter: i64) -> String {
    let prefix = match kind {
        DocumentKind::Invoice => "INV",
        DocumentKind::CreditNote => "CRN",
        DocumentKind::Payment => "PAY",
        DocumentKind::Receipt => "RCP",
    };
    format!("{prefix}-{year}-{counter:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_their_kind_and_year() {
        assert_eq!(document_number(DocumentKind::Invoice, 2026, 123), "INV-2026-000123");
        assert_eq!(document_number(DocumentKind::Receipt, 2027, 1_234_567), "RCP-2027-1234567");
    }
}
