//! The events of `portalEvents` about payments and what is paid by.

use async_graphql::{Context, ID};

use super::event::stored_event;
use crate::billing::graphql::InvoiceNode;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::kernel::ids::{InvoiceId, PaymentId, TypedId as _};
use crate::payments::graphql::PaymentNode;
use crate::{billing, payments};

stored_event! {
    /// Something happened to a payment. For whoever sees the customer's payments.
    PaymentEvent,
    /// What has happened: PAYMENT_RECEIVED, PAYMENT_FAILED, PAYMENT_ALLOCATED, PAYMENT_ALLOCATION_REVERSED,
    /// PAYMENT_REFUNDED, PAYMENT_REFUND_FAILED, PAYMENT_CHARGED_BACK or PAYMENT_DISPUTE_WON.
    {
        /// The payment as it is now; null where the caller may not see it any more.
        async fn payment(&self, ctx: &Context<'_>) -> Option<Result<PaymentNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = PaymentId::parse(&self.0.event.subject) else { return Ok(None) };
                Ok(payments::open_payments(&request(ctx).scope, &[id]).await?.pop().map(PaymentNode::new))
            }))
            .await
        }

        /// The invoice that it was used for; null unless the type is PAYMENT_ALLOCATED.
        async fn invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
            nullable(Box::pin(async {
                let Some(id) = self.0.text("invoice").and_then(|id| InvoiceId::parse(id).ok()) else {
                    return Ok(None);
                };
                Ok(billing::open_invoices(&request(ctx).scope, &[id]).await?.pop().map(InvoiceNode::new))
            }))
            .await
        }
    }
}

stored_event! {
    /// Something happened to a stored method to pay by. For whoever sees the customer's payments.
    PaymentMethodEvent,
    /// What has happened: PAYMENT_METHOD_ADDED, PAYMENT_METHOD_REMOVED or PAYMENT_METHOD_EXPIRING.
    {
        /// The method, as in `customer.paymentMethods`.
        async fn method_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// The brand of a card, e.g. `visa`, or the country of an account; null where it is not known.
        async fn brand(&self) -> Option<&str> {
            self.0.text("brand")
        }

        /// The last four digits; null where they are not known.
        async fn last4(&self) -> Option<&str> {
            self.0.text("last4")
        }
    }
}
