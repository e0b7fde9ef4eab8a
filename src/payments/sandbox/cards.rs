//! The cards and accounts of the sandbox gateway: what each does is in its token. Pure.

use crate::ports::payment_gateway::{AccountKind, DeclineCode};

/// What a charge of a token comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// It succeeds.
    Succeed,
    /// It is refused.
    Decline(DeclineCode),
    /// The payer has to act; then it succeeds or not.
    Action {
        /// Whether it succeeds.
        succeeds: bool,
    },
    /// No answer comes, though it has succeeded or not.
    Silent {
        /// Whether it has succeeded.
        succeeds: bool,
    },
    /// It succeeds, and the gateway tells of it twice.
    TellTwice,
    /// It succeeds, and is disputed a moment later.
    Dispute {
        /// Whether the dispute is won another moment later.
        won: bool,
    },
    /// It takes a moment; then it succeeds or not.
    Slow {
        /// Whether it succeeds.
        succeeds: bool,
    },
    /// It succeeds; what is given back of it takes a moment, and then succeeds or not.
    SlowRefund {
        /// Whether the refund succeeds.
        succeeds: bool,
    },
    /// It succeeds; what is given back of it succeeds, and comes back a moment later.
    RefundComesBack,
}

/// A card or account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestMethod {
    /// The token that a form in the browser would give.
    pub token: &'static str,
    /// What kind.
    pub kind: AccountKind,
    /// The brand that is shown.
    pub brand: &'static str,
    /// The last four digits that are shown.
    pub last4: &'static str,
    /// What a charge comes to.
    pub behaviour: Behaviour,
}

const fn card(token: &'static str, last4: &'static str, behaviour: Behaviour) -> TestMethod {
    TestMethod { token, kind: AccountKind::Card, brand: "visa", last4, behaviour }
}

const fn bank(token: &'static str, last4: &'static str, behaviour: Behaviour) -> TestMethod {
    TestMethod { token, kind: AccountKind::Bank, brand: "DE", last4, behaviour }
}

/// The card that expires within the month it is added in.
pub const EXPIRING: &str = "tok_expiring";

/// Every card and account.
pub const TEST_METHODS: &[TestMethod] = &[
    card("tok_success", "4242", Behaviour::Succeed),
    card(EXPIRING, "0341", Behaviour::Succeed),
    card("tok_insufficient_funds", "9995", Behaviour::Decline(DeclineCode::InsufficientFunds)),
    card("tok_declined", "0002", Behaviour::Decline(DeclineCode::CardDeclined)),
    card("tok_expired", "0069", Behaviour::Decline(DeclineCode::ExpiredCard)),
    card("tok_incorrect_cvc", "0127", Behaviour::Decline(DeclineCode::IncorrectCvc)),
    card("tok_stolen", "9979", Behaviour::Decline(DeclineCode::LostOrStolen)),
    card("tok_duplicate_transaction", "0555", Behaviour::Decline(DeclineCode::DuplicateTransaction)),
    card("tok_3ds", "3155", Behaviour::Action { succeeds: true }),
    card("tok_3ds_fails", "3184", Behaviour::Action { succeeds: false }),
    card("tok_timeout_success", "0101", Behaviour::Silent { succeeds: true }),
    card("tok_timeout_failure", "0102", Behaviour::Silent { succeeds: false }),
    card("tok_duplicate", "0303", Behaviour::TellTwice),
    card("tok_dispute", "0259", Behaviour::Dispute { won: false }),
    card("tok_dispute_won", "1976", Behaviour::Dispute { won: true }),
    card("tok_refund_slow", "7726", Behaviour::SlowRefund { succeeds: true }),
    card("tok_refund_fails", "7734", Behaviour::SlowRefund { succeeds: false }),
    card("tok_refund_comes_back", "5126", Behaviour::RefundComesBack),
    bank("tok_bank_success", "3000", Behaviour::Slow { succeeds: true }),
    bank("tok_bank_fails", "3001", Behaviour::Slow { succeeds: false }),
];

/// The card or account of a token.
pub fn test_method(token: &str) -> Option<&'static TestMethod> {
    TEST_METHODS.iter().find(|method| method.token == token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_and_digits_tell_the_methods_apart() {
        for (at, method) in TEST_METHODS.iter().enumerate() {
            let rest = &TEST_METHODS[at + 1..];
            assert!(rest.iter().all(|other| other.token != method.token && other.last4 != method.last4));
            assert_eq!(test_method(method.token), Some(method));
        }
        assert_eq!(test_method("tok_unheard_of"), None);
    }
}
