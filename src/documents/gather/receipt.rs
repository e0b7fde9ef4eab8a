//! The receipt of a payment that has come in.

use super::{Found, day, settlements};
use crate::billing::printed::Side;
use crate::db::Scope;
use crate::documents::model::{Body, Channel, Receipt};
use crate::kernel::fault::Fault;
use crate::kernel::ids::PaymentId;
use crate::payments;
use crate::payments::entity::payment::PaymentChannel;

pub(super) async fn find(scope: &Scope, id: PaymentId) -> Result<Option<Found>, Fault> {
    let Some(row) = payments::open_payments(scope, &[id]).await?.pop() else { return Ok(None) };
    // Given once it has come in.
    let left = row.unapplied_minor();
    let Some(number) = row.receipt_number else { return Ok(None) };
    let body = Receipt {
        number,
        payment: row.number,
        received: day(scope, row.received_at),
        channel: match row.channel {
            PaymentChannel::Card => Channel::Card,
            PaymentChannel::Bank => Channel::Bank,
            PaymentChannel::Cash => Channel::Cash,
            PaymentChannel::Manual => Channel::Manual,
        },
        amount: row.amount_minor,
        refunded: row.refunded_minor,
        charged_back: row.charged_back_minor,
        used: settlements::of(scope, Side::OfPayment(id)).await?,
        left,
    };
    Ok(Some(Found {
        customer: row.customer_id,
        currency: row.currency,
        dated: row.received_at,
        identity: format!("{id}/receipt"),
        body: Body::Receipt(body),
    }))
}
