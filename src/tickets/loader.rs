//! The access paths of tickets, one key type each. What hangs below a ticket is for tickets that have been seen.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use super::entity::{ticket_note, ticket_reply, ticket_tag, ticket_transition, ticket_watcher};
use super::reach::{SeenTicket, seen};
use super::store::{self, TextPage};
use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{IncidentId, TicketId};

/// Loads tickets and what hangs below them, for one request.
pub struct TicketsLoader(pub Scope);

/// A ticket by its id, if the caller may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SeenTicketById(pub TicketId);

impl Loader<SeenTicketById> for TicketsLoader {
    type Value = SeenTicket;
    type Error = Fault;

    async fn load(&self, keys: &[SeenTicketById]) -> Result<HashMap<SeenTicketById, SeenTicket>, Fault> {
        let ids: Vec<TicketId> = keys.iter().map(|key| key.0).collect();
        let found = seen(&self.0, &ids).await?;
        Ok(found.into_iter().map(|seen| (SeenTicketById(seen.ticket.id), seen)).collect())
    }
}

/// The incident that a ticket belongs to, if the caller may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IncidentOfTicket(pub IncidentId);

impl Loader<IncidentOfTicket> for TicketsLoader {
    type Value = crate::network::Incident;
    type Error = Fault;

    async fn load(&self, keys: &[IncidentOfTicket]) -> Result<HashMap<IncidentOfTicket, Self::Value>, Fault> {
        let ids: Vec<IncidentId> = keys.iter().map(|key| key.0).collect();
        let found = crate::network::open_incidents(&self.0, &ids).await?;
        Ok(found.into_iter().map(|incident| (IncidentOfTicket(incident.id), incident)).collect())
    }
}

/// The last reply on a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LastReplyOf(pub TicketId);

impl Loader<LastReplyOf> for TicketsLoader {
    type Value = ticket_reply::Model;
    type Error = Fault;

    async fn load(&self, keys: &[LastReplyOf]) -> Result<HashMap<LastReplyOf, Self::Value>, Fault> {
        let ids: Vec<TicketId> = keys.iter().map(|key| key.0).collect();
        let rows = store::replies::last_of(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (LastReplyOf(row.ticket_id), row)).collect())
    }
}

/// How a ticket began: who opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BeginningOf(pub TicketId);

impl Loader<BeginningOf> for TicketsLoader {
    type Value = ticket_transition::Model;
    type Error = Fault;

    async fn load(&self, keys: &[BeginningOf]) -> Result<HashMap<BeginningOf, Self::Value>, Fault> {
        let ids: Vec<TicketId> = keys.iter().map(|key| key.0).collect();
        let rows = store::transitions::beginnings(&self.0, &ids).await?;
        Ok(rows.into_iter().map(|row| (BeginningOf(row.ticket_id), row)).collect())
    }
}

macro_rules! pages {
    ($($(#[doc = $doc:literal])+ $key:ident -> $row:ty, $load:path;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $key {
            /// The ticket.
            pub ticket: TicketId,
            /// Which of them, and one more where there are more.
            pub page: TextPage,
        }

        impl Loader<$key> for TicketsLoader {
            type Value = Vec<$row>;
            type Error = Fault;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Fault> {
                // One statement per distinct page; a document asks for one or two.
                let mut pages: HashMap<TextPage, Vec<TicketId>> = HashMap::new();
                for key in keys {
                    pages.entry(key.page).or_default().push(key.ticket);
                }
                let mut found = HashMap::new();
                for (page, tickets) in pages {
                    let rows = $load(&self.0, &tickets, page).await?;
                    let of = group(&tickets, rows, |row| row.ticket_id);
                    found.extend(of.into_iter().map(|(ticket, rows)| ($key { ticket, page }, rows)));
                }
                Ok(found)
            }
        }
    )+};
}

pages! {
    /// A page of the replies on a ticket.
    RepliesOf -> ticket_reply::Model, store::replies::of_tickets;
    /// A page of the notes on a ticket: only for who works on tickets.
    NotesOf -> ticket_note::Model, store::notes::of_tickets;
}

macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $key:ident -> $row:ty, $load:path;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $key(pub TicketId);

        impl Loader<$key> for TicketsLoader {
            type Value = Vec<$row>;
            type Error = Fault;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, Self::Value>, Fault> {
                let ids: Vec<TicketId> = keys.iter().map(|key| key.0).collect();
                Ok(group(keys, $load(&self.0, &ids).await?, |row| $key(row.ticket_id)))
            }
        }
    )+};
}

lists! {
    /// The latest changes of a ticket's state, the latest first.
    HistoryOf -> ticket_transition::Model, store::transitions::of_tickets;
    /// Who watches a ticket, the first first.
    WatchersOf -> ticket_watcher::Model, store::watchers::of_tickets;
    /// The tags of a ticket, by name: only for who works on tickets.
    TagsOf -> ticket_tag::Model, store::tags::of_tickets;
}
