//! How long an order may be on its way to a gateway, and from when on one that the gateway does not know of never got there.
//!
//! Invariant: an order is sent within [`SENT_WITHIN`] of being written, or never; its call ends within [`CALL`]. So
//! [`SETTLED_AFTER`] it was written no call is under way, and none begins: who asks the gateway then hears the truth. It is
//! counted by the world's clock, read when the order is written. The request's own reading may be older than all of it: it
//! was made before the request waited for the customer's money.

use std::time::Duration;

use chrono::TimeDelta;

use crate::kernel::clock::Instant;
use crate::ports::payment_gateway::GatewayError;

/// How long a gateway may take, in all: less than a request may.
pub(super) const CALL: Duration = Duration::from_secs(8);

/// How long a commit may take, and a task to begin: what is later than that is not sent any more.
const SENT_WITHIN: TimeDelta = TimeDelta::seconds(3);

/// Who does not know of an order after this time never had it: longer than sending and the call take, with something to
/// spare.
pub(super) const SETTLED_AFTER: TimeDelta = TimeDelta::seconds(12);

/// Whether an order that was written at `written` may still be sent. Pure.
pub(super) fn may_be_sent(written: Instant, now: Instant) -> bool {
    now - written <= SENT_WITHIN
}

/// Whether an order that was written at `written`, and that its gateway does not know of, never got there. Pure.
pub(super) fn never_got_there(written: Instant, now: Instant) -> bool {
    now - written >= SETTLED_AFTER
}

/// A call of a gateway, bounded in time.
pub(super) async fn within<T>(
    call: impl Future<Output = Result<T, GatewayError>>,
) -> Result<T, GatewayError> {
    let answer = tokio::time::timeout(CALL, call).await;
    answer.unwrap_or_else(|_| Err(GatewayError::Unknown("no answer in time".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whenever an order is sent and its gateway asked for it: it is given up only once the call is over.
        #[test]
        fn nothing_is_given_up_while_its_call_may_be_under_way(sent in 0_i64..20_000, asked in 0_i64..40_000) {
            let written: Instant = "2026-11-22T10:00:00Z".parse().expect("an instant");
            let at = |milliseconds| written + TimeDelta::milliseconds(milliseconds);
            let call = TimeDelta::from_std(CALL).expect("a few seconds");
            if may_be_sent(written, at(sent)) && never_got_there(written, at(asked)) {
                prop_assert!(at(asked) > at(sent) + call);
            }
            // And whatever is not sent in time is given up in the end.
            prop_assert!(never_got_there(written, at(sent) + SETTLED_AFTER));
        }
    }

    #[test]
    fn an_order_that_was_just_written_is_sent_and_not_given_up() {
        let written: Instant = "2026-11-22T10:00:00Z".parse().expect("an instant");
        assert!(may_be_sent(written, written) && !never_got_there(written, written));
        assert!(!may_be_sent(written, written + TimeDelta::seconds(4)));
        assert!(never_got_there(written, written + TimeDelta::seconds(12)));
    }
}
