//! What an ISP's network does by itself, in the graph: as its administrators see it and set it.

use async_graphql::{InputObject, Object};
use serde_json::Value as Json;

use crate::tenancy::{Edit, NetworkSettings};

/// What the network does by itself.
pub struct NetworkSettingsNode<'a>(pub(super) &'a NetworkSettings);

/// What the network does by itself. Visible to tenant administrators.
#[Object(name = "NetworkSettings")]
impl NetworkSettingsNode<'_> {
    /// Minutes for which a device must be silent before that is an outage, and answer again before it is over. They are the
    /// world's, also in a sandbox.
    async fn outage_settle_minutes(&self) -> u16 {
        self.0.outage_settle_minutes
    }

    /// Notices of incidents that are sent in one run at most; what is left waits for the next.
    async fn notices_per_run(&self) -> u32 {
        self.0.notices_per_run
    }

    /// Whether everybody may read what goes on: `Tenant.status`, and the feed of it.
    async fn status_page(&self) -> bool {
        self.0.status_page
    }

    /// Minutes that an outage must last before it is credited: then from its first minute. 0: every minute is.
    async fn credit_minimum_minutes(&self) -> u32 {
        self.0.credit_minimum_minutes
    }
}

/// What the network does by itself. Absent fields stay as they are.
#[derive(Debug, Default, InputObject)]
pub struct NetworkSettingsInput {
    /// Minutes for which a device must be silent before that is an outage, and answer again before it is over, 0 to 240.
    pub outage_settle_minutes: Option<u16>,
    /// Notices of incidents that are sent in one run at most, 1 to 10,000.
    pub notices_per_run: Option<u32>,
    /// Whether everybody may read what goes on.
    pub status_page: Option<bool>,
    /// Minutes that an outage must last before it is credited, 0 to 10,080.
    pub credit_minimum_minutes: Option<u32>,
}

impl NetworkSettingsInput {
    /// The fields that were given, by the keys of the settings.
    pub(super) fn edits(self) -> Vec<Edit> {
        let given = [
            ("outage_settle_minutes", self.outage_settle_minutes.map(Json::from)),
            ("notices_per_run", self.notices_per_run.map(Json::from)),
            ("status_page", self.status_page.map(Json::from)),
            ("credit_minimum_minutes", self.credit_minimum_minutes.map(Json::from)),
        ];
        let edit =
            |(key, value): (&str, Option<Json>)| Some(Edit { key: format!("network.{key}"), value: value? });
        given.into_iter().filter_map(edit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_is_an_edit() {
        assert_eq!(NetworkSettingsInput::default().edits(), []);
        let input = NetworkSettingsInput { status_page: Some(false), ..NetworkSettingsInput::default() };
        assert_eq!(input.edits(), [Edit { key: "network.status_page".to_owned(), value: Json::from(false) }]);
    }
}
