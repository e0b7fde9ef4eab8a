//! Amounts as people give them. Pure.

use rust_decimal::Decimal;

use crate::kernel::money::{Currency, Money};

/// The largest amount of one payment, in minor units: what no bank would let through is a typing error.
const MAX_MINOR: i64 = 100_000_000_00;

/// An amount to pay: above nothing, with no more digits than the currency has.
pub fn payable(amount: Decimal, currency: Currency) -> Result<Money, AmountFault> {
    let scale = Decimal::from(10_i64.pow(currency.exponent()));
    let minor = amount.checked_mul(scale).ok_or(AmountFault::TooLarge)?;
    if !minor.fract().is_zero() {
        return Err(AmountFault::Digits);
    }
    let minor = i64::try_from(minor).map_err(|_| AmountFault::TooLarge)?;
    match minor {
        ..=0 => Err(AmountFault::NotPositive),
        1..=MAX_MINOR => Ok(Money::new(minor, currency)),
        _ => Err(AmountFault::TooLarge),
    }
}

/// What is wrong with an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountFault {
    /// Nothing, or less.
    NotPositive,
    /// It has more digits than the currency.
    Digits,
    /// No bank would let it through.
    TooLarge,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        for (text, code, minor) in [
            ("12.34", "EUR", Ok(12_34)),
            ("12.340", "EUR", Ok(12_34)),
            ("12.345", "EUR", Err(AmountFault::Digits)),
            ("1234", "JPY", Ok(1234)),
            ("12.3", "JPY", Err(AmountFault::Digits)),
            ("1.234", "KWD", Ok(1_234)),
            ("1.2345", "KWD", Err(AmountFault::Digits)),
            ("0", "EUR", Err(AmountFault::NotPositive)),
            ("-1", "EUR", Err(AmountFault::NotPositive)),
            ("79228162514264337593543950335", "EUR", Err(AmountFault::TooLarge)),
            ("100000000.01", "EUR", Err(AmountFault::TooLarge)),
        ] {
            let amount = payable(text.parse().expect("a number"), code.parse().expect("known"));
            assert_eq!(amount.map(|money| money.minor), minor, "{text} {code}");
        }
    }
}
