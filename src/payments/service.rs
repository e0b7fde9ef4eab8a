//! Reading payments. Callers pass customers they have seen (`customers::Seen`) and a policy they have checked.

use super::entity::payment;
use super::{policy, store};
use crate::billing::DatedKey;
use crate::customers;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentId};
use crate::kernel::page::{Page, PageRequest};

/// One page of a customer's payments, latest first.
pub async fn payments(
    scope: &Scope,
    customer: CustomerId,
    request: &PageRequest<DatedKey>,
) -> Result<Page<payment::Model>, Fault> {
    Ok(store::payments(scope, customer, request).await?)
}

/// How many payments a customer has made.
pub async fn count_payments(scope: &Scope, customer: CustomerId) -> Result<u64, Fault> {
    Ok(store::count_payments(scope, customer).await?)
}

/// A payment by id, if the caller may see it. Everything else is `None`.
pub async fn open_payment(scope: &Scope, id: PaymentId) -> Result<Option<payment::Model>, Fault> {
    let Some(payment) = store::payments_by_id(scope, &[id]).await?.pop() else { return Ok(None) };
    let seen = customers::seen(scope, &[payment.customer_id]).await?.pop();
    Ok(seen.is_some_and(|customer| customer.allows(policy::may_view_payments)).then_some(payment))
}
