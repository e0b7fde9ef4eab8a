//! Files on tickets: uploaded first, used by a message then, opened by a link.
//!
//! Invariants: the bytes say what a file is; its key has nothing of a client; a row is there only once its bytes are; what is
//! not used within a day goes, row and bytes; a file is used once, by whoever uploaded it, for the customer it was uploaded for.

mod archive;
mod clear;
mod kind;
mod link;
pub mod loader;
mod names;
mod picture;
pub mod policy;
mod service;
mod using;

pub use clear::clear;
pub use kind::Unfit;
pub use link::{OPENS_FOR, TAKES_FOR};
pub use service::{Attachments, Expected, NewUpload, Opened, UploadLink};
pub use using::{Place, use_for};
