//! A payment that is asked for: what can be wrong with it, and what it is for.

use rust_decimal::Decimal;

use crate::billing::ledger::{LedgerError, owed_of};
use crate::customers::Seen;
use crate::db::{Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId, PaymentMethodId};
use crate::kernel::money::Money;
use crate::payments::amount::{AmountFault, payable};
use crate::payments::entity::payment::{self, PaymentChannel};
use crate::payments::entity::payment_claim;
use crate::payments::store::charges;

/// A payment to make.
#[derive(Debug, Clone)]
pub struct PaymentOrder {
    /// Who pays.
    pub customer: CustomerId,
    /// How much, in the customer's currency.
    pub amount: Decimal,
    /// By which method; the customer's default where neither this nor a channel is given.
    pub method: Option<PaymentMethodId>,
    /// Entered by staff: CASH or MANUAL.
    pub channel: Option<PaymentChannel>,
    /// What it is for; the rest is used for what is due longest.
    pub allocations: Vec<(InvoiceId, Decimal)>,
    /// Whether the rest is kept as credit instead.
    pub keeps_credit: bool,
    /// The idempotency key.
    pub key: String,
}

/// A payment that was made, or had been made before.
#[derive(Debug, Clone)]
pub struct Paid {
    /// The payment as it is now.
    pub payment: payment::Model,
    /// Whether it is the result of an earlier call under the same key.
    pub replayed: bool,
}

/// Why nothing was paid: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayRefusal {
    /// No such customer, or the caller may not pay for it.
    NotFound,
    /// The amount cannot be paid.
    Amount(AmountFault),
    /// No such method of this customer.
    MethodNotFound,
    /// The method cannot be charged.
    MethodNotUsable,
    /// The customer has no default method.
    NoMethod,
    /// The caller cannot enter payments of this channel.
    Channel,
    /// The invoice at this place is none of the customer's, or is there twice.
    InvoiceNotFound(usize),
    /// The amount at this place cannot be paid.
    AllocationAmount(usize, AmountFault),
    /// The invoice at this place owes less, or is being paid at this moment.
    NotOwed(usize),
    /// The allocations are more than the amount.
    AllocationsExceedAmount,
    /// The key stands for another call.
    KeyReused,
    /// The first call under the key is still at work.
    InProgress,
    /// The ISP takes no payments by this method at present.
    GatewayUnavailable,
}

/// Why nothing was paid.
#[derive(Debug)]
pub enum PayError {
    /// Refused, for the caller to know.
    Refused(PayRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for PayError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl From<LedgerError> for Fault {
    /// What is no refusal: the locks that are held leave none.
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Fault(fault) => fault,
            LedgerError::Conflict | LedgerError::OtherAccount | LedgerError::Totals(_) => {
                Self::internal(error)
            }
        }
    }
}

/// What it is, or why not.
pub(super) type Refusable<T> = Result<T, PayRefusal>;

/// An order whose amounts are read.
pub(super) struct Checked {
    pub(super) money: Money,
    pub(super) parts: Vec<(InvoiceId, i64)>,
}

/// Reads the amounts of an order.
pub(super) fn check(order: &PaymentOrder, seen: &Seen) -> Refusable<Checked> {
    let currency = seen.customer.currency;
    let money = payable(order.amount, currency).map_err(PayRefusal::Amount)?;
    let mut parts: Vec<(InvoiceId, i64)> = Vec::new();
    for (at, (invoice, amount)) in order.allocations.iter().enumerate() {
        let part = payable(*amount, currency).map_err(|fault| PayRefusal::AllocationAmount(at, fault))?;
        if parts.iter().any(|(other, _)| other == invoice) {
            return Err(PayRefusal::InvoiceNotFound(at));
        }
        parts.push((*invoice, part.minor));
    }
    if parts.iter().map(|(_, part)| part).sum::<i64>() > money.minor {
        return Err(PayRefusal::AllocationsExceedAmount);
    }
    Ok(Checked { money, parts })
}

/// What the payment is for: as much as is owed and no other payment under way speaks for. So two payments of one invoice
/// at once, under whatever keys, charge it once. The customer's balance is locked.
pub(super) async fn claim(
    tx: &Tx,
    payment: PaymentId,
    customer: CustomerId,
    checked: &Checked,
) -> Result<Refusable<Vec<payment_claim::Model>>, Fault> {
    if checked.parts.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    let wanted: Vec<InvoiceId> = checked.parts.iter().map(|(id, _)| *id).collect();
    let owed = owed_of(tx, &wanted).await?;
    let live = charges::live_claims(tx, customer).await?;
    let mut claims = Vec::new();
    for (at, (invoice, amount_minor)) in checked.parts.iter().enumerate() {
        let found = owed.iter().find(|owed| owed.invoice == *invoice && owed.customer == customer);
        let Some(found) = found else { return Ok(Err(PayRefusal::InvoiceNotFound(at))) };
        if *amount_minor > found.amount - charges::spoken_for(&live, *invoice, payment) {
            return Ok(Err(PayRefusal::NotOwed(at)));
        }
        claims.push(payment_claim::Model {
            id: tx.scope().new_id(),
            tenant_id: tx.scope().tenant().id,
            customer_id: customer,
            payment_id: payment,
            invoice_id: *invoice,
            amount_minor: *amount_minor,
            is_live: true,
        });
    }
    Ok(Ok(claims))
}
