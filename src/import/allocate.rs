//! Which payment paid which invoice: the one it names, then the oldest due. Pure.

use crate::kernel::ids::{InvoiceId, PaymentId};

/// An invoice with something owed; a customer's are ordered by due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owed {
    pub(super) invoice: InvoiceId,
    pub(super) minor: i64,
}

/// A payment to use; a customer's are ordered by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paid {
    pub(super) payment: PaymentId,
    pub(super) minor: i64,
    /// The invoice it names.
    pub(super) names: Option<InvoiceId>,
}

/// A part of a payment, used for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) payment: PaymentId,
    pub(super) invoice: InvoiceId,
    pub(super) minor: i64,
}

/// Uses the payments of one customer for its invoices (domain.md §3.13). What is left of a payment is credit.
pub(super) fn allocate(owed: &mut [Owed], payments: &[Paid]) -> Vec<Used> {
    let mut used = Vec::new();
    let mut left: Vec<i64> = payments.iter().map(|payment| payment.minor).collect();
    // First what payments say themselves: an older payment must not take what a later one was for.
    for (payment, left) in payments.iter().zip(&mut left) {
        let named = owed.iter_mut().find(|owed| Some(owed.invoice) == payment.names);
        if let Some(owed) = named {
            used.extend(pay(payment.payment, left, owed));
        }
    }
    for (payment, left) in payments.iter().zip(&mut left) {
        for owed in owed.iter_mut() {
            used.extend(pay(payment.payment, left, owed));
        }
    }
    used
}

fn pay(payment: PaymentId, left: &mut i64, owed: &mut Owed) -> Option<Used> {
    let minor = owed.minor.min(*left);
    (minor > 0).then(|| {
        *left -= minor;
        owed.minor -= minor;
        Used { payment, invoice: owed.invoice, minor }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn invoice(n: u128) -> InvoiceId {
        InvoiceId(Uuid::from_u128(n))
    }

    fn payment(n: u128) -> PaymentId {
        PaymentId(Uuid::from_u128(n))
    }

    #[test]
    fn a_named_invoice_comes_before_the_oldest() {
        let mut owed = [Owed { invoice: invoice(1), minor: 50 }, Owed { invoice: invoice(2), minor: 30 }];
        let payments = [
            Paid { payment: payment(1), minor: 60, names: None },
            Paid { payment: payment(2), minor: 40, names: Some(invoice(2)) },
        ];
        let used = allocate(&mut owed, &payments);
        let used: Vec<_> = used.iter().map(|u| (u.payment, u.invoice, u.minor)).collect();
        assert_eq!(used, [(payment(2), invoice(2), 30), (payment(1), invoice(1), 50)]);
        assert_eq!(owed.map(|owed| owed.minor), [0, 0], "10 of each payment are credit");
    }

    proptest! {
        #[test]
        fn nothing_is_overpaid_and_nothing_left_lying(
            owed in prop::collection::vec(0_i64..100, 0..8),
            paid in prop::collection::vec((1_i64..100, prop::option::of(0_usize..10)), 0..8),
        ) {
            let before: Vec<Owed> = (0..).zip(&owed).map(|(n, minor)| Owed { invoice: invoice(n), minor: *minor }).collect();
            let payments: Vec<Paid> = (0..).zip(&paid).map(|(n, (minor, names))| Paid {
                payment: payment(n), minor: *minor, names: names.map(|n| invoice(n as u128)),
            }).collect();
            let mut after = before.clone();
            let used = allocate(&mut after, &payments);
            prop_assert!(used.iter().all(|used| used.minor > 0));
            for (before, after) in before.iter().zip(&after) {
                let to: i64 = used.iter().filter(|used| used.invoice == before.invoice).map(|used| used.minor).sum();
                prop_assert_eq!(before.minor - to, after.minor);
                prop_assert!(after.minor >= 0);
            }
            let mut credit = 0;
            for payment in &payments {
                let from: i64 = used.iter().filter(|used| used.payment == payment.payment).map(|used| used.minor).sum();
                prop_assert!(from <= payment.minor);
                credit += payment.minor - from;
            }
            let open: i64 = after.iter().map(|owed| owed.minor).sum();
            prop_assert!(credit == 0 || open == 0, "credit {credit} beside {open} owed");
        }
    }
}
