//! Orders: a service from the order to the first day.

use serde_json::json;

use super::reach;
use crate::catalog::charges::{self, NewCharge, ONE, text};
use crate::catalog::entity::charge::ChargeKind;
use crate::catalog::entity::plan;
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::events::subscription_event;
use crate::catalog::refusal::{CatalogError, RefusalCode, no_way, refused, within};
use crate::catalog::{policy, proration, store};
use crate::customers::Seen;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PlanId, SubscriptionId};

/// The largest price, in minor units: more is a slip of the finger.
pub(super) const MAX_PRICE: i64 = 100_000_000_00;

/// What to order.
#[derive(Debug, Clone)]
pub struct Order {
    /// For whom.
    pub customer: CustomerId,
    /// Which plan.
    pub plan: PlanId,
    /// The agreed price of a month instead of the plan's, minor units.
    pub price: Option<i64>,
}

/// Orders a plan for a customer.
pub async fn order(scope: &Scope, order: Order) -> Result<subscription::Model, CatalogError> {
    let seen = reach::customer(scope, order.customer, policy::may_order).await?;
    if let Some(price) = order.price {
        if !seen.allows(policy::may_manage_offers) {
            return Err(CatalogError::Forbidden);
        }
        within(price, 0..=MAX_PRICE, "priceMinor")?;
    }
    if seen.is_closed() {
        return Err(refused(RefusalCode::CustomerClosed, "customerId", "the customer is closed"));
    }
    let tx = scope.begin().await?;
    // Under lock: a plan is not changed while it is being sold for the first time.
    let plan = on_sale(&tx, &seen, order.plan, true).await?;
    let row = subscription::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        number: free_number(&tx, &seen).await?,
        customer_id: order.customer,
        plan_id: plan.id,
        price_override_minor: order.price,
        status: SubscriptionStatus::Pending,
        activated_on: None,
        ends_on: None,
        contract_end: None,
        billed_through: None,
        created_at: scope.now(),
        version: FIRST_VERSION,
    };
    match store::services::insert(&tx, row.clone()).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => {
            return Err(refused(RefusalCode::Conflict, "customerId", "another order came first; try again"));
        }
        Err(other) => return Err(other.into()),
    }
    let record = Record::new("subscription.order", row.id)
        .customer(order.customer)
        .after(json!({ "plan": plan.code, "priceMinor": order.price }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(row)
}

/// A plan that may be sold to this customer by this caller today: members and resellers sell what is public.
pub(super) async fn on_sale(
    tx: &Tx,
    seen: &Seen,
    id: PlanId,
    lock: bool,
) -> Result<plan::Model, CatalogError> {
    let plan = store::offers::plan(tx, id, lock).await?;
    let visible = |plan: &plan::Model| plan.public || seen.allows(policy::may_view_offers);
    let plan = plan
        .filter(visible)
        .ok_or_else(|| refused(RefusalCode::PlanNotFound, "planId", "there is no such plan"))?;
    let today = tx.scope().today();
    if today < plan.valid_from || plan.valid_to.is_some_and(|to| to <= today) {
        return Err(refused(RefusalCode::NotOnSale, "planId", "the plan is not on sale today"));
    }
    if plan.currency != seen.customer.currency {
        let message = "the plan is priced in another currency than the customer's";
        return Err(refused(RefusalCode::CurrencyMismatch, "planId", message));
    }
    Ok(plan)
}

/// The customer's number with the first position that is free.
async fn free_number(tx: &Tx, seen: &Seen) -> Result<String, CatalogError> {
    let stem = seen.customer.number.trim_start_matches("C-");
    let prefix = format!("S-{stem}-");
    let taken = store::services::numbers_of(tx, seen.customer.id).await?;
    // One position more than there are numbers: one of them is free.
    let mut positions = (1..=taken.len() + 1).map(|position| format!("{prefix}{position}"));
    positions
        .find(|number| !taken.contains(number))
        .ok_or_else(|| Fault::internal("no service number is free").into())
}

/// Begins to set a service up.
pub async fn provision(
    scope: &Scope,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, policy::may_provision).await?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    let now = subscription::Model { status: SubscriptionStatus::Provisioning, ..before.clone() };
    if !before.status.targets().contains(&now.status) {
        return Err(no_way(before.status));
    }
    let now = reach::write(&tx, &before, now).await?;
    tx.record(Record::new("subscription.provision", id).customer(row.customer_id)).await?;
    tx.commit().await?;
    Ok(now)
}

/// Puts a service into service from today: its minimum term and its first period begin, and the set-up fee is charged.
pub async fn activate(
    scope: &Scope,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    reach::subscription(scope, id, policy::may_provision).await?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    if before.status != SubscriptionStatus::Provisioning {
        return Err(no_way(before.status));
    }
    let plan = store::offers::plan(&tx, before.plan_id, false).await?;
    let plan = plan.ok_or_else(|| Fault::internal("the plan of a subscription is missing"))?;
    let today = scope.today();
    let months = u32::try_from(plan.contract_months).unwrap_or_default();
    let now = subscription::Model {
        status: SubscriptionStatus::Active,
        activated_on: Some(today),
        billed_through: Some(today),
        contract_end: (months > 0).then(|| proration::after(today, months)),
        ..before.clone()
    };
    let now = reach::write(&tx, &before, now).await?;
    if plan.setup_fee_minor > 0 {
        let new = NewCharge {
            customer: now.customer_id,
            currency: plan.currency,
            subscription: Some(id),
            kind: ChargeKind::Setup,
            description_key: text::SETUP,
            description_args: json!({ "plan": plan.name }),
            service: None,
            quantity_micro: ONE,
            unit_price_minor: plan.setup_fee_minor,
            tax_code: Some(plan.tax_code.clone()),
            source_key: format!("setup:{id}"),
        };
        charges::charge(&tx, new).await?;
    }
    let record = Record::new("subscription.activate", id)
        .customer(now.customer_id)
        .after(json!({ "activatedOn": now.activated_on, "contractEnd": now.contract_end }));
    tx.record(record).await?;
    subscription_event(&tx, EventType::SubscriptionActivated, &now, json!({})).await?;
    tx.commit().await?;
    Ok(now)
}

/// Agrees another price of a month with the customer, or goes back to the plan's. It counts from the first day that is
/// not billed.
pub async fn agree_price(
    scope: &Scope,
    id: SubscriptionId,
    price: Option<i64>,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    reach::subscription(scope, id, policy::may_manage_offers).await?;
    if let Some(price) = price {
        within(price, 0..=MAX_PRICE, "priceMinor")?;
    }
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    if before.status == SubscriptionStatus::Cancelled {
        return Err(no_way(before.status));
    }
    let now = subscription::Model { price_override_minor: price, ..before.clone() };
    let now = reach::write(&tx, &before, now).await?;
    let record = Record::new("subscription.price", id)
        .customer(now.customer_id)
        .change(json!({ "priceMinor": before.price_override_minor }), json!({ "priceMinor": price }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(now)
}
