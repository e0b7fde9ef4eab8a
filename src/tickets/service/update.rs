//! What a ticket is about, and how urgent it is.

use sea_orm::ActiveEnum as _;
use serde_json::{Value as Json, json};

use super::{locked_at, record, workable, write};
use crate::db::Scope;
use crate::kernel::ids::TicketId;
use crate::kernel::refusal::short_text;
use crate::tickets::entity::ticket::{self, TicketCategory, TicketPriority};
use crate::tickets::reach::SeenTicket;
use crate::tickets::{MAX_SUBJECT, TicketError, events};

/// What is to be otherwise; none stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketChanges {
    /// The subject.
    pub subject: Option<String>,
    /// What it is about, as a kind.
    pub category: Option<TicketCategory>,
    /// How urgent it is: another priority has another service level, from the beginning of the ticket on.
    pub priority: Option<TicketPriority>,
}

/// Changes a ticket, by who works on it.
pub async fn update(
    scope: &Scope,
    id: TicketId,
    changes: TicketChanges,
    expected_version: Option<i32>,
) -> Result<SeenTicket, TicketError> {
    let seen = workable(scope, id).await?;
    let subject = changes.subject.map(|text| short_text(&text, "subject", MAX_SUBJECT)).transpose()?;
    let tx = scope.begin().await?;
    let before = locked_at(&tx, &seen.ticket, expected_version).await?;
    let mut now = before.clone();
    now.updated_at = scope.now();
    now.category = changes.category.unwrap_or(now.category);
    if let Some(subject) = subject {
        now.subject = subject;
    }
    if let Some(priority) = changes.priority.filter(|priority| *priority != before.priority) {
        now.priority = priority;
        crate::tickets::sla::begin(&tx, &mut now).await?;
    }
    let ticket = write(&tx, &before, now).await?;
    events::updated(&tx, &ticket).await?;
    let entry = record("ticket.update", &ticket);
    tx.record(entry.change(facts(&before), facts(&ticket))).await?;
    tx.commit().await?;
    Ok(SeenTicket { ticket, ..seen })
}

fn facts(ticket: &ticket::Model) -> Json {
    json!({
        "subject": ticket.subject,
        "category": ticket.category.to_value(),
        "priority": ticket.priority.to_value(),
    })
}
