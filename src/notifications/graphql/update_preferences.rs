//! `updateNotificationPreferences`.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::preference::NotificationPreferenceNode;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::kernel::problem::Invalid;
use crate::notifications::topic::{Channel, Topic};
use crate::notifications::{self, Preference, PreferenceRefusal, UpdateError};

crate::user_errors! {
    /// Why preferences were not changed.
    UpdateNotificationPreferencesErrorCode, UpdateNotificationPreferencesUserError ("UpdateNotificationPreferencesUserError"), "Why preferences were not changed." {
        /// This topic cannot be turned off on this channel.
        NotOptional,
        /// The same topic and channel were given twice.
        Repeated,
    }
}

/// Changes taken at most: more than there are topics and channels.
const MAX_CHANGES: usize = 50;

/// What the account wants over which channel.
#[derive(InputObject)]
pub struct NotificationPreferenceInput {
    /// What it is about.
    pub topic: Topic,
    /// How it comes.
    pub channel: Channel,
    /// Whether it is wanted.
    pub enabled: bool,
}

/// What to change; what is not named stays as it is.
#[derive(InputObject)]
pub struct UpdateNotificationPreferencesInput {
    /// The changes, each topic and channel once; at most 50.
    pub preferences: Vec<NotificationPreferenceInput>,
}

/// The outcome of `updateNotificationPreferences`.
#[derive(SimpleObject)]
pub struct UpdateNotificationPreferencesPayload {
    /// Every preference of the account as it is now; null when there is an error.
    preferences: Option<Vec<NotificationPreferenceNode>>,
    /// Why nothing was changed; empty on success.
    user_errors: Vec<UpdateNotificationPreferencesUserError>,
}

/// See [`UpdateNotificationPreferencesMutation::update_notification_preferences`].
#[derive(Default)]
pub struct UpdateNotificationPreferencesMutation;

#[Object]
impl UpdateNotificationPreferencesMutation {
    /// Says what the caller's account wants to be notified of, and how; all changes or none. For anybody signed in.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.updateNotificationPreferences\")")]
    async fn update_notification_preferences(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to change.")] input: UpdateNotificationPreferencesInput,
    ) -> Result<UpdateNotificationPreferencesPayload, ApiError> {
        let request = request(ctx);
        let account = request.scope.actor().account().ok_or(ApiError::Unauthenticated)?.id;
        if input.preferences.len() > MAX_CHANGES {
            return Err(Invalid::new("input.preferences", format!("must be at most {MAX_CHANGES}")).into());
        }
        let changes: Vec<Preference> = input
            .preferences
            .into_iter()
            .map(|NotificationPreferenceInput { topic, channel, enabled }| Preference {
                topic,
                channel,
                enabled,
            })
            .collect();
        match notifications::update(&request.scope, account, &changes).await {
            Ok(now) => Ok(UpdateNotificationPreferencesPayload {
                preferences: Some(now.into_iter().map(Into::into).collect()),
                user_errors: Vec::new(),
            }),
            Err(UpdateError::Refused(refusal)) => Ok(UpdateNotificationPreferencesPayload {
                preferences: None,
                user_errors: vec![describe(refusal)],
            }),
            Err(UpdateError::Fault(fault)) => Err(fault.into()),
        }
    }
}

fn describe(refusal: PreferenceRefusal) -> UpdateNotificationPreferencesUserError {
    let (code, message, place) = match refusal {
        PreferenceRefusal::NotOptional(place) => (
            UpdateNotificationPreferencesErrorCode::NotOptional,
            "this cannot be turned off, for the safety of the account",
            place,
        ),
        PreferenceRefusal::Repeated(place) => (
            UpdateNotificationPreferencesErrorCode::Repeated,
            "this topic and channel were given before",
            place,
        ),
    };
    UpdateNotificationPreferencesUserError {
        code,
        message: message.to_owned(),
        field: Some(format!("preferences.{place}")),
        retryable: false,
    }
}
