//! When sessions end, told to whoever holds something open for one: live connections (threats.md row 9).
//!
//! The store announces each end to the [`SessionEnds`] of its process; the one over Redis hears those of all replicas
//! (see [`listen`](super::listen)). A watch is a signal, not a proof: whoever watches asks the store as well, after it
//! has begun to watch and again from time to time, so that a signal that was lost delays an end and does not prevent it.
//!
//! An announcement names the account by its tag and says which of its sessions ended. It is a rule and not a list, so
//! that it also reaches a session which the store itself has forgotten.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use uuid::Uuid;

use super::{AccountTag, SessionOwner};
use crate::kernel::ids::{SessionId, TypedId as _};

/// What became of the sessions of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// One ended.
    One(SessionId),
    /// All ended but this one.
    Others(SessionId),
    /// All ended.
    All,
    /// One has a new value: whoever goes by the old one is to ask again.
    Renewed(SessionId),
}

impl Announcement {
    /// Reads `<tag> <one|others|all|renewed> <32 hex digits of the session, or nothing>`, as the scripts write it.
    pub(super) fn parse(text: &str) -> Option<(AccountTag, Self)> {
        let mut words = text.splitn(3, ' ');
        let tag = AccountTag::parse(words.next().filter(|tag| tag.len() == 16)?)?;
        let (which, session) = (words.next()?, words.next()?);
        let session = || Uuid::try_parse(session).ok().map(SessionId::from_uuid);
        let announcement = match which {
            "one" => Self::One(session()?),
            "others" => Self::Others(session()?),
            "all" => Self::All,
            "renewed" => Self::Renewed(session()?),
            _ => return None,
        };
        Some((tag, announcement))
    }

    /// Whether it says that `session` has ended.
    pub(super) fn ends(self, session: SessionId) -> bool {
        self.news_for(session) == Some(SessionNews::Ended)
    }

    fn news_for(self, session: SessionId) -> Option<SessionNews> {
        match self {
            Self::One(id) => (id == session).then_some(SessionNews::Ended),
            Self::Others(kept) => (kept != session).then_some(SessionNews::Ended),
            Self::All => Some(SessionNews::Ended),
            Self::Renewed(id) => (id == session).then_some(SessionNews::AskAgain),
        }
    }
}

/// What a watch tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionNews {
    /// The session may have ended: ask the store.
    AskAgain,
    /// The session has ended.
    Ended,
}

/// The sessions that something is held open for, in this process. Cheap to clone.
#[derive(Clone, Default)]
pub struct SessionEnds(Arc<Mutex<Watched>>);

/// The watched sessions of each account; what is not watched takes no place.
type Watched = HashMap<AccountTag, Vec<(SessionId, watch::Sender<SessionNews>)>>;

impl SessionEnds {
    /// Watches a session until what is returned is dropped.
    pub fn watch(&self, owner: SessionOwner, session: SessionId) -> SessionWatch {
        let tag = AccountTag::of(owner);
        let mut watched = self.lock();
        let sessions = watched.entry(tag).or_default();
        let news = if let Some((_, sender)) = sessions.iter().find(|(id, _)| *id == session) {
            sender.subscribe()
        } else {
            let (sender, news) = watch::channel(SessionNews::AskAgain);
            sessions.push((session, sender));
            news
        };
        SessionWatch { news: Some(news), ends: self.clone(), tag, session }
    }

    /// Tells those who watch.
    pub fn announce(&self, tag: AccountTag, announcement: Announcement) {
        for (session, sender) in self.lock().get(&tag).into_iter().flatten() {
            if let Some(news) = announcement.news_for(*session) {
                tell(sender, news);
            }
        }
    }

    /// Has everybody ask the store again, because announcements may have been missed.
    pub fn doubt(&self) {
        for (_, sender) in self.lock().values().flatten() {
            tell(sender, SessionNews::AskAgain);
        }
    }

    /// How many sessions are watched.
    pub fn watched(&self) -> usize {
        self.lock().values().map(Vec::len).sum()
    }

    fn lock(&self) -> MutexGuard<'_, Watched> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An end is final: a doubt that comes later does not hide it from one who has not looked yet.
fn tell(sender: &watch::Sender<SessionNews>, news: SessionNews) {
    sender.send_modify(|told| {
        if *told != SessionNews::Ended {
            *told = news;
        }
    });
}

/// A session under watch.
pub struct SessionWatch {
    /// Taken when the watch ends.
    news: Option<watch::Receiver<SessionNews>>,
    ends: SessionEnds,
    tag: AccountTag,
    session: SessionId,
}

impl SessionWatch {
    /// Waits for news. May be dropped and called again without missing any; once the session has ended it says so at
    /// every call.
    pub async fn news(&mut self) -> SessionNews {
        let Some(news) = &mut self.news else { return SessionNews::Ended };
        if *news.borrow() == SessionNews::Ended {
            return SessionNews::Ended;
        }
        match news.changed().await {
            Ok(()) => *news.borrow_and_update(),
            // The sender lives as long as its receivers.
            Err(_) => SessionNews::Ended,
        }
    }
}

impl Drop for SessionWatch {
    fn drop(&mut self) {
        let mut watched = self.ends.lock();
        // Under the lock: otherwise two that leave at once could both believe the other still there.
        self.news = None;
        let Some(sessions) = watched.get_mut(&self.tag) else { return };
        sessions.retain(|(id, sender)| *id != self.session || sender.receiver_count() > 0);
        if sessions.is_empty() {
            watched.remove(&self.tag);
        }
        // A quarter of what a crowd once took is enough to keep: memory goes back when it has left.
        if watched.len() < watched.capacity() / 4 {
            watched.shrink_to_fit();
        }
    }
}
