//! Money: whole minor units of one ISO 4217 currency, never a float (domain.md §3).
//!
//! Rates and quantities are `Decimal` in the domain and integers scaled by a million in the database,
//! because the embedded database keeps decimals as floats.

use std::fmt;
use std::str::FromStr;

use rust_decimal::{Decimal, RoundingStrategy};
use sea_orm::DeriveValueType;

/// An ISO 4217 currency in use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The three letters, e.g. `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the decimal point: JPY 0, USD 2, KWD 3. Currencies without a minor unit count as 0.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// The customary symbol, e.g. `€`; the code where people write the code.
    pub fn symbol(self) -> String {
        // CLDR: `CHF`. The library has the franc sign, which nobody in Switzerland writes.
        if self.code() == "CHF" { "CHF".to_owned() } else { self.0.symbol().symbol }
    }
}

/// The text is not an ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an ISO 4217 currency code")]
pub struct UnknownCurrency;

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        iso_currency::Currency::from_code(code).map(Self).ok_or(UnknownCurrency)
    }
}

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents) of a currency; may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Whole minor units: 12.34 EUR is 1234.
    pub minor: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

/// Why an operation on amounts has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result does not fit 64 bits of minor units, or the digits kept.
    #[error("the amount is too large")]
    Overflow,
}

impl Money {
    /// `minor` units of `currency`.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount in major units with the currency's number of digits, e.g. `12.34`.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.exponent())
    }
}

/// Rounds to a whole number of minor units, half away from zero.
pub fn round_to_minor(value: Decimal) -> Result<i64, MoneyError> {
    let rounded = value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(rounded).map_err(|_| MoneyError::Overflow)
}

/// Why an amount that somebody wrote is none of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// More digits after the point than the currency has.
    #[error("has more than {digits} decimals")]
    TooFine {
        /// Digits that the currency has.
        digits: u32,
    },
    /// It does not fit.
    #[error("is too large")]
    TooLarge,
}

/// The minor units of an amount in major units, as somebody wrote it. What the currency has no coin for is refused, not
/// rounded.
pub fn to_minor(amount: Decimal, currency: Currency) -> Result<i64, AmountError> {
    let digits = currency.exponent();
    let scale = Decimal::from(10_u64.pow(digits));
    let minor = amount.checked_mul(scale).ok_or(AmountError::TooLarge)?;
    if !minor.fract().is_zero() {
        return Err(AmountError::TooFine { digits });
    }
    i64::try_from(minor).map_err(|_| AmountError::TooLarge)
}

/// Rates and quantities as the database keeps them: millionths.
pub const MICRO_SCALE: u32 = 6;

/// A rate or quantity read from the database, without trailing zeros: `75_000` is 0.075.
pub fn from_micro(micro: i64) -> Decimal {
    Decimal::new(micro, MICRO_SCALE).normalize()
}

/// A rate or quantity for the database: 0.075 is `75_000`. Digits past the sixth are refused, not dropped.
pub fn to_micro(value: Decimal) -> Result<i64, MoneyError> {
    let scaled = value.checked_mul(Decimal::from(1_000_000)).ok_or(MoneyError::Overflow)?;
    if scaled.fract().is_zero() {
        i64::try_from(scaled).map_err(|_| MoneyError::Overflow)
    } else {
        Err(MoneyError::Overflow)
    }
}

/// Divides `total` into shares in the proportion of `weights`, so that the shares add up to the total:
/// floor first, then one unit each to the largest remainders (domain.md §3.2); ties go to the earlier.
pub fn largest_remainder(total: i64, weights: &[i64]) -> Vec<i64> {
    let weight_sum: i128 = weights.iter().map(|w| i128::from(w.abs())).sum();
    if weight_sum == 0 {
        return vec![0; weights.len()];
    }
    let (sign, magnitude) = (i128::from(total.signum()), i128::from(total).abs());
    let parts: Vec<(i128, i128)> = weights
        .iter()
        .map(|w| {
            let product = magnitude * i128::from(w.abs());
            (product / weight_sum, product % weight_sum)
        })
        .collect();
    let mut missing = magnitude - parts.iter().map(|(floor, _)| floor).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(parts[i].1));
    let mut shares: Vec<i128> = parts.iter().map(|(floor, _)| *floor).collect();
    for i in order {
        if missing == 0 {
            break;
        }
        shares[i] += 1;
        missing -= 1;
    }
    shares.into_iter().map(|s| i64::try_from(s * sign).expect("a share is at most the total")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn exponents_follow_iso_4217() {
        for (code, exponent, text) in [("JPY", 0, "1234"), ("USD", 2, "12.34"), ("KWD", 3, "1.234")] {
            let currency: Currency = code.parse().expect("known");
            assert_eq!(currency.exponent(), exponent);
            assert_eq!(Money::new(1234, currency).to_decimal().to_string(), text);
        }
        assert_eq!("XYZ".parse::<Currency>(), Err(UnknownCurrency));
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (exact, rounded) in [("0.5", 1), ("-0.5", -1), ("7.425", 7), ("-7.5", -8)] {
            assert_eq!(round_to_minor(decimal(exact)), Ok(rounded), "{exact}");
        }
        assert_eq!(round_to_minor(Decimal::MAX), Err(MoneyError::Overflow));
    }

    #[test]
    fn an_amount_is_read_in_the_digits_of_its_currency() {
        let minor = |text: &str, code: &str| to_minor(decimal(text), code.parse().expect("known"));
        assert_eq!(minor("12.34", "USD"), Ok(1234));
        assert_eq!(minor("-12.30", "USD"), Ok(-1230));
        assert_eq!(minor("1234", "JPY"), Ok(1234));
        assert_eq!(minor("1.234", "KWD"), Ok(1234));
        assert_eq!(minor("12.345", "USD"), Err(AmountError::TooFine { digits: 2 }));
        assert_eq!(minor("0.5", "JPY"), Err(AmountError::TooFine { digits: 0 }));
        assert_eq!(minor("99999999999999999999", "USD"), Err(AmountError::TooLarge));
    }

    #[test]
    fn micro_keeps_six_digits_and_refuses_a_seventh() {
        assert_eq!(from_micro(75_000).to_string(), "0.075");
        assert_eq!(to_micro(decimal("0.075")), Ok(75_000));
        assert_eq!(to_micro(decimal("0.0000001")), Err(MoneyError::Overflow));
    }

    proptest! {
        #[test]
        fn shares_add_up_and_are_within_one_unit(total in -1_000_000_i64..1_000_000,
                                                 weights in prop::collection::vec(0_i64..100_000, 1..20)) {
            prop_assume!(weights.iter().sum::<i64>() > 0);
            let shares = largest_remainder(total, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), total);
            let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = i128::from(total) * i128::from(*weight);
                prop_assert!((i128::from(*share) * sum - exact).abs() < sum);
            }
        }
    }
}
