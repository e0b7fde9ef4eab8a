//! What an account wants to be notified of.

use std::collections::HashMap;

use super::store;
use super::topic::{Channel, Topic};
use crate::db::{DbError, Reads, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::AccountId;

/// Whether an account wants a topic over a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preference {
    /// What it is about.
    pub topic: Topic,
    /// How it comes.
    pub channel: Channel,
    /// Whether it is wanted.
    pub enabled: bool,
}

/// What several accounts want; where they said nothing, the defaults.
pub(super) struct Wishes(HashMap<(AccountId, Topic, Channel), bool>);

impl Wishes {
    /// Reads what the accounts have said.
    pub(super) async fn of(db: &impl Reads, accounts: &[AccountId]) -> Result<Self, DbError> {
        let said = store::preferences(db, accounts).await?;
        let said = said.into_iter().map(|row| ((row.account_id, row.topic, row.channel), row.enabled));
        Ok(Self(said.collect()))
    }

    /// Whether the account wants it.
    pub(super) fn want(&self, account: AccountId, topic: Topic, channel: Channel) -> bool {
        let said = self.0.get(&(account, topic, channel)).copied();
        said.unwrap_or_else(|| channel.is_on_by_default(topic)) || !channel.may_be_off(topic)
    }
}

/// Every preference of an account, by topic and channel.
pub async fn preferences(scope: &Scope, account: AccountId) -> Result<Vec<Preference>, Fault> {
    let wishes = Wishes::of(scope, &[account]).await?;
    let of = |topic, channel| Preference { topic, channel, enabled: wishes.want(account, topic, channel) };
    Ok(Topic::ALL
        .into_iter()
        .flat_map(|topic| Channel::ALL.into_iter().map(move |channel| (topic, channel)))
        .map(|(topic, channel)| of(topic, channel))
        .collect())
}

/// Why preferences were not changed: told to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreferenceRefusal {
    /// The change at this place turns off what cannot be turned off.
    NotOptional(usize),
    /// The change at this place is of a topic and channel that an earlier one is of.
    Repeated(usize),
}

/// Why preferences were not changed.
#[derive(Debug)]
pub enum UpdateError {
    /// Refused, for the caller to know.
    Refused(PreferenceRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for UpdateError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Changes preferences of an account, all or none; what they are then.
pub async fn update(
    scope: &Scope,
    account: AccountId,
    changes: &[Preference],
) -> Result<Vec<Preference>, UpdateError> {
    for (place, change) in changes.iter().enumerate() {
        if !change.enabled && !change.channel.may_be_off(change.topic) {
            return Err(UpdateError::Refused(PreferenceRefusal::NotOptional(place)));
        }
        let same = |other: &&Preference| (other.topic, other.channel) == (change.topic, change.channel);
        if changes.iter().take(place).any(|other| same(&other)) {
            return Err(UpdateError::Refused(PreferenceRefusal::Repeated(place)));
        }
    }
    let tx = scope.begin().await?;
    match store::set_preferences(&tx, account, changes).await {
        // Somebody has written the first row of a pair at the same time: the caller may try again.
        Err(DbError::Unique(constraint)) => return Err(Fault::Contention(constraint).into()),
        written => written?,
    }
    tx.commit().await?;
    Ok(preferences(scope, account).await?)
}
