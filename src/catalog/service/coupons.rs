//! Coupons and discounts: what the ISP gives away, to whom, and for how long.
//!
//! Invariants: a coupon is redeemed at most as often as it says, and once by a customer; the terms of a coupon never
//! change. What is not to be redeemed – unknown, taken back, of another time or currency – is the same to who asks: codes
//! are not to be guessed.

use chrono::NaiveDate;
use serde_json::json;

use super::discounts::{columns, discount_row};
use super::reach;
use crate::catalog::discounts::Reduction;
use crate::catalog::entity::{coupon, coupon_plan, customer_discount};
use crate::catalog::policy;
use crate::catalog::refusal::{
    CatalogError, RefusalCode, conflict, not_found, refused, text, with_free_code, within,
};
use crate::catalog::store::offers::{self as store, CodeKey};
use crate::catalog::store::plans_by_id;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CouponId, CustomerId, PlanId};
use crate::kernel::money::Currency;
use crate::kernel::page::{Page, PageRequest};

/// Symbols of a code: fewer could be guessed.
const CODE: std::ops::RangeInclusive<usize> = 4..=40;
/// Plans that a coupon may name.
const MAX_PLANS: usize = 50;

/// What a coupon is made of.
#[derive(Debug, Clone)]
pub struct NewCoupon {
    /// The code; letters, digits and hyphens, in any case.
    pub code: String,
    /// What invoices call the discount.
    pub name: String,
    /// By how much.
    pub reduction: Reduction,
    /// Currency of the amount, and of the customers who may redeem it; the tenant's if none.
    pub currency: Option<String>,
    /// The plans it is for; none is all.
    pub plans: Vec<PlanId>,
    /// For how many full periods; none is without end.
    pub months: Option<i32>,
    /// First day it may be redeemed.
    pub valid_from: NaiveDate,
    /// First day it may not be redeemed any more.
    pub valid_to: Option<NaiveDate>,
    /// How often it may be redeemed.
    pub max_redemptions: Option<i32>,
}

/// A code in the form in which it is stored.
fn folded(code: &str) -> Option<String> {
    let code = code.trim().to_ascii_uppercase();
    let symbol = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    (CODE.contains(&code.len()) && code.chars().all(symbol)).then_some(code)
}

/// Makes a coupon.
pub async fn create_coupon(scope: &Scope, new: NewCoupon) -> Result<coupon::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let invalid = |field, message: &str| Err(refused(RefusalCode::InvalidInput, field, message));
    let Some(code) = folded(&new.code) else {
        return invalid("code", "must be 4 to 40 letters, digits and hyphens");
    };
    let currency = match new.currency.as_deref().map(str::parse::<Currency>) {
        None => scope.tenant().currency,
        Some(Ok(currency)) => currency,
        Some(Err(unknown)) => return invalid("currency", &unknown.to_string()),
    };
    if new.valid_to.is_some_and(|to| to <= new.valid_from) {
        return invalid("validTo", "must be after the first day");
    }
    let mut plans = new.plans;
    plans.sort_unstable();
    plans.dedup();
    if plans.len() > MAX_PLANS {
        return invalid("planIds", "must be at most 50");
    }
    let (percent_micro, amount_minor) = columns(new.reduction, "reduction")?;
    let months = new.months.map(|months| within(months, 1..=120, "months")).transpose()?;
    let row = coupon::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        code,
        name: text(&new.name, "name", 100)?,
        percent_micro,
        amount_minor,
        currency,
        months_limit: months.map(i16::try_from).transpose().map_err(Fault::internal)?,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        max_redemptions: new
            .max_redemptions
            .map(|most| within(most, 1..=10_000_000, "maxRedemptions"))
            .transpose()?,
        redeemed: 0,
        created_at: scope.now(),
        retired_at: None,
        version: FIRST_VERSION,
    };
    let tx = scope.begin().await?;
    if plans_by_id(&tx, &plans).await?.len() != plans.len() {
        return Err(refused(RefusalCode::PlanNotFound, "planIds", "there is no such plan"));
    }
    let plan = |plan_id| coupon_plan::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        coupon_id: row.id,
        plan_id,
    };
    with_free_code(store::insert_coupon(&tx, row.clone(), plans.into_iter().map(plan).collect()).await)?;
    tx.record(Record::new("coupon.create", row.id).after(json!({ "code": row.code }))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a coupon back: nobody redeems it any more. Who has redeemed it keeps the discount.
pub async fn retire_coupon(
    scope: &Scope,
    id: CouponId,
    expected: Option<i32>,
) -> Result<coupon::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let tx = scope.begin().await?;
    let before = store::coupon(&tx, id).await?.ok_or_else(|| not_found("couponId", "coupon"))?;
    if before.retired_at.is_some() {
        return Err(refused(RefusalCode::AlreadyRetired, "couponId", "the coupon was taken back already"));
    }
    if expected.is_some_and(|version| version != before.version)
        || !store::retire_coupon(&tx, &before).await?
    {
        return Err(conflict("coupon"));
    }
    tx.record(Record::new("coupon.retire", id).before(json!({ "code": before.code }))).await?;
    tx.commit().await?;
    let (retired_at, version) = (Some(scope.now()), before.version + 1);
    Ok(coupon::Model { retired_at, version, ..before })
}

/// Redeems a coupon for a customer.
pub async fn redeem_coupon(
    scope: &Scope,
    customer: CustomerId,
    code: &str,
) -> Result<customer_discount::Model, CatalogError> {
    let seen = reach::customer(scope, customer, policy::may_buy).await?;
    let invalid = || not_found("code", "coupon to redeem");
    let tx = scope.begin().await?;
    let code = folded(code).ok_or_else(invalid)?;
    let found = store::coupon_of_code(&tx, &code).await?.ok_or_else(invalid)?;
    let today = scope.today();
    let in_time = found.valid_from <= today && found.valid_to.is_none_or(|to| today < to);
    if !in_time || found.retired_at.is_some() || found.currency != seen.customer.currency {
        return Err(invalid());
    }
    if !store::count_redemption(&tx, found.id, today).await? {
        let message = "the coupon was redeemed as often as it may be";
        return Err(refused(RefusalCode::Exhausted, "code", message));
    }
    let columns = (found.percent_micro, found.amount_minor);
    let months = found.months_limit.and_then(|months| u32::try_from(months).ok());
    let row = customer_discount::Model {
        coupon_id: Some(found.id),
        ..discount_row(scope, &seen, found.name, columns, months)
    };
    match store::insert_discount(&tx, row.clone()).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => {
            let message = "the customer has redeemed the coupon already";
            return Err(refused(RefusalCode::AlreadyRedeemed, "code", message));
        }
        Err(other) => return Err(other.into()),
    }
    let record = Record::new("coupon.redeem", row.id).customer(customer).after(json!({ "code": code }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(row)
}

/// One page of the coupons, by code.
pub async fn coupons(scope: &Scope, request: &PageRequest<CodeKey>) -> Result<Page<coupon::Model>, Fault> {
    Ok(store::coupons(scope, request).await?)
}

/// How many coupons there are.
pub async fn count_coupons(db: &impl Reads) -> Result<u64, Fault> {
    Ok(store::count_coupons(db).await?)
}
