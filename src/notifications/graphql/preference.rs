//! `NotificationPreference` in the graph.

use async_graphql::SimpleObject;

use crate::notifications::Preference;
use crate::notifications::topic::{Channel, Topic};

/// Whether the account wants a topic over a channel. Visible to the owner alone.
#[derive(SimpleObject)]
#[graphql(name = "NotificationPreference")]
pub struct NotificationPreferenceNode {
    /// What it is about.
    topic: Topic,
    /// How it comes.
    channel: Channel,
    /// Whether it is wanted.
    enabled: bool,
    /// Whether it can be turned off.
    optional: bool,
}

impl From<Preference> for NotificationPreferenceNode {
    fn from(preference: Preference) -> Self {
        let Preference { topic, channel, enabled } = preference;
        Self { topic, channel, enabled, optional: channel.may_be_off(topic) }
    }
}
