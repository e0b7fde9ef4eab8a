//! The states of a payment and what may follow what (domain.md §2). Pure.
//!
//! Terminal results are never rewritten: FAILED and CANCELLED have no way out, and what was received is only ever given
//! or taken back, or comes again: a refund that failed although it had succeeded, a dispute that is won.

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
        PartiallyRefunded => &[Refunded, ChargedBack, Succeeded],
        Refunded | ChargedBack => &[Succeeded, PartiallyRefunded],
        Failed | Cancelled => &[],
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

/// The state of a received payment of `amount` of which `refunded` is given and `charged_back` taken back, minor units.
pub fn after_returns(amount: i64, refunded: i64, charged_back: i64) -> PaymentStatus {
    match (refunded, charged_back) {
        (_, 1..) => PaymentStatus::ChargedBack,
        (0, _) => PaymentStatus::Succeeded,
        (all, _) if all == amount => PaymentStatus::Refunded,
        _ => PaymentStatus::PartiallyRefunded,
    }
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
            (PartiallyRefunded, Succeeded),
            (Refunded, Succeeded),
            (Refunded, PartiallyRefunded),
            (ChargedBack, Succeeded),
            (ChargedBack, PartiallyRefunded),
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
    fn what_goes_back_and_comes_again_is_a_way_of_the_machine() {
        for (refunded, charged_back, status) in [
            (0, 0, Succeeded),
            (1, 0, PartiallyRefunded),
            (4, 0, Refunded),
            (0, 1, ChargedBack),
            (0, 4, ChargedBack),
            (1, 3, ChargedBack),
        ] {
            assert_eq!(after_returns(4, refunded, charged_back), status);
        }
        // Whatever moves, by whomever: one step, or none.
        let splits = || (0..=4).flat_map(|refunded| (0..=4 - refunded).map(move |back| (refunded, back)));
        for (refunded, back) in splits() {
            let from = after_returns(4, refunded, back);
            let refunds = (0..=4 - back).map(|refunded| (refunded, back));
            let disputes = (0..=4 - refunded).map(|back| (refunded, back));
            for (refunded, back) in refunds.chain(disputes) {
                let to = after_returns(4, refunded, back);
                assert!(from == to || may_become(from, to), "{from:?} → {to:?}");
            }
        }
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
