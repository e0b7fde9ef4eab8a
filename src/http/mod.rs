//! The HTTP layer: everything between a socket and one call of the [`Backend`]. The only code that knows actix.
//!
//! A request passes `edge` (request id, log, panics, headers), then its route: for `/graphql` that is tenant → media
//! type → CSRF → body → parameters → a place under the load limit → caller → [`Backend::execute`] under a deadline.
//! What is refused on the way is a `refusal::Refusal`; everything later is the backend's [`Answer`].

mod addresses;
mod answer;
mod backend;
mod compression;
mod connection;
mod cookies;
mod cors;
mod csrf;
mod demo_mail;
mod disposition;
mod documents;
mod edge;
mod exchange;
mod files;
mod form;
mod forwarded;
mod graphql;
mod header_list;
mod health;
mod hooks;
mod jwks;
mod limits;
mod live;
mod multipart;
mod negotiate;
mod params;
mod playground;
mod refusal;
mod request_id;
mod schema;
mod security_headers;
mod server;
mod session;
mod settings;
mod status_feed;
mod stream;
mod tenant;
mod uploads;
mod websocket;

pub use backend::{
    Answer, Attention, Authenticated, Backend, Call, Check, CookieChange, Credential, Delivery, DocumentFile,
    Event, ExpectedFile, File, GraphqlParams, KeptCredential, Method, NoDocument, NotTaken, OpenedFile,
    PaymentMessage, RequestFacts, Stage, Started, StatusFeed, Timing,
};
pub use live::LiveSettings;
pub use server::Server;
pub use settings::{Playground, ProxyHeaders, Settings};

/// Runs `work` on an actix system, in which a [`Server`] can be bound.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}
