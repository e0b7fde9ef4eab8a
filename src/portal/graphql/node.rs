//! `node(id)`: any object by its id, if the caller may see it.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{ID, Interface};
use uuid::Uuid;

use crate::automation::graphql::AutomationRunNode;
use crate::billing::graphql::{CreditNoteNode, InvoiceNode, LineNode};
use crate::catalog::graphql::{PlanNode, SubscriptionNode};
use crate::customers::graphql::CustomerNode;
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::help::graphql::HelpArticleNode;
use crate::identity::graphql::AccountNode;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{
    AccountId, AutomationRunId, CreditNoteId, CustomerId, DeviceId, DeviceInterfaceId, HelpArticleId,
    IdError, IncidentId, InvoiceId, InvoiceLineId, ManagementNetworkId, NotificationId, PaymentId, PlanId,
    SiteId, SubscriptionId, TicketId, TypedId, decode,
};
use crate::network::graphql::IncidentNode;
use crate::network::inventory;
use crate::network::inventory::graphql::{DeviceInterfaceNode, DeviceNode, ManagementNetworkNode, SiteNode};
use crate::notifications::graphql::NotificationNode;
use crate::payments::graphql::PaymentNode;
use crate::tickets::graphql::TicketNode;
use crate::{automation, billing, catalog, customers, help, network, notifications, payments, tickets};

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
    /// A notification.
    Notification(NotificationNode),
    /// A plan.
    Plan(PlanNode),
    /// A ticket.
    Ticket(TicketNode),
    /// An outage or a maintenance.
    Incident(IncidentNode),
    /// An article of the help.
    HelpArticle(HelpArticleNode),
    /// A device of the network.
    Device(DeviceNode),
    /// An interface of a device.
    DeviceInterface(DeviceInterfaceNode),
    /// A place where devices are.
    Site(SiteNode),
    /// A network in which devices may be asked.
    ManagementNetwork(ManagementNetworkNode),
    /// A run of a playbook.
    AutomationRun(AutomationRunNode),
}

/// The objects of the ids, each at its place; none for what does not exist and for what the caller may not see, in the
/// same way. The statements are the same for one id and for a hundred of its type.
pub(super) async fn find(
    request: &RequestContext,
    ids: &[ID],
    argument: &'static str,
) -> Result<Vec<Option<Node>>, ApiError> {
    let mut places: BTreeMap<String, Vec<(usize, Uuid)>> = BTreeMap::new();
    for (place, id) in ids.iter().enumerate() {
        let (prefix, uuid) = decode(id.as_str()).map_err(|error| ApiError::bad_id(argument, &error))?;
        places.entry(prefix).or_default().push((place, uuid));
    }
    let mut nodes = Places(ids.iter().map(|_| None).collect());
    for (prefix, places) in &places {
        of_type(request, prefix, places, &mut nodes)
            .await?
            .ok_or_else(|| ApiError::bad_id(argument, &IdError::Malformed))?;
    }
    Ok(nodes.0)
}

/// Finds the objects of one type; none where no object has ids of this prefix.
async fn of_type(
    request: &RequestContext,
    prefix: &str,
    wanted: &[(usize, Uuid)],
    nodes: &mut Places,
) -> Result<Option<()>, Fault> {
    let scope = &request.scope;
    match prefix {
        AccountId::PREFIX => {
            let own = request.signed_in.iter().map(|caller| caller.account.clone());
            nodes.put(wanted, own, |account| account.id.0, |account| Node::Account(AccountNode(account)));
        }
        CustomerId::PREFIX => {
            let seen = customers::seen(scope, &typed(wanted, CustomerId)).await?;
            nodes.put(
                wanted,
                seen,
                |seen| seen.customer.id.0,
                |seen| Node::Customer(CustomerNode::new(seen)),
            );
        }
        InvoiceId::PREFIX => {
            let open = billing::open_invoices(scope, &typed(wanted, InvoiceId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Invoice(InvoiceNode::new(row)));
        }
        InvoiceLineId::PREFIX => {
            let open = billing::open_lines(scope, &typed(wanted, InvoiceLineId)).await?;
            nodes.put(
                wanted,
                open,
                |(line, _)| line.id.0,
                |(line, currency)| Node::InvoiceLine(LineNode::new(line, currency)),
            );
        }
        PaymentId::PREFIX => {
            let open = payments::open_payments(scope, &typed(wanted, PaymentId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Payment(PaymentNode::new(row)));
        }
        CreditNoteId::PREFIX => {
            let open = billing::open_credit_notes(scope, &typed(wanted, CreditNoteId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::CreditNote(CreditNoteNode::new(row)));
        }
        SubscriptionId::PREFIX => {
            let open = catalog::open_subscriptions(scope, &typed(wanted, SubscriptionId)).await?;
            nodes.put(
                wanted,
                open,
                |row| row.id.0,
                |row| Node::ServiceSubscription(SubscriptionNode::new(row)),
            );
        }
        NotificationId::PREFIX => {
            let own = notifications::notifications_by_id(scope, &typed(wanted, NotificationId)).await?;
            nodes.put(wanted, own, |row| row.id.0, |row| Node::Notification(NotificationNode(row)));
        }
        PlanId::PREFIX => {
            let open = catalog::open_plans(scope, &typed(wanted, PlanId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Plan(PlanNode(row.into())));
        }
        TicketId::PREFIX => {
            let seen = tickets::seen(scope, &typed(wanted, TicketId)).await?;
            nodes.put(wanted, seen, |seen| seen.ticket.id.0, |seen| Node::Ticket(TicketNode(seen)));
        }
        IncidentId::PREFIX => {
            let open = network::open_incidents(scope, &typed(wanted, IncidentId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Incident(IncidentNode(row)));
        }
        HelpArticleId::PREFIX => {
            let open = help::open_articles(scope, &typed(wanted, HelpArticleId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::HelpArticle(HelpArticleNode(row)));
        }
        AutomationRunId::PREFIX => {
            let open = automation::open_runs(scope, &typed(wanted, AutomationRunId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::AutomationRun(AutomationRunNode(row)));
        }
        _ => return of_network(request, prefix, wanted, nodes).await,
    }
    Ok(Some(()))
}

/// The same for what there is of the network.
async fn of_network(
    request: &RequestContext,
    prefix: &str,
    wanted: &[(usize, Uuid)],
    nodes: &mut Places,
) -> Result<Option<()>, Fault> {
    let scope = &request.scope;
    match prefix {
        DeviceId::PREFIX => {
            let open = inventory::open_devices(scope, &typed(wanted, DeviceId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Device(DeviceNode(row)));
        }
        DeviceInterfaceId::PREFIX => {
            let open = inventory::open_interfaces(scope, &typed(wanted, DeviceInterfaceId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::DeviceInterface(DeviceInterfaceNode(row)));
        }
        SiteId::PREFIX => {
            let open = inventory::open_sites(scope, &typed(wanted, SiteId)).await?;
            nodes.put(wanted, open, |row| row.id.0, |row| Node::Site(SiteNode(row)));
        }
        ManagementNetworkId::PREFIX => {
            let open = inventory::open_networks(scope, &typed(wanted, ManagementNetworkId)).await?;
            let node = |row| Node::ManagementNetwork(ManagementNetworkNode(row));
            nodes.put(wanted, open, |row| row.id.0, node);
        }
        _ => return Ok(None),
    }
    Ok(Some(()))
}

/// The ids of one type, each once.
fn typed<I>(wanted: &[(usize, Uuid)], of: impl Fn(Uuid) -> I) -> Vec<I> {
    let distinct: BTreeSet<Uuid> = wanted.iter().map(|(_, uuid)| *uuid).collect();
    distinct.into_iter().map(of).collect()
}

/// The nodes found so far, each at the place of its id; an id may be asked for twice.
struct Places(Vec<Option<Node>>);

impl Places {
    fn put<R: Clone>(
        &mut self,
        wanted: &[(usize, Uuid)],
        rows: impl IntoIterator<Item = R>,
        id: impl Fn(&R) -> Uuid,
        node: impl Fn(R) -> Node,
    ) {
        for row in rows {
            let found = id(&row);
            for (place, _) in wanted.iter().filter(|(_, uuid)| *uuid == found) {
                self.0[*place] = Some(node(row.clone()));
            }
        }
    }
}
