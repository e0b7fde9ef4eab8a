//! The wallet of a prepaid customer: what it has paid or was credited and has not used, out of which its bills are paid.
//! There is no other money than that of the ledger; a top-up is a payment.
//!
//! Invariant: where the balance is below the threshold, the customer has been told since it last was not. Whoever moves
//! what is unapplied calls [`watch`] when its transaction is done with the money, so that what only passes through – a
//! payment that comes in and is used at once – tells nothing.

use rust_decimal::Decimal;
use serde_json::json;

use super::entity::wallet_alert;
use super::events::low_balance_event;
use super::ledger::lock_balance;
use super::policy;
use super::refusal::{BillingError, Refusal, RefusalCode};
use super::store::{self, wallet as rows};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{Reads as _, Scope, TenantRef, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::CustomerId;
use crate::kernel::money::{Currency, to_minor};

/// The largest threshold, in minor units: more is a typing error.
const MAX_THRESHOLD: i64 = 100_000_000_00;

/// The balance below which a customer is told, in minor units: as its people want it, else as the ISP does; none: never.
/// Pure.
pub fn threshold(tenant: &TenantRef, currency: Currency, alert: Option<&wallet_alert::Model>) -> Option<i64> {
    let own = alert.and_then(|alert| alert.threshold_minor);
    own.or_else(|| tenant.low_balance_minor.filter(|_| currency == tenant.currency))
}

/// Whether a balance is to be told of. Pure.
pub fn is_low(balance: i64, threshold: Option<i64>) -> bool {
    threshold.is_some_and(|threshold| balance < threshold)
}

/// Tells a prepaid customer that its balance has fallen below the threshold, once until it has risen again. The customer's
/// balance is locked, and `tx` has moved what it moves.
pub async fn watch(tx: &Tx, customer: CustomerId) -> Result<(), Fault> {
    let scope = tx.scope();
    let alert = rows::alerts_of(tx, &[customer]).await?.pop();
    let Some(payer) = customers::payers(tx, &[customer]).await?.pop() else { return Ok(()) };
    if alert.is_none() && !payer.prepaid {
        return Ok(());
    }
    let balance = store::ledger::balance_of(tx, customer).await?.map_or(0, |row| row.unapplied_minor);
    let threshold = threshold(scope.tenant(), payer.currency, alert.as_ref());
    let low = payer.prepaid && is_low(balance, threshold);
    // Kept from the first movement on, whether or not there is a threshold: where the ISP sets one later, what was not below
    // it is known.
    let known = alert.is_some();
    let before = alert.unwrap_or_else(|| fresh(scope, customer, payer.currency));
    if low == before.is_low && known {
        return Ok(());
    }
    let after = wallet_alert::Model { is_low: low, changed_at: scope.real_now(), ..before.clone() };
    write(tx, &before, &after).await?;
    if let (true, false, Some(threshold)) = (low, before.is_low, threshold) {
        low_balance_event(tx, customer, payer.currency, balance, threshold).await?;
    }
    Ok(())
}

/// An alert that nobody has said anything of. A wallet is empty at first: to fall, it must have risen.
fn fresh(scope: &Scope, customer: CustomerId, currency: Currency) -> wallet_alert::Model {
    let is_low = is_low(0, threshold(scope.tenant(), currency, None));
    wallet_alert::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: customer,
        currency,
        threshold_minor: None,
        is_low,
        changed_at: scope.real_now(),
        version: 0,
    }
}

/// The customer's balance is locked, so that nobody else writes its alert.
async fn write(tx: &Tx, before: &wallet_alert::Model, after: &wallet_alert::Model) -> Result<(), Fault> {
    if rows::replace(tx, before, after).await? {
        return Ok(());
    }
    Ok(rows::insert(tx, after.clone()).await?)
}

/// Says below which balance a prepaid customer is told, in major units; as the ISP does where it is absent. What is low
/// already is not told: nothing has fallen.
pub async fn set_low_balance_alert(
    scope: &Scope,
    customer: CustomerId,
    amount: Option<Decimal>,
    expected_version: Option<i32>,
) -> Result<customers::Seen, BillingError> {
    let missing = || Refusal::not_found("customerId", "prepaid customer");
    let seen = customers::seen(scope, &[customer]).await?.pop();
    let seen = seen.filter(|seen| seen.allows(|kind| policy::sets_alert(scope.tenant(), kind)));
    let seen = seen.ok_or_else(missing)?;
    let currency = seen.customer.currency;
    let minor = amount.map(|amount| to_minor(amount, currency)).transpose();
    let minor = minor.map_err(|error| invalid(error.to_string()))?;
    if minor.is_some_and(|minor| !(0..=MAX_THRESHOLD).contains(&minor)) {
        return Err(invalid("give an amount that a balance can be below".to_owned()).into());
    }
    let tx = scope.begin().await?;
    lock_balance(&tx, customer).await?;
    let payer = customers::payers(&tx, &[customer]).await?.pop();
    if !payer.is_some_and(|payer| payer.prepaid) {
        return Err(missing().into());
    }
    let alert = rows::alerts_of(&tx, &[customer]).await?.pop();
    let before = alert.unwrap_or_else(|| fresh(scope, customer, currency));
    if expected_version.is_some_and(|version| version != before.version) {
        return Err(Refusal::conflict("alert").into());
    }
    let mut after = wallet_alert::Model {
        threshold_minor: minor,
        changed_at: scope.real_now(),
        version: before.version + 1,
        ..before.clone()
    };
    let balance = store::ledger::balance_of(&tx, customer).await?.map_or(0, |row| row.unapplied_minor);
    after.is_low = is_low(balance, threshold(scope.tenant(), currency, Some(&after)));
    write(&tx, &before, &after).await?;
    let told = |row: &wallet_alert::Model| json!({ "thresholdMinor": row.threshold_minor });
    tx.record(Record::new("wallet.alert", customer).change(told(&before), told(&after))).await?;
    tx.commit().await?;
    Ok(seen)
}

fn invalid(message: String) -> Refusal {
    Refusal::of(RefusalCode::InvalidInput, "threshold", message)
}
