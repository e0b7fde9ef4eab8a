//! Notices of incidents that were more than one run sends: they go out with the next.

use std::collections::HashMap;

use super::listener::{Notice, NotificationListener, kind_of, wishes};
use super::support::Support;
use crate::db::Scope;
use crate::events::{self, Event};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, EventId};
use crate::network;

impl NotificationListener {
    /// Sends the notices of one run that wait; how many there were. What an old notice was about is forgotten with its event.
    pub async fn send_waiting(&self, scope: &Scope) -> Result<usize, Fault> {
        let tx = scope.begin().await?;
        let waiting = network::notices::take_waiting(&tx).await?;
        let ids: Vec<EventId> = waiting.iter().map(|notice| notice.event_id).collect();
        let kept = if ids.is_empty() { Vec::new() } else { events::by_ids(&tx, &ids).await? };
        let kept: HashMap<EventId, &Event> = kept.iter().map(|event| (event.id, event)).collect();
        let mut notices = Vec::new();
        let mut readers: Vec<Vec<AccountId>> = Vec::new();
        for notice in &waiting {
            let event = kept.get(&notice.event_id).copied();
            if let Some((event, kind)) = event.and_then(|event| Some((event, kind_of(event)?))) {
                notices.push(Notice { event, kind });
                readers.push(vec![notice.account_id]);
            }
        }
        if !notices.is_empty() {
            let support = Support::of(&tx, &notices).await?;
            let wishes = wishes(&tx, &readers).await?;
            self.deliver(&tx, &notices, &readers, &wishes, &support).await?;
        }
        tx.commit().await?;
        Ok(notices.len())
    }
}
