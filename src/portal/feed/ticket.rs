//! The source of a page that shows a ticket: what happens to it, and who is writing on it.

use std::sync::Arc;

use async_graphql::futures_util::stream::{StreamExt as _, unfold};

use super::policy::TICKET_EVENTS;
use super::source::{self, Wanted};
use crate::db::Scope;
use crate::events::{Feed, Words};
use crate::graphql::engine::Renewal;
use crate::graphql::subscription::{self, Source};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, TicketId};
use crate::tickets::presence::Typing;

/// Follows a ticket for the caller of `scope`, which may see it. Gives [`FeedEvent`](super::FeedEvent)s, and [`Typing`] of
/// others. Whether the caller still may see the ticket is decided when each is answered.
pub async fn open(
    scope: &Scope,
    feed: &Feed,
    ticket: TicketId,
    after: Option<i64>,
    renewal: Arc<dyn Renewal>,
) -> Result<Source, Fault> {
    let words = feed.words(scope.tenant().id);
    let wanted = Wanted { types: TICKET_EVENTS.to_vec(), subject: Some(ticket.to_string()) };
    let events = source::open(scope, feed, wanted, after, renewal).await?;
    let own = scope.actor().account().map(|account| account.id);
    let page = Page { events, words: Some(words), ticket, own };
    Ok(unfold(page, |mut page| async move { page.next().await.map(|event| (event, page)) }).boxed())
}

struct Page {
    events: Source,
    /// None once nothing more is said: the process stops.
    words: Option<Words>,
    ticket: TicketId,
    own: Option<AccountId>,
}

impl Page {
    /// What comes next; none when there are no more events.
    async fn next(&mut self) -> Option<Result<subscription::Event, Fault>> {
        loop {
            let said = async {
                match &mut self.words {
                    Some(words) => words.next().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                event = self.events.next() => return event,
                word = said => match word.as_deref().map(Typing::read) {
                    Some(Some(typing)) if self.concerns(&typing) => return Some(Ok(Arc::new(typing))),
                    Some(_) => {}
                    None => self.words = None,
                },
            }
        }
    }

    /// Whether it is of this ticket, and somebody else's.
    fn concerns(&self, typing: &Typing) -> bool {
        typing.ticket == self.ticket && Some(typing.account) != self.own
    }
}
