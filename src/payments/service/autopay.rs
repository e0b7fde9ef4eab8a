//! Autopay: what the customer allows. What is done with it is in [`draw`](super::draw).

use serde_json::json;

use super::Payments;
use crate::billing::ledger::{lock_balance, owed_by};
use crate::customers;
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentMethodId};
use crate::payments::amount::{AmountFault, payable};
use crate::payments::autopay::first_attempts;
use crate::payments::entity::autopay::Model;
use crate::payments::entity::payment_method::{self, MethodStatus};
use crate::payments::policy;
use crate::payments::store::{autopay as store, methods};
use crate::tenancy::Tenant;

/// The furthest day from the due day.
const MAX_OFFSET: i32 = 28;

/// How a customer is to be drawn from.
#[derive(Debug, Clone)]
pub struct SetAutopay {
    /// The customer.
    pub customer: CustomerId,
    /// Whether at all.
    pub enabled: bool,
    /// By which method; none: by the default.
    pub method: Option<PaymentMethodId>,
    /// Days after the due day; negative: before it.
    pub day_offset: i32,
    /// The most for one invoice.
    pub cap: Option<rust_decimal::Decimal>,
    /// The version that was read.
    pub expected_version: Option<i32>,
}

/// Why autopay stays as it is: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AutopayRefusal {
    /// No such customer, or the caller may not say.
    NotFound,
    /// The ISP decides.
    Locked,
    /// No such method that can be used.
    MethodNotFound,
    /// The day is too far off.
    DayOffset,
    /// The cap is no amount.
    Cap(AmountFault),
    /// The row has changed since it was read.
    Conflict,
}

/// Why autopay stays as it is.
#[derive(Debug)]
pub enum AutopayError {
    /// Refused, for the caller to know.
    Refused(AutopayRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for AutopayError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

fn refused<T>(why: AutopayRefusal) -> Result<T, AutopayError> {
    Err(AutopayError::Refused(why))
}

impl Payments {
    /// Says how a customer is drawn from, from the invoices on that are open now.
    pub async fn set_autopay(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        set: SetAutopay,
    ) -> Result<Model, AutopayError> {
        let seen = customers::seen(scope, &[set.customer]).await?.pop();
        let Some(seen) = seen.filter(|seen| seen.allows(policy::may_set_autopay)) else {
            return refused(AutopayRefusal::NotFound);
        };
        if tenant.settings.payments.autopay_locked && !seen.allows(policy::may_enter_payments) {
            return refused(AutopayRefusal::Locked);
        }
        if set.day_offset.abs() > MAX_OFFSET {
            return refused(AutopayRefusal::DayOffset);
        }
        let cap_minor = match set.cap.map(|cap| payable(cap, seen.customer.currency)).transpose() {
            Ok(cap) => cap.map(|cap| cap.minor),
            Err(fault) => return refused(AutopayRefusal::Cap(fault)),
        };
        let tx = scope.begin().await?;
        lock_balance(&tx, set.customer).await?;
        if let Some(id) = set.method {
            let method = methods::method(&tx, id).await?;
            let usable = |row: &payment_method::Model| {
                row.customer_id == set.customer && row.status == MethodStatus::Active
            };
            if !method.as_ref().is_some_and(usable) {
                return refused(AutopayRefusal::MethodNotFound);
            }
        }
        let before = store::autopay_of(&tx, &[set.customer]).await?.pop();
        let version = before.as_ref().map_or(0, |row| row.version);
        if set.expected_version.is_some_and(|expected| expected != version) {
            return refused(AutopayRefusal::Conflict);
        }
        let after = Model {
            id: before.as_ref().map_or_else(|| scope.new_id(), |row| row.id),
            tenant_id: scope.tenant().id,
            customer_id: set.customer,
            method_id: set.method,
            enabled: set.enabled,
            day_offset: set.day_offset,
            cap_minor,
            updated_at: scope.real_now(),
            version: version + 1,
        };
        match &before {
            None => store::insert(&tx, after.clone()).await?,
            Some(before) => {
                if !store::replace(&tx, before, &after).await? {
                    return refused(AutopayRefusal::Conflict);
                }
            }
        }
        store::forget_first(&tx, set.customer).await?;
        if after.enabled {
            let open: Vec<_> =
                owed_by(&tx, set.customer).await?.iter().map(|owed| (owed.invoice, owed.customer)).collect();
            let planned = first_attempts(&tx, &open).await?;
            store::plan(&tx, planned).await?;
        }
        let kept = |row: &Model| json!({ "enabled": row.enabled, "dayOffset": row.day_offset, "capMinor": row.cap_minor });
        let record = Record::new("autopay.set", set.customer);
        let record = match &before {
            Some(before) => record.change(kept(before), kept(&after)),
            None => record.after(kept(&after)),
        };
        tx.record(record).await?;
        tx.commit().await?;
        Ok(after)
    }
}
