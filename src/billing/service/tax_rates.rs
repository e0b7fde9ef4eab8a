//! Tax rates: made, changed, ended. What was in force stays as it was, for documents rest on it.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::permit;
use crate::billing::entity::tax_rate;
use crate::billing::refusal::{BillingError, Refusal, RefusalCode};
use crate::billing::store;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::TaxRateId;
use crate::kernel::money::to_micro;
use crate::kernel::problem::Invalid;

/// Tax rates that are listed at most.
pub const MAX_TAX_RATES: u64 = 100;

/// A tax rate to make.
#[derive(Debug, Clone)]
pub struct NewTaxRate {
    /// Matches the plans' tax code.
    pub code: String,
    /// As printed, e.g. `VAT`.
    pub name: String,
    /// 0.19 is 19 %.
    pub rate: Decimal,
    /// Who levies it, e.g. `DE`.
    pub jurisdiction: String,
    /// Whether it is levied on the other taxes too.
    pub compound: bool,
    /// Whether prices contain it.
    pub inclusive: bool,
    /// First day.
    pub from: NaiveDate,
    /// First day after it; none for no end.
    pub to: Option<NaiveDate>,
}

/// The tax rates by code, name and time, at most 100; only those in force on a day, if one is given.
pub async fn tax_rates(scope: &Scope, on: Option<NaiveDate>) -> Result<Vec<tax_rate::Model>, Fault> {
    Ok(store::tax_rates::list(scope, on, MAX_TAX_RATES).await?)
}

/// Makes a rate of a tax, from today or a later day.
pub async fn create_tax_rate(scope: &Scope, new: NewTaxRate) -> Result<tax_rate::Model, BillingError> {
    permit(scope)?;
    let row = tax_rate::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        code: text("code", &new.code, 40)?,
        name: text("name", &new.name, 60)?,
        rate_micro: micro(new.rate)?,
        jurisdiction: text("jurisdiction", &new.jurisdiction, 20)?,
        compound: new.compound,
        inclusive: new.inclusive,
        from_date: new.from,
        to_date: new.to,
    };
    if new.from < scope.today() {
        return Err(Invalid::new("from", "must not be in the past").into());
    }
    if new.to.is_some_and(|to| to <= new.from) {
        return Err(Invalid::new("to", "must be after `from`").into());
    }
    let tx = scope.begin().await?;
    let others = store::tax_rates::of_tax(&tx, &row.code, &row.name, &row.jurisdiction).await?;
    if others.iter().any(|other| overlap(other, &row)) {
        let message = "the tax has a rate in that time; change that one";
        return Err(Refusal::of(RefusalCode::Overlaps, "from", message).into());
    }
    store::tax_rates::insert(&tx, row.clone()).await?;
    tx.record(Record::new("tax_rate.create", row.id).after(shown(&row))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Gives a tax another rate from a day to come: the rate that is there ends, and a new one begins. The new one.
pub async fn change_tax_rate(
    scope: &Scope,
    id: TaxRateId,
    rate: Decimal,
    from: NaiveDate,
) -> Result<tax_rate::Model, BillingError> {
    permit(scope)?;
    let rate_micro = micro(rate)?;
    let tx = scope.begin().await?;
    let before = cut(&tx, id, "from", from).await?;
    let after = tax_rate::Model { id: scope.new_id(), rate_micro, from_date: from, ..before.clone() };
    store::tax_rates::insert(&tx, after.clone()).await?;
    tx.record(Record::new("tax_rate.change", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    Ok(after)
}

/// Ends a tax on a day to come: it is not levied on that day and after.
pub async fn end_tax_rate(
    scope: &Scope,
    id: TaxRateId,
    to: NaiveDate,
) -> Result<tax_rate::Model, BillingError> {
    permit(scope)?;
    let tx = scope.begin().await?;
    let before = cut(&tx, id, "to", to).await?;
    let after = tax_rate::Model { to_date: Some(to), ..before.clone() };
    tx.record(Record::new("tax_rate.end", id).change(shown(&before), shown(&after))).await?;
    tx.commit().await?;
    Ok(after)
}

/// Ends a rate on a day on which it is in force and that nobody has billed on yet; the rate as it was.
async fn cut(
    tx: &Tx,
    id: TaxRateId,
    field: &'static str,
    day: NaiveDate,
) -> Result<tax_rate::Model, BillingError> {
    let before = store::tax_rates::for_update(tx, id).await?;
    let before = before.ok_or_else(|| Refusal::not_found("taxRateId", "tax rate"))?;
    let earliest = (tx.scope().today() + Days::new(1)).max(before.from_date + Days::new(1));
    if day < earliest || before.to_date.is_some_and(|to| day >= to) {
        let message = format!(
            "must be {earliest} or later{}: what was in force stays as it was",
            before.to_date.map_or_else(String::new, |to| format!(" and before {to}"))
        );
        return Err(Invalid::new(field, message).into());
    }
    if store::tax_rates::end(tx, &before, day).await? {
        Ok(before)
    } else {
        let message = "the rate has changed; look again";
        Err(Refusal::of(RefusalCode::Conflict, "taxRateId", message).into())
    }
}

fn overlap(one: &tax_rate::Model, other: &tax_rate::Model) -> bool {
    one.to_date.is_none_or(|to| other.from_date < to) && other.to_date.is_none_or(|to| one.from_date < to)
}

fn micro(rate: Decimal) -> Result<i64, Invalid> {
    let wrong = || Invalid::new("rate", "must be a fraction from 0 to 1 with at most six decimals");
    if rate < Decimal::ZERO || rate > Decimal::ONE {
        return Err(wrong());
    }
    to_micro(rate).map_err(|_| wrong())
}

fn text(field: &'static str, text: &str, most: usize) -> Result<String, Invalid> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= most && !text.contains('\0');
    if fits {
        Ok(text.to_owned())
    } else {
        Err(Invalid::new(field, format!("must be 1 to {most} characters")))
    }
}

fn shown(row: &tax_rate::Model) -> Json {
    json!({
        "code": row.code,
        "name": row.name,
        "jurisdiction": row.jurisdiction,
        "rateMicro": row.rate_micro,
        "from": row.from_date,
        "to": row.to_date,
    })
}
