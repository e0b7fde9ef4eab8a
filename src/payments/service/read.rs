//! Reading payments. Callers pass customers they have seen (`customers::Seen`) and a policy they have checked.

use crate::billing::DatedKey;
use crate::customers;
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, PaymentId};
use crate::kernel::page::{Page, PageRequest};
use crate::payments::entity::payment;
use crate::payments::{policy, store};

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

/// The payments of the ids that the caller may see.
pub async fn open_payments(scope: &Scope, ids: &[PaymentId]) -> Result<Vec<payment::Model>, Fault> {
    let mut payments = store::payments_by_id(scope, ids).await?;
    let seen = customers::seen_of(scope, payments.iter().map(|payment| payment.customer_id)).await?;
    payments.retain(|payment| {
        let customer = seen.get(&payment.customer_id);
        customer.is_some_and(|customer| customer.allows(|kind| policy::shows_payments(scope.tenant(), kind)))
    });
    Ok(payments)
}
