//! Pay links: what their tokens are, and what is left to pay by them. Pure.

use async_graphql::Enum;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::kernel::clock::{Instant, date_in, start_of};
use crate::kernel::entropy::{self, Entropy};

/// How a token begins, so that one that was left somewhere is known for what it is.
const PREFIX: &str = "pay_link_";

/// Whether a link can be used, and what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "PayLinkState")]
pub enum LinkState {
    /// Something can be paid by it.
    Payable,
    /// What is left is being paid at this moment, by it or otherwise.
    Processing,
    /// Nothing is left to pay.
    Paid,
    /// Its bills were cancelled.
    Withdrawn,
    /// Its time is over. Only who may make links sees it.
    Expired,
    /// It was taken back. Only who may make links sees it.
    Revoked,
}

/// One of the bills that a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LinkedBill {
    /// What is owed of it, minor units.
    pub(super) owed: i64,
    /// What payments under way are meant for, minor units.
    pub(super) spoken_for: i64,
    /// Whether it was cancelled.
    pub(super) void: bool,
}

/// What was paid by a link, minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PaidByLink {
    /// What has come in.
    pub(super) received: i64,
    /// What is under way.
    pub(super) under_way: i64,
}

/// What can be paid of a bill now: what is owed and no payment under way is meant for.
pub(super) fn free(bill: LinkedBill) -> i64 {
    (bill.owed - bill.spoken_for).max(0)
}

/// What is due by a link that may be used, in minor units, and how it stands. `limit` is the most that is paid by it.
pub(super) fn standing(limit: Option<i64>, paid: PaidByLink, bills: &[LinkedBill]) -> (i64, LinkState) {
    let owed: i64 = bills.iter().map(|bill| free(*bill)).sum();
    let due = limit.map_or(owed, |limit| owed.min(limit - paid.received - paid.under_way).max(0));
    let full = limit.is_some_and(|limit| paid.received >= limit);
    let under_way = paid.under_way > 0 || bills.iter().any(|bill| bill.spoken_for > 0);
    let state = match () {
        () if due > 0 => LinkState::Payable,
        () if !full && under_way => LinkState::Processing,
        () if bills.iter().all(|bill| bill.void) => LinkState::Withdrawn,
        () => LinkState::Paid,
    };
    (due, state)
}

/// How `amount`, which is no more than is due, is shared among the bills: the first ones first.
pub(super) fn shares(mut amount: i64, bills: &[LinkedBill]) -> Vec<i64> {
    let share = |bill: &LinkedBill| {
        let part = free(*bill).min(amount);
        amount -= part;
        part
    };
    bills.iter().map(share).collect()
}

/// The end of the day `days` days from now, in the tenant's zone.
pub(super) fn end_after(zone: Tz, now: Instant, days: u32) -> Instant {
    let last: NaiveDate = date_in(zone, now) + Days::new(u64::from(days));
    start_of(zone, last + Days::new(1))
}

/// A new token, and the digest that is kept of it.
pub(super) fn new_token(random: &dyn Entropy) -> (SecretString, [u8; 32]) {
    let secret: [u8; 32] = entropy::bytes(random);
    (format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret)).into(), Sha256::digest(secret).into())
}

/// The digest of a token as it came with a request; none for what cannot be one.
pub(super) fn digest_of(token: &SecretString) -> Option<[u8; 32]> {
    let text = token.expose_secret().trim().strip_prefix(PREFIX)?;
    let secret = URL_SAFE_NO_PAD.decode(text).ok().filter(|secret| secret.len() == 32)?;
    Some(Sha256::digest(secret).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::entropy::SeededEntropy;
    use proptest::prelude::*;

    fn bill(owed: i64, spoken_for: i64) -> LinkedBill {
        LinkedBill { owed, spoken_for, void: false }
    }

    const NOTHING: PaidByLink = PaidByLink { received: 0, under_way: 0 };

    #[test]
    fn what_is_due_is_what_is_owed_and_not_spoken_for_up_to_the_limit() {
        let bills = [bill(100, 0), bill(50, 20)];
        assert_eq!(standing(None, NOTHING, &bills), (130, LinkState::Payable));
        assert_eq!(standing(Some(60), NOTHING, &bills), (60, LinkState::Payable));
        let paid = PaidByLink { received: 20, under_way: 15 };
        assert_eq!(standing(Some(60), paid, &bills), (25, LinkState::Payable));
        let under_way = PaidByLink { received: 20, under_way: 40 };
        assert_eq!(standing(Some(60), under_way, &bills), (0, LinkState::Processing));
        let full = PaidByLink { received: 60, under_way: 0 };
        assert_eq!(standing(Some(60), full, &bills), (0, LinkState::Paid), "the rest is not its business");
        assert_eq!(standing(None, NOTHING, &[bill(10, 10)]), (0, LinkState::Processing));
        assert_eq!(standing(None, NOTHING, &[bill(0, 0)]), (0, LinkState::Paid));
        let void = LinkedBill { void: true, ..bill(0, 0) };
        assert_eq!(standing(None, NOTHING, &[void, void]), (0, LinkState::Withdrawn));
        assert_eq!(standing(None, NOTHING, &[void, bill(0, 0)]), (0, LinkState::Paid));
    }

    #[test]
    fn a_link_ends_with_a_day_of_the_tenant() {
        let now = "2026-03-26T22:30:00Z".parse().expect("an instant");
        let berlin = end_after(chrono_tz::Europe::Berlin, now, 2);
        assert_eq!(
            berlin.to_rfc3339(),
            "2026-03-28T23:00:00+00:00",
            "the 26th is there, the 28th the last day"
        );
        let over_the_change = end_after(chrono_tz::Europe::Berlin, now, 3);
        assert_eq!(over_the_change.to_rfc3339(), "2026-03-29T22:00:00+00:00", "summer time begins");
    }

    #[test]
    fn only_a_token_has_a_digest() {
        let (token, digest) = new_token(&SeededEntropy::new(7));
        assert_eq!(digest_of(&token), Some(digest));
        let other = format!("{}A", token.expose_secret());
        for junk in
            ["", "pay_link_", "pay_link_AAAA", token.expose_secret().trim_start_matches("pay_link_"), &other]
        {
            assert_eq!(digest_of(&junk.to_owned().into()), None, "{junk:?}");
        }
    }

    proptest! {
        #[test]
        fn shares_are_the_amount_and_never_more_than_a_bill_is_free(
            bills in prop::collection::vec((0..1000_i64, 0..1000_i64), 0..8),
            limit in prop::option::of(1..2000_i64), received in 0..500_i64, under_way in 0..500_i64, percent in 0..=100_i64,
        ) {
            let bills: Vec<_> = bills.into_iter().map(|(owed, spoken)| bill(owed, spoken)).collect();
            let (due, state) = standing(limit, PaidByLink { received, under_way }, &bills);
            prop_assert!(due >= 0 && due <= bills.iter().map(|bill| free(*bill)).sum());
            prop_assert!(limit.is_none_or(|limit| due == 0 || due + received + under_way <= limit));
            prop_assert_eq!(state == LinkState::Payable, due > 0);
            let amount = due * percent / 100;
            let shares = shares(amount, &bills);
            prop_assert_eq!(shares.iter().sum::<i64>(), amount);
            prop_assert!(shares.iter().zip(&bills).all(|(share, bill)| (0..=free(*bill)).contains(share)));
        }
    }
}
