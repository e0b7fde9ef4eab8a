//! Notifications in the graph.

pub mod mark_notifications_read;
mod notification;
mod preference;
pub mod update_preferences;

pub use mark_notifications_read::MarkNotificationsReadMutation;
pub use notification::{NotificationConnection, NotificationNode};
pub use preference::NotificationPreferenceNode;
pub use update_preferences::UpdateNotificationPreferencesMutation;
