//! What a ticket belongs to: a service, a line of an invoice, an incident, a device.

use serde_json::{Value as Json, json};

use super::{locked_at, record, writable, write};
use crate::db::Scope;
use crate::db::audit::Record;
use crate::kernel::ids::{CustomerId, DeviceId, IncidentId, InvoiceLineId, SubscriptionId, TicketId};
use crate::kernel::refusal::Refusal;
use crate::network::inventory;
use crate::tickets::entity::ticket;
use crate::tickets::reach::SeenTicket;
use crate::tickets::{TicketError, events};
use crate::{billing, catalog};

/// What a ticket is to belong to. Outer none: as it is; inner none: to nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Links {
    /// The service.
    pub subscription: Option<Option<SubscriptionId>>,
    /// The line of an invoice.
    pub invoice_line: Option<Option<InvoiceLineId>>,
    /// The incident.
    pub incident: Option<Option<IncidentId>>,
    /// The device of the network, which staff alone sees.
    pub device: Option<Option<DeviceId>>,
}

impl Links {
    /// Whether they say something of the device and of nothing else: that is between employees.
    fn is_for_staff(self) -> bool {
        self.device.is_some() && Self { device: None, ..self } == Self::default()
    }

    pub(super) fn as_json(&self) -> Json {
        json!({
            "service": self.subscription.flatten().map(|id| id.to_string()),
            "invoiceLine": self.invoice_line.flatten().map(|id| id.to_string()),
            "incident": self.incident.flatten().map(|id| id.to_string()),
            "device": self.device.flatten().map(|id| id.to_string()),
        })
    }
}

/// Refuses what the caller may not see, and what is not of this customer: in the same way as what does not exist.
pub(super) async fn check(scope: &Scope, customer: CustomerId, links: &Links) -> Result<(), TicketError> {
    if let Some(id) = links.subscription.flatten() {
        let found = catalog::open_subscriptions(scope, &[id]).await?;
        if !found.iter().any(|service| service.customer_id == customer) {
            return Err(Refusal::not_found("serviceId", "service").into());
        }
    }
    if let Some(id) = links.invoice_line.flatten() {
        let line = billing::open_lines(scope, &[id]).await?.pop();
        let invoices: Vec<_> = line.iter().map(|(line, _)| line.invoice_id).collect();
        let found = billing::open_invoices(scope, &invoices).await?;
        if !found.iter().any(|invoice| invoice.customer_id == customer) {
            return Err(Refusal::not_found("invoiceLineId", "line of an invoice").into());
        }
    }
    if let Some(id) = links.incident.flatten()
        && !crate::network::affects(scope, id, customer).await?
    {
        return Err(Refusal::not_found("incidentId", "incident").into());
    }
    if let Some(device) = links.device {
        // Taking away what one does not see is refused as well.
        let found = match device {
            Some(id) => !inventory::open_devices(scope, &[id]).await?.is_empty(),
            None => inventory::sees_devices(scope),
        };
        if !found {
            return Err(Refusal::not_found("deviceId", "device").into());
        }
    }
    Ok(())
}

/// Says what a ticket belongs to. Of a device alone its customer hears nothing, and its activity does not show it.
pub async fn link(
    scope: &Scope,
    id: TicketId,
    links: Links,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let (seen, _) = writable(scope, id).await?;
    check(scope, seen.ticket.customer_id, &links).await?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let now = ticket::Model {
        subscription_id: links.subscription.unwrap_or(before.subscription_id),
        invoice_line_id: links.invoice_line.unwrap_or(before.invoice_line_id),
        incident_id: links.incident.unwrap_or(before.incident_id),
        device_id: links.device.unwrap_or(before.device_id),
        updated_at: if links.is_for_staff() { before.updated_at } else { scope.now() },
        ..before.clone()
    };
    let ticket = write(&tx, &before, now).await?;
    let entry = if links.is_for_staff() {
        events::updated_for_staff(&tx, &ticket).await?;
        Record::new("ticket.link", id)
    } else {
        events::updated(&tx, &ticket).await?;
        record("ticket.link", &ticket)
    };
    tx.record(entry.change(linked(&before), linked(&ticket))).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

fn linked(ticket: &ticket::Model) -> Json {
    let links = Links {
        subscription: Some(ticket.subscription_id),
        invoice_line: Some(ticket.invoice_line_id),
        incident: Some(ticket.incident_id),
        device: Some(ticket.device_id),
    };
    links.as_json()
}
