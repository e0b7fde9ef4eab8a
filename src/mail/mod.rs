//! Mails: a queue in the database, texts by tenant and locale, and the sender that empties the one with the other.
//!
//! Invariants: a mail is queued in the transaction of what it tells of, so neither happens without the other; what a
//! mail speaks of is sealed while it waits and erased when it is sent or given up; every mail is one row.
//! Delivery is at least once: a sender that dies between the mail server's answer and its own record sends again,
//! with the same `Message-ID`.

mod attachments;
pub mod entity;
mod queue;
mod render;
mod sender;
mod store;
mod template;

pub use attachments::Attachments;
pub use queue::{EnqueueError, NewMail, enqueue, enqueue_once};
pub use render::{Portal, Rendered, Renderer, TemplateError};
pub use sender::{Sender, SenderSettings};
pub(crate) use store::{ARGUMENTS, FINISHED};
pub use template::Template;
