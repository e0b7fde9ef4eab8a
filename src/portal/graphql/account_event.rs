//! The events of `portalEvents` about the caller's own account.

use async_graphql::{Context, ID};
use serde_json::Value as Json;

use super::event::stored_event;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::scalars::IPAddress;
use crate::kernel::ids::{NotificationId, TypedId as _};
use crate::notifications;
use crate::notifications::graphql::NotificationNode;

stored_event! {
    /// Something happened to the inbox of the caller's account. For the account's owner alone.
    NotificationEvent,
    /// What has happened: NOTIFICATION_CREATED or NOTIFICATIONS_READ.
    {
        /// The notification that has come; null for NOTIFICATIONS_READ.
        async fn notification(&self, ctx: &Context<'_>) -> Option<Result<NotificationNode, ApiError>> {
            nullable(Box::pin(async {
                let Ok(id) = NotificationId::parse(&self.0.event.subject) else { return Ok(None) };
                let found = notifications::notifications_by_id(&request(ctx).scope, &[id]).await?;
                Ok(found.into_iter().next().map(NotificationNode))
            }))
            .await
        }

        /// How many of the account's notifications are not read now.
        async fn unread_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
            let scope = &request(ctx).scope;
            let account = scope.actor().account().ok_or(ApiError::Unauthenticated)?;
            let unread = notifications::count_unread(scope, account.id).await?;
            Ok(i32::try_from(unread).unwrap_or(i32::MAX))
        }
    }
}

stored_event! {
    /// Something happened to a session of the caller's account. For the account's owner alone.
    SessionEvent,
    /// What has happened: SESSION_STARTED or SESSION_ENDED.
    {
        /// The session, as in `viewer.account.sessions`.
        async fn session_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }

        /// What the device is called, e.g. `Firefox on Linux`; null where it is not known.
        async fn device_label(&self) -> Option<&str> {
            self.0.text("deviceLabel")
        }

        /// The address that signed in; null where it is not known.
        async fn ip_address(&self) -> Option<IPAddress> {
            self.0.text("ip").map(|ip| IPAddress(ip.to_owned()))
        }

        /// About where that address is, as the ISP's table of networks says, e.g. `Hamburg`: approximate, and no proof of
        /// anything; null where the table has nothing.
        async fn place_hint(&self, ctx: &Context<'_>) -> Option<String> {
            request(ctx).identity.places.hint(self.0.text("ip")?.parse().ok()?).map(str::to_owned)
        }

        /// Whether it was from a device that the account did not know; false for its first sign-in, and for SESSION_ENDED.
        async fn new_device(&self) -> bool {
            self.0.event.payload.get("newDevice").and_then(Json::as_bool).unwrap_or_default()
        }
    }
}

stored_event! {
    /// What the caller's account proves itself by, or is written to at, has changed or is about to. For the account's owner
    /// alone.
    CredentialEvent,
    /// What has happened: TOTP_ADDED, TOTP_REMOVED, PASSKEY_ADDED, PASSKEY_REMOVED, PASSWORD_CHANGED,
    /// EMAIL_CHANGE_REQUESTED, EMAIL_CHANGED, PASSWORD_CHANGE_REQUIRED or ONE_TIME_CODE_ISSUED.
    {
        /// The name that its owner gave the passkey; null where it is not about one.
        async fn passkey_name(&self) -> Option<&str> {
            self.0.text("passkey")
        }

        /// As much of the new mail address as its owner knows it again by; null where it is about none.
        async fn masked_email(&self) -> Option<&str> {
            self.0.text("email")
        }
    }
}

stored_event! {
    /// What the caller's account may act by has changed: ask for `viewer.subjects` again. Events of what it reaches now
    /// follow by themselves. For the account's owner alone.
    AccessEvent,
    /// Always ACCESS_CHANGED.
    {}
}

stored_event! {
    /// A file with a customer's data was asked for, or is there. For the owner of the account that asked alone.
    DataExportEvent,
    /// What has happened: DATA_EXPORT_REQUESTED or DATA_EXPORT_READY.
    {
        /// The export, as in `viewer.dataExports`.
        async fn data_export_id(&self) -> ID {
            ID(self.0.event.subject.clone())
        }
    }
}
