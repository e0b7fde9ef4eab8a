//! `node(id)`: any object by its id, if the caller may see it.

use async_graphql::{ID, Interface};

use crate::billing::graphql::{CreditNoteNode, InvoiceNode, LineNode};
use crate::catalog::graphql::{PlanNode, SubscriptionNode};
use crate::customers::graphql::CustomerNode;
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::identity::graphql::AccountNode;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    AccountId, CreditNoteId, CustomerId, IdError, InvoiceId, InvoiceLineId, PaymentId, PlanId,
    SubscriptionId, TypedId, decode,
};
use crate::payments::graphql::PaymentNode;
use crate::{billing, catalog, customers, payments};

/// An object with an id.
#[derive(Interface)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "The object's id: a type prefix and 26 symbols, unique everywhere."
))]
pub enum Node {
    /// A login.
    Account(AccountNode),
    /// A customer.
    Customer(CustomerNode),
    /// An invoice.
    Invoice(InvoiceNode),
    /// A line of an invoice.
    InvoiceLine(LineNode),
    /// A payment.
    Payment(PaymentNode),
    /// A credit note.
    CreditNote(CreditNoteNode),
    /// A subscription to a plan.
    ServiceSubscription(SubscriptionNode),
    /// A plan.
    Plan(PlanNode),
}

/// The object of an id; none for what does not exist and for what the caller may not see, in the same way.
pub(super) async fn find(
    request: &RequestContext,
    id: &ID,
    argument: &'static str,
) -> Result<Option<Node>, ApiError> {
    let scope = &request.scope;
    let (prefix, uuid) = decode(id.as_str()).map_err(|error| ApiError::bad_id(argument, &error))?;
    Ok(match prefix.as_str() {
        AccountId::PREFIX => {
            let own = request.signed_in.as_ref().filter(|caller| caller.account.id == AccountId(uuid));
            own.map(|caller| Node::Account(AccountNode(caller.account.clone())))
        }
        CustomerId::PREFIX => customers::seen(scope, &[CustomerId(uuid)])
            .await?
            .pop()
            .map(CustomerNode::new)
            .map(Node::Customer),
        InvoiceId::PREFIX => {
            billing::open_invoice(scope, InvoiceId(uuid)).await?.map(InvoiceNode::new).map(Node::Invoice)
        }
        InvoiceLineId::PREFIX => line(request, InvoiceLineId(uuid)).await?,
        PaymentId::PREFIX => {
            payments::open_payment(scope, PaymentId(uuid)).await?.map(PaymentNode::new).map(Node::Payment)
        }
        CreditNoteId::PREFIX => billing::open_credit_note(scope, CreditNoteId(uuid))
            .await?
            .map(CreditNoteNode::new)
            .map(Node::CreditNote),
        SubscriptionId::PREFIX => catalog::open_subscription(scope, SubscriptionId(uuid))
            .await?
            .map(SubscriptionNode::new)
            .map(Node::ServiceSubscription),
        PlanId::PREFIX => {
            catalog::open_plan(scope, PlanId(uuid)).await?.map(|plan| Node::Plan(PlanNode(plan.into())))
        }
        _ => return Err(ApiError::bad_id(argument, &IdError::Malformed)),
    })
}

async fn line(request: &RequestContext, id: InvoiceLineId) -> Result<Option<Node>, Fault> {
    let Some((line, currency)) = billing::open_line(&request.scope, id).await? else { return Ok(None) };
    Ok(Some(Node::InvoiceLine(LineNode::new(line, currency))))
}
