//! The states of documents, and where each leads (domain.md §2). Pure.
//!
//! What a payment or a credit changes – OPEN to PAID, back when an allocation is reversed, the use of a credit note – is
//! the ledger's ([`super::ledger::rules`]); here is what somebody decides.

use super::entity::credit_note::CreditNoteStatus;
use super::entity::invoice::InvoiceStatus;
use super::refusal::Refusal;

/// Where an invoice may go from a state, by a decision or by money.
pub fn next_of_invoice(status: InvoiceStatus) -> &'static [InvoiceStatus] {
    match status {
        InvoiceStatus::Draft | InvoiceStatus::Paid => &[InvoiceStatus::Open],
        InvoiceStatus::Open => &[InvoiceStatus::Paid, InvoiceStatus::Void, InvoiceStatus::Uncollectible],
        InvoiceStatus::Uncollectible => &[InvoiceStatus::Paid],
        InvoiceStatus::Void => &[],
    }
}

/// Whether somebody may decide that an invoice becomes `to`. PAID is nobody's decision, nor is it to owe again what was
/// paid.
pub fn decide(from: InvoiceStatus, to: InvoiceStatus) -> Result<(), Refusal> {
    let decided = matches!(
        (from, to),
        (InvoiceStatus::Draft, InvoiceStatus::Open)
            | (InvoiceStatus::Open, InvoiceStatus::Void | InvoiceStatus::Uncollectible)
    );
    if decided {
        return Ok(());
    }
    let allowed = next_of_invoice(from).iter().map(|status| name_of_invoice(*status)).collect();
    Err(Refusal::transition("invoiceId", "invoice", name_of_invoice(from), allowed))
}

/// Whether a credit note may be voided: only while nothing of it is used.
pub fn may_void_credit(from: CreditNoteStatus) -> Result<(), Refusal> {
    let allowed = match from {
        CreditNoteStatus::Issued => return Ok(()),
        CreditNoteStatus::PartiallyApplied => vec!["APPLIED", "ISSUED"],
        CreditNoteStatus::Applied => vec!["PARTIALLY_APPLIED", "ISSUED"],
        CreditNoteStatus::Void => Vec::new(),
    };
    Err(Refusal::transition("creditNoteId", "credit note", name_of_credit(from), allowed))
}

/// The state as the API writes it.
pub fn name_of_invoice(status: InvoiceStatus) -> &'static str {
    match status {
        InvoiceStatus::Draft => "DRAFT",
        InvoiceStatus::Open => "OPEN",
        InvoiceStatus::Paid => "PAID",
        InvoiceStatus::Void => "VOID",
        InvoiceStatus::Uncollectible => "UNCOLLECTIBLE",
    }
}

/// The state as the API writes it.
pub fn name_of_credit(status: CreditNoteStatus) -> &'static str {
    match status {
        CreditNoteStatus::Issued => "ISSUED",
        CreditNoteStatus::PartiallyApplied => "PARTIALLY_APPLIED",
        CreditNoteStatus::Applied => "APPLIED",
        CreditNoteStatus::Void => "VOID",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable as _;

    #[test]
    fn only_three_transitions_of_an_invoice_are_decisions() {
        use InvoiceStatus::{Draft, Open, Paid, Uncollectible, Void};
        for from in InvoiceStatus::iter() {
            for to in InvoiceStatus::iter() {
                let expected = [(Draft, Open), (Open, Void), (Open, Uncollectible)].contains(&(from, to));
                assert_eq!(decide(from, to).is_ok(), expected, "{from:?} to {to:?}");
            }
        }
        assert_eq!(decide(Paid, Void).expect_err("refused").allowed, Some(vec!["OPEN"]));
        assert_eq!(decide(Uncollectible, Open).expect_err("refused").allowed, Some(vec!["PAID"]));
        assert_eq!(decide(Void, Open).expect_err("refused").allowed, Some(Vec::new()));
    }

    #[test]
    fn a_credit_note_is_voided_unused_only() {
        for from in CreditNoteStatus::iter() {
            assert_eq!(may_void_credit(from).is_ok(), from == CreditNoteStatus::Issued);
        }
    }
}
