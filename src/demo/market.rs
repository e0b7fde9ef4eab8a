//! The two countries of the demonstration: zone, currency, taxes, tariffs and words.

mod germany;
mod united_states;

use chrono_tz::Tz;

use crate::catalog::entity::plan::PlanKind;
use crate::kernel::money::Currency;

/// Where a demonstration ISP does business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Market {
    /// EUR, one rate of value added tax.
    Germany,
    /// USD, two jurisdictions that each round for themselves.
    UnitedStates,
}

impl Market {
    pub(super) fn facts(self) -> &'static Facts {
        match self {
            Self::Germany => &germany::FACTS,
            Self::UnitedStates => &united_states::FACTS,
        }
    }
}

/// What the generator knows of a country.
pub(super) struct Facts {
    pub(super) zone: Tz,
    pub(super) currency: &'static str,
    pub(super) locale: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
    pub(super) taxes: &'static [TaxFact],
    pub(super) plans: &'static [PlanFact],
    pub(super) words: Words,
    pub(super) router_rental: i64,
    pub(super) static_ip: i64,
    pub(super) paper_invoice: i64,
    pub(super) technician: i64,
    pub(super) discounts: &'static [(&'static str, i64)],
    pub(super) visits: &'static [&'static str],
    pub(super) exemptions: &'static [&'static str],
}

impl Facts {
    pub(super) fn currency(&self) -> Currency {
        self.currency.parse().expect("the markets' currencies are in ISO 4217")
    }
}

/// The code that the plans of both countries carry.
pub(super) const TAX_CODE: &str = "standard";

/// A tax rate and since when.
pub(super) struct TaxFact {
    pub(super) name: &'static str,
    pub(super) jurisdiction: &'static str,
    pub(super) rate_micro: i64,
    /// Year, month and day.
    pub(super) from: (i32, u32, u32),
    pub(super) to: Option<(i32, u32, u32)>,
}

/// A tariff. Prices in minor units, speeds in Mbit/s.
pub(super) struct PlanFact {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: PlanKind,
    pub(super) audience: Audience,
    pub(super) price: i64,
    pub(super) setup: i64,
    pub(super) down: i64,
    pub(super) up: i64,
    /// Included volume in GB and the price of one more.
    pub(super) cap: Option<(i64, i64)>,
    pub(super) months: i16,
}

/// Who may order a tariff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    Home,
    Business,
    /// Not sold any more; some still have it.
    Legacy,
}

pub(super) struct Words {
    pub(super) first: &'static [&'static str],
    pub(super) last: &'static [&'static str],
    pub(super) trades: &'static [&'static str],
    pub(super) forms: &'static [&'static str],
    pub(super) streets: &'static [&'static str],
    /// Postal code and city.
    pub(super) cities: &'static [(&'static str, &'static str)],
    /// Whether the number follows the street.
    pub(super) number_last: bool,
    pub(super) companies: &'static [&'static str],
    /// A prefix of numbers that are never given to anybody.
    pub(super) phone: &'static str,
    pub(super) phone_digits: u32,
    pub(super) passphrases: &'static [&'static str],
}

const fn home(
    code: &'static str,
    name: &'static str,
    kind: PlanKind,
    price: i64,
    setup: i64,
    (down, up): (i64, i64),
    months: i16,
) -> PlanFact {
    PlanFact { code, name, kind, audience: Audience::Home, price, setup, down, up, cap: None, months }
}

const fn business(
    code: &'static str,
    name: &'static str,
    kind: PlanKind,
    price: i64,
    setup: i64,
    speed: (i64, i64),
    months: i16,
) -> PlanFact {
    PlanFact { audience: Audience::Business, ..home(code, name, kind, price, setup, speed, months) }
}
