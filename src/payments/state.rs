//! The states of a payment and what may follow what (domain.md §2). Pure.
//!
//! Terminal results are never rewritten: FAILED and CANCELLED have no way out, and what was received is only ever given
//! or taken back.

use super::entity::payment::PaymentStatus;

/// What may directly follow a state.
pub fn targets(from: PaymentStatus) -> &'static [PaymentStatus] {
    use PaymentStatus::{
        Cancelled, ChargedBack, Failed, PartiallyRefunded, Pending, Processing, Refunded, RequiresAction,
        Succeeded, Unknown,
    };
    match from {
        Pending => &[RequiresAction, Processing, Cancelled],
        RequiresAction => &[Processing, Cancelled],
        Processing => &[Succeeded, Failed, Unknown],
        Unknown => &[Succeeded, Failed],
        Succeeded => &[PartiallyRefunded, Refunded, ChargedBack],
        PartiallyRefunded => &[Refunded, ChargedBack],
        ChargedBack => &[Succeeded],
        Failed | Cancelled | Refunded => &[],
    }
}

/// Whether `to` may directly follow `from`. To stay as it is, is no change.
pub fn may_become(from: PaymentStatus, to: PaymentStatus) -> bool {
    targets(from).contains(&to)
}

/// The states on the way from `from` to `to`, `to` included; none where there is no way. What a single answer of the
/// gateway brings may be two steps: a card is PROCESSING for as long as the call takes.
pub fn steps(from: PaymentStatus, to: PaymentStatus) -> Option<Vec<PaymentStatus>> {
    if may_become(from, to) {
        return Some(vec![to]);
    }
    let through = PaymentStatus::Processing;
    (may_become(from, through) && may_become(through, to)).then(|| vec![through, to])
}

/// Whether what has become of the money is not known yet.
pub fn is_open(status: PaymentStatus) -> bool {
    match status {
        PaymentStatus::Pending
        | PaymentStatus::RequiresAction
        | PaymentStatus::Processing
        | PaymentStatus::Unknown => true,
        PaymentStatus::Succeeded
        | PaymentStatus::Failed
        | PaymentStatus::Cancelled
        | PaymentStatus::PartiallyRefunded
        | PaymentStatus::Refunded
        | PaymentStatus::ChargedBack => false,
    }
}

/// Whether the money has come in, whatever has become of it since.
pub fn was_received(status: PaymentStatus) -> bool {
    match status {
        PaymentStatus::Succeeded
        | PaymentStatus::PartiallyRefunded
        | PaymentStatus::Refunded
        | PaymentStatus::ChargedBack => true,
        PaymentStatus::Pending
        | PaymentStatus::RequiresAction
        | PaymentStatus::Processing
        | PaymentStatus::Unknown
        | PaymentStatus::Failed
        | PaymentStatus::Cancelled => false,
    }
}

/// The state after `refunded` of `amount` was given back.
pub fn after_refund(amount: i64, refunded: i64) -> PaymentStatus {
    if refunded == amount { PaymentStatus::Refunded } else { PaymentStatus::PartiallyRefunded }
}

#[cfg(test)]
mod tests {
    use PaymentStatus::{
        Cancelled, ChargedBack, Failed, PartiallyRefunded, Pending, Processing, Refunded, RequiresAction,
        Succeeded, Unknown,
    };
    use sea_orm::Iterable as _;

    use super::*;

    #[test]
    fn the_machine_is_that_of_the_domain() {
        let allowed = [
            (Pending, RequiresAction),
            (Pending, Processing),
            (Pending, Cancelled),
            (RequiresAction, Processing),
            (RequiresAction, Cancelled),
            (Processing, Succeeded),
            (Processing, Failed),
            (Processing, Unknown),
            (Unknown, Succeeded),
            (Unknown, Failed),
            (Succeeded, PartiallyRefunded),
            (Succeeded, Refunded),
            (Succeeded, ChargedBack),
            (PartiallyRefunded, Refunded),
            (PartiallyRefunded, ChargedBack),
            (ChargedBack, Succeeded),
        ];
        for from in PaymentStatus::iter() {
            for to in PaymentStatus::iter() {
                assert_eq!(may_become(from, to), allowed.contains(&(from, to)), "{from:?} → {to:?}");
                for step in steps(from, to).into_iter().flatten().scan(from, |at, to| {
                    let step = (*at, to);
                    *at = to;
                    Some(step)
                }) {
                    assert!(allowed.contains(&step), "{from:?} → {to:?} by {step:?}");
                }
            }
        }
        assert_eq!(steps(Pending, Succeeded), Some(vec![Processing, Succeeded]));
        assert_eq!(steps(Failed, Succeeded), None);
    }

    #[test]
    fn a_state_is_open_received_or_over() {
        for status in PaymentStatus::iter() {
            let over = [Failed, Cancelled].contains(&status);
            assert_eq!([is_open(status), was_received(status), over].iter().filter(|is| **is).count(), 1);
            assert!(!over || targets(status).is_empty());
        }
    }
}
