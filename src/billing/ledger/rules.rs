//! What money does to the state of documents. Pure: the ledger writes by these rules, and so does the generated tenant
//! of the demonstration, so that its rows are such as the program would have written.

use super::BalanceChange;
use crate::billing::entity::credit_note::CreditNoteStatus;
use crate::billing::entity::invoice::InvoiceStatus;

/// The status of an invoice that was finalised as `before`, once `allocated` of its total is paid. It is PAID exactly
/// when nothing is owed (domain.md §3.4), and open again when an allocation is reversed (§2).
pub fn invoice_status(before: InvoiceStatus, total: i64, allocated: i64) -> InvoiceStatus {
    use InvoiceStatus::{Draft, Open, Paid, Uncollectible, Void};
    match before {
        Open | Paid | Uncollectible if allocated == total => Paid,
        Open | Paid => Open,
        Uncollectible => Uncollectible,
        Draft | Void => before,
    }
}

/// The status of a credit note that is not void, once `allocated` of its total is used.
pub fn credit_status(total: i64, allocated: i64) -> CreditNoteStatus {
    match allocated {
        all if all == total => CreditNoteStatus::Applied,
        0 => CreditNoteStatus::Issued,
        _ => CreditNoteStatus::PartiallyApplied,
    }
}

/// What an invoice adds to the open balance of its customer: only an open one does. What was given up is not part of
/// it, though it may still be paid.
pub fn owed(status: InvoiceStatus, total: i64, allocated: i64) -> i64 {
    if status == InvoiceStatus::Open { total - allocated } else { 0 }
}

/// What the stored balance changes by when the paid part of an invoice goes from `before` to `after`.
pub(in crate::billing) fn change(
    total: i64,
    before: (InvoiceStatus, i64),
    after: (InvoiceStatus, i64),
) -> BalanceChange {
    let count = |status| i32::from(status == InvoiceStatus::Open);
    BalanceChange {
        open: owed(after.0, total, after.1) - owed(before.0, total, before.1),
        unapplied: before.1 - after.1,
        open_invoices: count(after.0) - count(before.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_up_is_paid_in_parts_and_never_owed() {
        use InvoiceStatus::{Open, Paid, Uncollectible};
        assert_eq!(invoice_status(Uncollectible, 10, 4), Uncollectible);
        assert_eq!(invoice_status(Uncollectible, 10, 10), Paid);
        assert_eq!(invoice_status(Paid, 10, 4), Open, "an allocation was reversed");
        assert_eq!(invoice_status(Open, 0, 0), Paid, "nothing to pay");
        assert_eq!((owed(Uncollectible, 10, 4), owed(Open, 10, 4)), (0, 6));
        let reversed = BalanceChange { open: 6, unapplied: 6, open_invoices: 1 };
        assert_eq!(change(10, (Paid, 10), (Open, 4)), reversed);
    }

    #[test]
    fn two_credits_on_a_larger_bill_are_used_up() {
        // domain.md §3.14: 15 + 10 on 50 leave 25.
        assert_eq!(credit_status(15, 15), CreditNoteStatus::Applied);
        assert_eq!(credit_status(60, 50), CreditNoteStatus::PartiallyApplied);
        assert_eq!(credit_status(60, 0), CreditNoteStatus::Issued);
    }
}
