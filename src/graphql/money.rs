//! `Money` in the graph: safe for JavaScript, never a float.

use async_graphql::Object;

use super::scalars::{BigInt, CurrencyCode, Decimal};
use crate::kernel::money::Money;
use crate::kernel::money_format;

/// An amount of one currency.
pub struct MoneyNode {
    money: Money,
    locale: std::sync::Arc<str>,
}

impl MoneyNode {
    /// `money`, formatted for `locale` unless a query asks for another.
    pub fn new(money: Money, locale: &std::sync::Arc<str>) -> Self {
        Self { money, locale: locale.clone() }
    }
}

/// An amount of one currency, exact: as a decimal string, as whole minor units, and as people of a locale write it.
#[Object(name = "Money")]
impl MoneyNode {
    /// Major units with as many digits as the currency has, e.g. `74.99`; may be negative.
    async fn amount(&self) -> Decimal {
        Decimal(self.money.to_decimal())
    }

    /// Whole minor units (cents), e.g. `7499`; may be negative.
    async fn minor(&self) -> BigInt {
        BigInt(self.money.minor)
    }

    /// ISO 4217 code of the currency.
    async fn currency(&self) -> CurrencyCode {
        CurrencyCode(self.money.currency.code().to_owned())
    }

    /// The amount for people, e.g. `74,99 €`.
    async fn formatted(
        &self,
        #[graphql(
            desc = "BCP 47 locale, e.g. `de-DE`; the tenant's if absent. An unknown locale is written as English."
        )]
        locale: Option<String>,
    ) -> String {
        money_format::format(self.money, locale.as_deref().unwrap_or(&self.locale))
    }
}
