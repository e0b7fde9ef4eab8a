//! Sessions in this process: for `portico demo` and quick tests. They end with the process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use chrono::SubsecRound as _;

use super::token::SecretDigest;
use super::{
    AccountTag, Announcement, IssuedSession, MAX_SESSIONS_PER_ACCOUNT, NewSession, RecordChange, SessionEnds,
    SessionLifetimes, SessionOwner, SessionRecord, SessionStore, SessionToken,
};
use crate::kernel::clock::Instant;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;

/// After so many sign-ins the accounts that never came back are swept out.
const SWEEP_EVERY: u32 = 1_024;

/// Sessions in this process.
pub struct MemorySessionStore {
    random: SharedEntropy,
    state: Mutex<State>,
    ends: SessionEnds,
}

#[derive(Default)]
struct State {
    accounts: HashMap<AccountTag, Vec<Entry>>,
    created: u32,
}

struct Entry {
    digest: SecretDigest,
    record: SessionRecord,
}

impl MemorySessionStore {
    /// An empty store that takes its secrets from `random`.
    pub fn new(random: SharedEntropy) -> Self {
        Self { random, state: Mutex::default(), ends: SessionEnds::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the sessions that `which` names and stamps `epoch` onto the others.
    fn end(&self, owner: SessionOwner, epoch: Option<i64>, now: Instant, which: Announcement) -> u32 {
        let tag = AccountTag::of(owner);
        let mut state = self.state();
        // Announced with the state locked, so that nobody can ask in between and find the session alive.
        self.ends.announce(tag, which);
        let Some(sessions) = state.live(tag, now) else { return 0 };
        let before = sessions.len();
        sessions.retain(|entry| !which.ends(entry.record.id));
        if let Some(epoch) = epoch {
            // Only from the epoch before: what is older was revoked by an earlier raise.
            for entry in sessions.iter_mut().filter(|entry| entry.record.epoch == epoch - 1) {
                entry.record.epoch = epoch;
            }
        }
        u32::try_from(before - sessions.len()).unwrap_or(u32::MAX)
    }
}

impl State {
    /// The account's sessions, without those that have ended.
    fn live(&mut self, tag: AccountTag, now: Instant) -> Option<&mut Vec<Entry>> {
        let sessions = self.accounts.get_mut(&tag)?;
        sessions.retain(|entry| entry.record.is_live(now));
        Some(sessions)
    }

    fn find(&mut self, token: &SessionToken, now: Instant) -> Option<&mut Entry> {
        let digest = token.digest();
        self.live(token.tag(), now)?.iter_mut().find(|entry| entry.digest == digest)
    }

    fn find_id(&mut self, owner: SessionOwner, session: SessionId, now: Instant) -> Option<&mut Entry> {
        self.live(AccountTag::of(owner), now)?.iter_mut().find(|entry| entry.record.id == session)
    }

    fn sweep(&mut self, now: Instant) {
        self.accounts.retain(|_, sessions| sessions.iter().any(|entry| entry.record.is_live(now)));
    }
}

#[async_trait]
impl SessionStore for MemorySessionStore {
    async fn create(
        &self,
        session: NewSession,
        lifetimes: &SessionLifetimes,
        now: Instant,
    ) -> Result<IssuedSession, Fault> {
        let record = SessionRecord::begin(session, lifetimes, now, &*self.random);
        let tag = AccountTag::of(record.owner());
        let token = SessionToken::generate(tag, &*self.random);
        let mut state = self.state();
        state.created = state.created.wrapping_add(1);
        if state.created.is_multiple_of(SWEEP_EVERY) {
            state.sweep(now);
        }
        let sessions = state.accounts.entry(tag).or_default();
        sessions.retain(|entry| entry.record.is_live(now));
        while sessions.len() >= MAX_SESSIONS_PER_ACCOUNT {
            // Ids are UUIDv7: the smallest is the oldest.
            let oldest = sessions.iter().enumerate().min_by_key(|(_, entry)| entry.record.id);
            let oldest = oldest.map_or(0, |(index, _)| index);
            let ended = sessions.swap_remove(oldest).record.id;
            self.ends.announce(tag, Announcement::One(ended));
        }
        sessions.push(Entry { digest: token.digest(), record: record.clone() });
        Ok(IssuedSession { token, record })
    }

    async fn resolve(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault> {
        let now = now.trunc_subsecs(3);
        let mut state = self.state();
        let Some(Entry { record, .. }) = state.find(token, now) else { return Ok(None) };
        if now - record.last_seen_at > record.touch_interval() {
            record.last_seen_at = now;
        }
        Ok(Some(record.clone()))
    }

    async fn resolve_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault> {
        let now = now.trunc_subsecs(3);
        let mut state = self.state();
        let Some(Entry { record, .. }) = state.find_id(owner, session, now) else { return Ok(None) };
        if now - record.last_seen_at > record.touch_interval() {
            record.last_seen_at = now;
        }
        Ok(Some(record.clone()))
    }

    async fn peek(&self, token: &SessionToken, now: Instant) -> Result<Option<SessionRecord>, Fault> {
        Ok(self.state().find(token, now.trunc_subsecs(3)).map(|entry| entry.record.clone()))
    }

    async fn peek_id(
        &self,
        owner: SessionOwner,
        session: SessionId,
        now: Instant,
    ) -> Result<Option<SessionRecord>, Fault> {
        let mut state = self.state();
        Ok(state.find_id(owner, session, now.trunc_subsecs(3)).map(|entry| entry.record.clone()))
    }

    async fn reissue(
        &self,
        owner: SessionOwner,
        session: SessionId,
        change: &RecordChange<'_>,
        now: Instant,
    ) -> Result<Option<IssuedSession>, Fault> {
        let now = now.trunc_subsecs(3);
        let tag = AccountTag::of(owner);
        let mut state = self.state();
        let sessions = state.live(tag, now);
        let found = sessions.and_then(|all| all.iter_mut().find(|entry| entry.record.id == session));
        let Some(entry) = found else { return Ok(None) };
        let token = SessionToken::generate(tag, &*self.random);
        entry.digest = token.digest();
        entry.record = entry.record.changed(change, now);
        self.ends.announce(tag, Announcement::Renewed(session));
        Ok(Some(IssuedSession { token, record: entry.record.clone() }))
    }

    async fn list(&self, owner: SessionOwner, now: Instant) -> Result<Vec<SessionRecord>, Fault> {
        let mut state = self.state();
        let live = state.live(AccountTag::of(owner), now);
        let mut records: Vec<_> = live
            .map(|sessions| sessions.iter().map(|entry| entry.record.clone()).collect())
            .unwrap_or_default();
        records.sort_by_key(|record| std::cmp::Reverse(record.id));
        Ok(records)
    }

    async fn revoke(
        &self,
        owner: SessionOwner,
        session: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<bool, Fault> {
        Ok(self.end(owner, Some(epoch), now, Announcement::One(session)) > 0)
    }

    async fn revoke_others(
        &self,
        owner: SessionOwner,
        keep: SessionId,
        epoch: i64,
        now: Instant,
    ) -> Result<u32, Fault> {
        Ok(self.end(owner, Some(epoch), now, Announcement::Others(keep)))
    }

    async fn revoke_all(&self, owner: SessionOwner, now: Instant) -> Result<u32, Fault> {
        Ok(self.end(owner, None, now, Announcement::All))
    }

    fn ends(&self) -> &SessionEnds {
        &self.ends
    }

    async fn ping(&self) -> Result<(), Fault> {
        Ok(())
    }
}
