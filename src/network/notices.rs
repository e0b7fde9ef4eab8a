//! Who is told what of an incident, and when: each thing once, only of what is sure, and so many in a run.
//!
//! What somebody has opened is told, and what the network has noticed where it is sure of the cause (domain.md §4). Who follows
//! an incident has asked for its news, however sure it is.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::correlator::PUBLIC;
use super::entity::incident::{self, IncidentSource};
use super::entity::incident_notice;
pub use super::entity::incident_notice::{Model as IncidentNotice, NoticeKind};
use super::store;
pub use super::store::notices::tenants_with_waiting_notices;
use crate::db::{Reads as _, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, EventId, IncidentId};
use crate::tenancy;

/// Something that somebody could be told of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NoticeDue {
    /// The incident.
    pub incident: IncidentId,
    /// Who.
    pub account: AccountId,
    /// What.
    pub kind: NoticeKind,
    /// The version of the incident that news is of.
    pub version: i32,
    /// The event that led to it.
    pub event: EventId,
}

impl NoticeDue {
    /// What is told once has one occasion; each piece of news is another.
    fn occasion(&self) -> i32 {
        match self.kind {
            NoticeKind::Opened | NoticeKind::Ended => 0,
            NoticeKind::Updated | NoticeKind::Rescheduled => self.version,
        }
    }
}

/// Whether people are told of an incident without having asked.
pub(super) fn is_told(incident: &incident::Model) -> bool {
    match incident.source {
        IncidentSource::Hand => true,
        IncidentSource::Correlator => incident.confidence.is_some_and(|confidence| confidence >= PUBLIC),
    }
}

/// Which of these are to be sent now, in their order: not what was told before, nor what nobody is told, nor more than a run may
/// send. What is left waits for [`take_waiting`].
pub async fn claim(tx: &Tx, due: &[NoticeDue]) -> Result<HashSet<(EventId, AccountId)>, Fault> {
    let incidents: BTreeSet<IncidentId> = due.iter().map(|notice| notice.incident).collect();
    let accounts: BTreeSet<AccountId> = due.iter().map(|notice| notice.account).collect();
    if accounts.is_empty() {
        return Ok(HashSet::new());
    }
    let (incidents, accounts): (Vec<_>, Vec<_>) =
        (incidents.into_iter().collect(), accounts.into_iter().collect());
    let found: HashMap<IncidentId, incident::Model> =
        store::by_ids(tx, &incidents).await?.into_iter().map(|row| (row.id, row)).collect();
    let told = store::notices::told(tx, &incidents, &accounts).await?;
    let mut told: HashSet<(IncidentId, AccountId, NoticeKind, i32)> =
        told.into_iter().map(|row| (row.incident_id, row.account_id, row.kind, row.occasion)).collect();
    let mut room = tenancy::network_settings(tx).await?.notices_per_run;
    let (mut rows, mut sent) = (Vec::new(), HashSet::new());
    let now = tx.scope().real_now();
    for notice in due {
        let asked = matches!(notice.kind, NoticeKind::Updated | NoticeKind::Ended);
        let tells = found.get(&notice.incident).is_some_and(|incident| asked || is_told(incident));
        let key = (notice.incident, notice.account, notice.kind, notice.occasion());
        if !tells || !told.insert(key) {
            continue;
        }
        let goes = room > 0;
        room = room.saturating_sub(1);
        if goes {
            sent.insert((notice.event, notice.account));
        }
        rows.push(incident_notice::Model {
            id: tx.scope().new_id(),
            tenant_id: tx.scope().tenant().id,
            incident_id: notice.incident,
            account_id: notice.account,
            kind: notice.kind,
            occasion: notice.occasion(),
            event_id: notice.event,
            at: now,
            sent_at: goes.then_some(now),
        });
    }
    store::notices::insert(tx, rows).await?;
    Ok(sent)
}

/// Takes the notices of a run from those that wait, the oldest first, and notes them as sent. That something has begun is not
/// told any more when it is over.
pub async fn take_waiting(tx: &Tx) -> Result<Vec<IncidentNotice>, Fault> {
    let limit = tenancy::network_settings(tx).await?.notices_per_run;
    let mut waiting = store::notices::waiting(tx, limit.into()).await?;
    if waiting.is_empty() {
        return Ok(waiting);
    }
    let ids: Vec<_> = waiting.iter().map(|notice| notice.id).collect();
    store::notices::sent(tx, &ids, tx.scope().real_now()).await?;
    let incidents: BTreeSet<IncidentId> = waiting.iter().map(|notice| notice.incident_id).collect();
    let incidents = store::by_ids(tx, &incidents.into_iter().collect::<Vec<_>>()).await?;
    let live: HashSet<IncidentId> =
        incidents.iter().filter(|row| row.status.is_live()).map(|row| row.id).collect();
    waiting.retain(|notice| notice.kind == NoticeKind::Ended || live.contains(&notice.incident_id));
    Ok(waiting)
}
