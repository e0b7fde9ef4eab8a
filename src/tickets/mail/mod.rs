//! Tickets by mail: the address that an answer goes to, and what becomes of a mail that comes there.
//!
//! A mail is believed to be of an account when two things come together: its address carries a token that only that account
//! was sent, and its sender is the account's own address. What the mail's text says is taken as the account's words, and as
//! nothing else: no mail closes, moves or opens a ticket by what stands in it.

mod address;
mod html;
mod ingest;
mod message;
mod quote;

pub use address::reply_token;
pub use ingest::{IngestError, Ingested, MailRefusal, ingest};
pub use message::MAX_MESSAGE;
