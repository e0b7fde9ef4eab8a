//! Discounts: what the ISP gives to a customer, and for how long.

use chrono::NaiveDate;
use serde_json::json;

use super::orders::MAX_PRICE;
use super::reach;
use crate::catalog::discounts::Reduction;
use crate::catalog::entity::customer_discount;
use crate::catalog::policy;
use crate::catalog::proration::{self, Span};
use crate::catalog::refusal::{CatalogError, RefusalCode, conflict, not_found, refused, text, within};
use crate::catalog::store::offers as store;
use crate::customers::Seen;
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerDiscountId, CustomerId, SubscriptionId};

/// The whole of a price, in millionths.
const WHOLE: i64 = 1_000_000;

/// The columns of a reduction: a percentage or an amount.
pub(super) fn columns(
    reduction: Reduction,
    field: &'static str,
) -> Result<(Option<i64>, Option<i64>), CatalogError> {
    Ok(match reduction {
        Reduction::Percent(micro) if !(1..=WHOLE).contains(&micro) => {
            return Err(refused(RefusalCode::InvalidInput, field, "must be above 0 and at most 100 percent"));
        }
        Reduction::Percent(micro) => (Some(micro), None),
        Reduction::Amount(minor) => (None, Some(within(minor, 1..=MAX_PRICE, field)?)),
    })
}

/// The discount of a customer from today, for so many full periods.
pub(super) fn discount_row(
    scope: &Scope,
    seen: &Seen,
    name: String,
    (percent_micro, amount_minor): (Option<i64>, Option<i64>),
    months: Option<u32>,
) -> customer_discount::Model {
    let today = scope.today();
    customer_discount::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: seen.customer.id,
        subscription_id: None,
        coupon_id: None,
        name,
        percent_micro,
        amount_minor,
        currency: seen.customer.currency,
        from_date: today,
        to_date: months.map(|months| last_day(today, seen.customer.billing_day, months)),
        created_at: scope.now(),
        version: FIRST_VERSION,
    }
}

/// The first day after so many full periods from today: a part of a period before the first of them has the discount too.
fn last_day(today: NaiveDate, billing_day: i16, months: u32) -> NaiveDate {
    let period = Span::period_of(today, billing_day);
    let first = if period.start == today { today } else { period.end };
    proration::after(first, months)
}

/// What to give to whom.
#[derive(Debug, Clone)]
pub struct Grant {
    /// To whom.
    pub customer: CustomerId,
    /// The one service it is for; none is all.
    pub subscription: Option<SubscriptionId>,
    /// What invoices call it.
    pub name: String,
    /// By how much.
    pub reduction: Reduction,
    /// For how many full periods; none is without end.
    pub months: Option<i32>,
    /// Why.
    pub reason: String,
}

/// Gives a discount to a customer.
pub async fn grant_discount(scope: &Scope, grant: Grant) -> Result<customer_discount::Model, CatalogError> {
    let seen = reach::customer(scope, grant.customer, policy::may_manage_offers).await?;
    let columns = columns(grant.reduction, "reduction")?;
    let name = text(&grant.name, "name", 100)?;
    let reason = text(&grant.reason, "reason", 500)?;
    let months = grant.months.map(|months| within(months, 1..=120, "months")).transpose()?;
    let months = months.map(u32::try_from).transpose().map_err(Fault::internal)?;
    if let Some(id) = grant.subscription {
        let (row, _) = reach::subscription(scope, id, policy::may_manage_offers).await?;
        if row.customer_id != grant.customer {
            return Err(not_found("subscriptionId", "service of the customer"));
        }
    }
    let row = customer_discount::Model {
        subscription_id: grant.subscription,
        ..discount_row(scope, &seen, name, columns, months)
    };
    let tx = scope.begin().await?;
    store::insert_discount(&tx, row.clone()).await?;
    let record = Record::new("discount.grant", row.id).customer(grant.customer).reason(reason).after(
        json!({ "name": row.name, "percentMicro": row.percent_micro, "amountMinor": row.amount_minor }),
    );
    tx.record(record).await?;
    tx.commit().await?;
    Ok(row)
}

/// Ends a discount: what begins today or later has it no more.
pub async fn end_discount(
    scope: &Scope,
    id: CustomerDiscountId,
    expected: Option<i32>,
) -> Result<customer_discount::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let tx = scope.begin().await?;
    let before = store::discount(&tx, id).await?.ok_or_else(|| not_found("discountId", "discount"))?;
    let today = scope.today();
    if before.to_date.is_some_and(|to| to <= today) {
        return Err(refused(RefusalCode::AlreadyEnded, "discountId", "the discount has ended already"));
    }
    let on = today.max(before.from_date);
    if expected.is_some_and(|version| version != before.version)
        || !store::end_discount(&tx, &before, on).await?
    {
        return Err(conflict("discount"));
    }
    let record = Record::new("discount.end", id)
        .customer(before.customer_id)
        .change(json!({ "to": before.to_date }), json!({ "to": on }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(customer_discount::Model { to_date: Some(on), version: before.version + 1, ..before })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn months_are_full_periods_from_the_next_on() {
        for (today, billing_day, months, end) in [
            ("2026-11-22", 1, 3, "2027-03-01"),
            ("2026-12-01", 1, 3, "2027-03-01"),
            ("2027-01-31", 28, 1, "2027-03-28"),
            ("2027-01-28", 28, 1, "2027-02-28"),
            ("2028-02-29", 1, 12, "2029-03-01"),
        ] {
            let last = last_day(day(today), billing_day, months);
            assert_eq!(last, day(end), "{today} {billing_day}");
            let starts = (0..500)
                .map(|days| day(today) + chrono::Days::new(days))
                .filter(|at| *at < last && Span::period_of(*at, billing_day).start == *at);
            assert_eq!(u32::try_from(starts.count()), Ok(months), "{today} {billing_day}");
        }
    }
}
