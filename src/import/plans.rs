//! Plans: what is sold.

use std::collections::HashSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::{ActiveEnum as _, Set};

use super::ImportError;
use super::fields::Kind;
use super::load::Loader;
use super::reader::Row;
use super::report::Refusal;
use super::store::Target;
use crate::catalog::entity::plan::{self, PlanKind};
use crate::db::{Reads as _, Tx};
use crate::kernel::ids::PlanId;
use crate::kernel::money::Currency;

/// Reads and writes plans.
pub(super) struct Plans {
    /// Codes that are taken.
    pub(super) codes: HashSet<String>,
    /// The tax code of a plan that names none: the tenant's only one, if it is the only one.
    pub(super) tax_code: Option<String>,
    /// The codes that there are rates for.
    pub(super) tax_codes: HashSet<String>,
    /// Of prices without one.
    pub(super) currency: Currency,
    /// From when a plan is sold that does not say.
    pub(super) today: NaiveDate,
}

impl Loader for Plans {
    type Row = plan::ActiveModel;

    fn kind(&self) -> Kind {
        Kind::Plans
    }

    fn id_field(&self) -> &'static str {
        "external_id"
    }

    fn read(&mut self, external_id: &str, mut row: Row<'_>) -> Result<Self::Row, Vec<Refusal>> {
        let name = row.needed("name");
        let code = row.text("code").unwrap_or_else(|| external_id.to_owned());
        if self.codes.contains(&code) {
            row.refuse("code", format!("`{code}` is another plan's code already"));
        }
        let currency = row.currency(self.currency);
        let kind = row.choice("kind");
        let price = row.money("price", currency);
        if price.is_some_and(|price| price < 0) {
            row.refuse("price", "is negative");
        }
        let setup_fee = row.money("setup_fee", currency).unwrap_or_default();
        let overage = row.money("overage_per_gb", currency);
        if setup_fee < 0 || overage.is_some_and(|overage| overage < 0) {
            row.refuse("setup_fee", "a price is negative");
        }
        let speed = |row: &mut Row<'_>, kbps: &str, mbps: &str| {
            let kilo = row.whole(kbps, 0..=1_000_000_000);
            kilo.or_else(|| scaled(row, mbps, 1_000)).unwrap_or_default()
        };
        let (down_kbps, up_kbps) =
            (speed(&mut row, "down_kbps", "down_mbps"), speed(&mut row, "up_kbps", "up_mbps"));
        let cap_bytes = scaled(&mut row, "cap_gb", 1_000_000_000);
        let contract_months = row.whole("contract_months", 0..=120).unwrap_or_default();
        let public = row.choice("public").as_deref() == Some("YES");
        let tax_code = row.text("tax_code").or_else(|| self.tax_code.clone());
        match &tax_code {
            None => row.refuse("tax_code", "is empty, and the tenant has not just one"),
            Some(code) if !self.tax_codes.contains(code) => {
                row.refuse("tax_code", format!("no tax rate has the code `{code}`"));
            }
            Some(_) => {}
        }
        let valid_from = row.date("valid_from").unwrap_or(self.today);
        let valid_to = row.date("valid_to");
        if valid_to.is_some_and(|to| to <= valid_from) {
            row.refuse("valid_to", "is not after the first day of sale");
        }
        let value =
            row.finish(|| {
                Some(plan::ActiveModel {
                    code: Set(code.clone()),
                    name: Set(name),
                    kind: Set(
                        kind.map_or(Some(PlanKind::Internet), |kind| PlanKind::try_from_value(&kind).ok())?
                    ),
                    currency: Set(currency),
                    price_minor: Set(price?),
                    setup_fee_minor: Set(setup_fee),
                    down_kbps: Set(down_kbps),
                    up_kbps: Set(up_kbps),
                    cap_bytes: Set(cap_bytes),
                    overage_per_gb_minor: Set(overage),
                    contract_months: Set(i16::try_from(contract_months).ok()?),
                    public: Set(public),
                    tax_code: Set(tax_code?),
                    valid_from: Set(valid_from),
                    valid_to: Set(valid_to),
                    ..Default::default()
                })
            })?;
        self.codes.insert(code);
        Ok(value)
    }

    async fn write(&mut self, tx: &Tx, mut rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError> {
        let mut targets = Vec::new();
        for row in &mut rows {
            let id: PlanId = tx.scope().new_id();
            row.id = Set(id);
            targets.push(Target::Plan(id));
        }
        tx.insert_many(rows).await?;
        Ok(targets)
    }

    async fn finish(&mut self, _: &Tx) -> Result<(), ImportError> {
        Ok(())
    }
}

/// A number of larger units in smaller ones, if it is a whole number of them.
fn scaled(row: &mut Row<'_>, field: &str, unit: i64) -> Option<i64> {
    let number = row.decimal(field)?;
    let whole =
        number.checked_mul(Decimal::from(unit)).filter(|n| n.fract().is_zero() && !n.is_sign_negative());
    let whole = whole.and_then(|number| i64::try_from(number).ok());
    if whole.is_none() {
        row.refuse(field, format!("{number} cannot be"));
    }
    whole
}
