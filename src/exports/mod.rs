//! What a customer takes along: everything that is kept of it, as one file (GDPR articles 15 and 20).
//!
//! Invariants: only an owner who has just proved who it is asks for it; the file is made after the fact, by a listener, and
//! only the account that asked gets it, until it expires. Its bytes are removed then. It holds no secrets, no hashes, and
//! nothing that the ISP notes for itself.

mod archive;
pub mod entity;
pub mod graphql;
mod listener;
pub mod policy;
mod service;
mod store;

pub use listener::DataExportListener;
pub use service::{
    DataExport, Download, RequestError, RequestRefusal, discard_expired, download, own, request,
};
