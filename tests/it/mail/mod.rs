//! Mails: the queue, the sender, the mail server, the demo's page.

mod queue;
mod server;

pub(crate) use queue::{queue, reset};
