//! Reads the chain again and tells where it is not what was sealed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::chain::{BEGINNING, commitment, link};
use super::{erase, store};
use crate::db::Scope;
use crate::db::audit::Model;
use crate::kernel::ids::AuditEntryId;

/// What is wrong at a place of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, async_graphql::Enum)]
#[graphql(name = "AuditFaultKind")]
pub enum FaultKind {
    /// The values of the entry are not those that were sealed.
    ValueChanged,
    /// The entry itself, its place or the one before it is not what was sealed: it was changed or moved.
    EntryChanged,
    /// An entry was removed.
    Missing,
    /// The values of the entry were taken away, and the log does not say by whom.
    ErasedSilently,
}

/// A place where the chain is not what was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The place.
    pub seq: i64,
    /// The entry at it; none where it is missing.
    pub entry: Option<AuditEntryId>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Entries that were looked at.
    pub checked: i64,
    /// Entries that have no place yet.
    pub unsealed: u64,
    /// Entries whose values were erased.
    pub erased: i64,
    /// Where the chain is not what was sealed; at most [`MAX_FAULTS`].
    pub faults: Vec<Fault>,
    /// The place to go on from, where there are more entries than one call looks at.
    pub next: Option<i64>,
    /// The place of the last entry, by the chain's own end.
    pub end: i64,
    /// The link of the last entry in hexadecimal digits. Kept elsewhere, it shows later that nothing was cut off.
    pub end_link: String,
}

/// Entries that one call looks at.
const MAX_CHECKED: i64 = 20_000;
/// Entries fetched by one statement.
const PAGE: i64 = 1_000;
/// Faults told by one call.
pub const MAX_FAULTS: usize = 100;

/// Checks the chain from `from`, 1 being its beginning.
pub async fn verify(scope: &Scope, from: i64) -> Result<Verification, crate::kernel::fault::Fault> {
    let from = from.max(1);
    // The end first: what is sealed meanwhile lies beyond it.
    let end = store::end(scope).await?;
    let (end_seq, end_link) = end.map_or((0, BEGINNING.to_vec()), |end| (end.seq, end.link));
    let to = end_seq.min(from + MAX_CHECKED - 1);
    let mut walk = Walk::after(from, store::link_at(scope, from - 1).await?);
    while walk.next <= to {
        let until = to.min(walk.next + PAGE - 1);
        let page = store::sealed(scope, walk.next, until).await?;
        for entry in &page {
            walk.step(entry);
        }
        walk.missing_until(until + 1);
    }
    // Where the end itself is missing, that is told already.
    let end_met =
        walk.faults.last().is_none_or(|fault| (fault.seq, fault.kind) != (end_seq, FaultKind::Missing));
    if to == end_seq && to >= from && end_met && walk.before != end_link {
        walk.fault(end_seq, None, FaultKind::EntryChanged);
    }
    if to == end_seq {
        // Announcements stand behind what they announce.
        let announced = store::subjects_of(scope, erase::ACTION).await?;
        walk.silently_erased(&announced);
    }
    Ok(Verification {
        checked: walk.checked,
        unsealed: store::count_unsealed(scope).await?,
        erased: i64::try_from(walk.erased.len()).unwrap_or(i64::MAX),
        faults: walk.faults,
        next: (to < end_seq).then_some(to + 1),
        end: end_seq,
        end_link: end_link.iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        }),
    })
}

/// The state of a walk along the chain.
pub(super) struct Walk {
    next: i64,
    before: Vec<u8>,
    checked: i64,
    erased: Vec<(i64, AuditEntryId)>,
    pub(super) faults: Vec<Fault>,
}

impl Walk {
    pub(super) fn after(from: i64, before: Option<Vec<u8>>) -> Self {
        let mut walk = Self {
            next: from,
            before: BEGINNING.to_vec(),
            checked: 0,
            erased: Vec::new(),
            faults: Vec::new(),
        };
        match before {
            Some(link) => walk.before = link,
            None if from > 1 => walk.fault(from - 1, None, FaultKind::Missing),
            None => {}
        }
        walk
    }

    fn fault(&mut self, seq: i64, entry: Option<AuditEntryId>, kind: FaultKind) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(Fault { seq, entry, kind });
        }
    }

    /// Tells of every place before `seq` that was not met.
    pub(super) fn missing_until(&mut self, seq: i64) {
        while self.next < seq {
            self.fault(self.next, None, FaultKind::Missing);
            self.next += 1;
        }
    }

    pub(super) fn step(&mut self, entry: &Model) {
        let seq = entry.seq.unwrap_or_default();
        self.missing_until(seq);
        self.next = seq + 1;
        self.checked += 1;
        let stored = entry.commitment.as_deref().unwrap_or_default();
        let values = [&entry.reason, &entry.value_before, &entry.value_after];
        match &entry.salt {
            Some(salt) if commitment(salt, entry) != stored => {
                self.fault(seq, Some(entry.id), FaultKind::ValueChanged);
            }
            Some(_) => {}
            None if values.iter().any(|value| value.is_some()) => {
                self.fault(seq, Some(entry.id), FaultKind::ValueChanged);
            }
            None => self.erased.push((seq, entry.id)),
        }
        let found = entry.link.clone().unwrap_or_default();
        // After a removal only the first entry behind the gap would tell what the gap tells already.
        let behind_gap = self.faults.last().is_some_and(|f| f.kind == FaultKind::Missing && f.seq == seq - 1);
        if !behind_gap && found != link(&self.before, seq, entry, stored) {
            self.fault(seq, Some(entry.id), FaultKind::EntryChanged);
        }
        self.before = found;
    }

    fn silently_erased(&mut self, announced: &BTreeSet<String>) {
        for (seq, entry) in self.erased.clone() {
            if !announced.contains(&entry.to_string()) {
                self.fault(seq, Some(entry), FaultKind::ErasedSilently);
            }
        }
    }
}
