//! Changing plans: a quote, and taking it.
//!
//! Invariant: exactly the lines of the quote are charged, once. A quote holds for the version of the subscription that it
//! was made for; whatever changes the subscription – a lock, a bill, another change – makes it worthless.

use chrono::TimeDelta;
use serde_json::json;

use super::{orders, reach};
use crate::catalog::billables::suspended_days;
use crate::catalog::charges::{self, NewCharge, ONE, text};
use crate::catalog::entity::charge::ChargeKind;
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::entity::plan_change_quote::{self, PlanChangeTiming};
use crate::catalog::entity::subscription::{self, SubscriptionStatus};
use crate::catalog::events::subscription_event;
use crate::catalog::policy;
use crate::catalog::pricing::Tariff;
use crate::catalog::proration::{Span, next_day};
use crate::catalog::quote::{self, QuoteLine};
use crate::catalog::refusal::{CatalogError, RefusalCode, conflict, no_way, not_found, refused};
use crate::catalog::store::{billing, quotes};
use crate::customers::Seen;
use crate::db::audit::Record;
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::events::EventType;
use crate::kernel::clock::{Instant, start_of};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{PlanChangeQuoteId, PlanId, SubscriptionId};
use crate::tenancy::ServiceSettings;

/// How long a quote may be taken; never past the end of its day.
const LASTS: TimeDelta = TimeDelta::minutes(30);

/// What a change of plan would cost. Nothing has changed yet.
pub async fn preview(
    scope: &Scope,
    settings: &ServiceSettings,
    id: SubscriptionId,
    plan: PlanId,
    timing: PlanChangeTiming,
) -> Result<plan_change_quote::Model, CatalogError> {
    let (_, seen) = reach::subscription(scope, id, policy::may_change_services).await?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, None).await?;
    let tariff = Tariff::of(&tx, before).await?;
    let plan = orders::on_sale(&tx, &seen, plan, false).await?;
    let today = scope.today();
    let from = tariff.billed_to().unwrap_or(today).min(today);
    let to = tariff.billed_to().unwrap_or(today).max(today);
    let out = suspended_days(&tx, &[id], from, to).await?.remove(&id).unwrap_or_default();
    let change = quote::change(&tariff, &plan, timing, today, &out);
    check(settings, &seen, &tariff, &plan, &change)?;
    let row = plan_change_quote::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: tariff.subscription.customer_id,
        subscription_id: id,
        from_plan_id: tariff.plan.id,
        to_plan_id: plan.id,
        timing,
        effective_on: change.effective_on,
        subscription_version: tariff.subscription.version,
        billed_through: change.billed_through,
        contract_end: change.contract_end,
        currency: plan.currency,
        net_minor: change.lines.iter().map(|line| line.net_minor).sum(),
        lines: serde_json::to_value(&change.lines).map_err(Fault::internal)?,
        created_at: scope.now(),
        expires_at: expiry(scope),
        accepted_at: None,
        applied_at: None,
        cancelled_at: None,
    };
    quotes::insert(&tx, row.clone()).await?;
    tx.commit().await?;
    Ok(row)
}

/// The lines of a quote.
pub fn lines_of(quote: &plan_change_quote::Model) -> Result<Vec<QuoteLine>, Fault> {
    serde_json::from_value(quote.lines.clone()).map_err(Fault::internal)
}

/// Half an hour, and at most to the end of the day in the tenant's zone: the days of the quote are counted from today.
fn expiry(scope: &Scope) -> Instant {
    (scope.now() + LASTS).min(start_of(scope.tenant().zone, next_day(scope.today())))
}

fn check(
    settings: &ServiceSettings,
    seen: &Seen,
    tariff: &Tariff,
    plan: &plan::Model,
    change: &quote::Change,
) -> Result<(), CatalogError> {
    let row = &tariff.subscription;
    let refuse = |code, field, message: &str| Err(refused(code, field, message));
    if row.status != SubscriptionStatus::Active {
        return refuse(
            RefusalCode::NotActive,
            "subscriptionId",
            "only a service in service changes its plan",
        );
    }
    if row.ends_on.is_some() {
        return refuse(RefusalCode::Ending, "subscriptionId", "the service is about to end");
    }
    if tariff.pending.is_some() {
        return refuse(RefusalCode::ChangePending, "subscriptionId", "a change of plan waits already");
    }
    if row.plan_id == plan.id {
        return refuse(RefusalCode::SamePlan, "planId", "the service has this plan");
    }
    let either = |kind| tariff.plan.kind == kind || plan.kind == kind;
    if tariff.plan.kind != plan.kind && !either(PlanKind::Bundle) {
        return refuse(RefusalCode::OtherKind, "planId", "the plan is for another kind of service");
    }
    let bound = row.contract_end.is_some_and(|end| end > change.effective_on);
    let free = settings.downgrade_within_term || seen.allows(policy::may_view_offers);
    if bound && !free && plan.price_minor < tariff.price() {
        let message = "the minimum term forbids a cheaper plan";
        return refuse(RefusalCode::ContractBinds, "planId", message);
    }
    Ok(())
}

/// Takes a quote: now, the plan is changed and the lines are charged; at the end of the period, the change waits.
pub async fn change(
    scope: &Scope,
    id: PlanChangeQuoteId,
) -> Result<(plan_change_quote::Model, subscription::Model), CatalogError> {
    let missing = || not_found("quoteId", "quote");
    let quote = quotes::quote(scope, id).await?.ok_or_else(missing)?;
    let within = reach::subscription(scope, quote.subscription_id, policy::may_change_services).await;
    within.map_err(|error| if is_missing(&error) { missing() } else { error })?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, quote.subscription_id, None).await?;
    if !quotes::accept(&tx, id).await? {
        let quote = quotes::quote(&tx, id).await?.ok_or_else(missing)?;
        return Err(if quote.accepted_at.is_some() || quote.cancelled_at.is_some() {
            refused(RefusalCode::QuoteUsed, "quoteId", "the quote was taken already")
        } else {
            refused(RefusalCode::QuoteExpired, "quoteId", "the quote is too old; ask for another")
        });
    }
    if before.version != quote.subscription_version {
        return Err(match conflict("service") {
            CatalogError::Refused(refusal) => {
                CatalogError::Refused(crate::catalog::Refusal { field: Some("quoteId"), ..refusal })
            }
            other => other,
        });
    }
    let now = match quote.timing {
        PlanChangeTiming::Now => {
            charge(&tx, &quote, lines_of(&quote)?).await?;
            quotes::apply(&tx, id).await?;
            reach::write(&tx, &before, changed(&before, &quote)).await?
        }
        // The version counts on, so that no other quote of this state can be taken.
        PlanChangeTiming::PeriodEnd => reach::write(&tx, &before, before.clone()).await?,
    };
    let record = Record::new("subscription.plan_change", now.id).customer(now.customer_id).change(
        json!({ "plan": quote.from_plan_id.to_string() }),
        json!({
            "plan": quote.to_plan_id.to_string(),
            "effectiveOn": quote.effective_on,
            "netMinor": quote.net_minor,
        }),
    );
    tx.record(record).await?;
    tell(&tx, &now, &quote).await?;
    let quote = quotes::quote(&tx, id).await?.ok_or_else(missing)?;
    tx.commit().await?;
    Ok((quote, now))
}

fn is_missing(error: &CatalogError) -> bool {
    matches!(error, CatalogError::Refused(refusal) if refusal.code == RefusalCode::NotFound)
}

/// The subscription with the plan of a quote. A price that was agreed was agreed for the old plan.
fn changed(before: &subscription::Model, quote: &plan_change_quote::Model) -> subscription::Model {
    subscription::Model {
        plan_id: quote.to_plan_id,
        price_override_minor: None,
        contract_end: before.contract_end.max(quote.contract_end),
        billed_through: quote.billed_through.or(before.billed_through),
        ..before.clone()
    }
}

async fn charge(
    tx: &Tx,
    quote: &plan_change_quote::Model,
    lines: Vec<QuoteLine>,
) -> Result<(), CatalogError> {
    let mut new = Vec::with_capacity(lines.len());
    for (position, line) in (1..).zip(lines) {
        let key = match line.description_key.as_str() {
            text::UNUSED => text::UNUSED,
            text::PART => text::PART,
            other => return Err(Fault::internal(format!("a quote has a line of {other}")).into()),
        };
        new.push(NewCharge {
            customer: quote.customer_id,
            currency: quote.currency,
            subscription: Some(quote.subscription_id),
            kind: ChargeKind::Proration,
            description_key: key,
            description_args: json!({ "plan": line.plan }),
            service: Some(Span::new(line.service_start, line.service_end)),
            quantity_micro: ONE,
            unit_price_minor: line.net_minor,
            tax_code: Some(line.tax_code),
            source_key: format!("quote:{}:{position}", quote.id),
        });
    }
    Ok(charges::charge_all(tx, new).await?)
}

async fn tell(tx: &Tx, now: &subscription::Model, quote: &plan_change_quote::Model) -> Result<(), DbError> {
    let more = json!({ "plan": quote.to_plan_id.to_string(), "effectiveOn": quote.effective_on });
    subscription_event(tx, EventType::SubscriptionPlanChanged, now, more).await
}

/// Calls a change of plan off that waits. Not once periods of the new plan are billed.
pub async fn call_off(
    scope: &Scope,
    id: SubscriptionId,
    expected: Option<i32>,
) -> Result<subscription::Model, CatalogError> {
    let (row, _) = reach::subscription(scope, id, policy::may_change_services).await?;
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, expected).await?;
    let Some(quote) = billing::pending_changes(&tx, &[id]).await?.pop() else {
        let message = "no change of plan waits";
        return Err(refused(RefusalCode::NothingPending, "subscriptionId", message));
    };
    if before.billed_through.is_some_and(|end| end > quote.effective_on) {
        let message = "the new plan is billed already; change back instead";
        return Err(refused(RefusalCode::AlreadyBilled, "subscriptionId", message));
    }
    if !quotes::call_off(&tx, quote.id).await? {
        return Err(conflict("service"));
    }
    let now = reach::write(&tx, &before, before.clone()).await?;
    let record = Record::new("subscription.plan_change_cancelled", id)
        .customer(row.customer_id)
        .before(json!({ "plan": quote.to_plan_id.to_string(), "effectiveOn": quote.effective_on }));
    tx.record(record).await?;
    let more = json!({ "plan": quote.from_plan_id.to_string(), "effectiveOn": null });
    subscription_event(&tx, EventType::SubscriptionPlanChanged, &now, more).await?;
    tx.commit().await?;
    Ok(now)
}

/// Makes a change happen whose day has come, on a subscription under lock; tells whether there was one.
pub(super) async fn apply_pending(tx: &Tx, before: &subscription::Model) -> Result<bool, CatalogError> {
    let Some(quote) = billing::pending_changes(tx, &[before.id]).await?.pop() else { return Ok(false) };
    if quote.effective_on > tx.scope().today() {
        return Ok(false);
    }
    if matches!(before.status, SubscriptionStatus::Pending | SubscriptionStatus::Provisioning) {
        return Err(no_way(before.status));
    }
    if !quotes::apply(tx, quote.id).await? {
        return Ok(false);
    }
    let tariff = Tariff::of(tx, before.clone()).await?;
    let mut now = changed(before, &quote);
    let from = tariff.billed_to().unwrap_or(quote.effective_on);
    if from < quote.effective_on {
        let out = suspended_days(tx, &[before.id], from, quote.effective_on).await?.remove(&before.id);
        let line = quote::unbilled_before(&tariff, quote.effective_on, &out.unwrap_or_default());
        charge(tx, &quote, line.into_iter().filter(|line| line.net_minor != 0).collect()).await?;
        now.billed_through = Some(quote.effective_on);
    }
    let now = reach::write(tx, before, now).await?;
    tell(tx, &now, &quote).await?;
    Ok(true)
}
