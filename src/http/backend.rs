//! The seam between this layer and everything behind it: what the server asks, and what it gives and gets.
//!
//! No type here knows actix or the GraphQL engine, so that the application can be wired, and this layer tested,
//! without the other.

use std::any::Any;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};
use tokio::time::Instant;

use crate::kernel::clock;
use crate::kernel::fault::Fault;
use crate::kernel::ids::SessionId;
use crate::ports::blob_store::{BlobStore, SentFile};
use crate::ports::session_store::{SessionEnds, SessionOwner};
use crate::tenancy::Tenant;

/// What answers behind the server. One per worker, so that each has its own connections (performance.md §7).
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// The tenant that `host` names: lower-case, without port or trailing dot. Called on every request, so the
    /// implementation caches.
    async fn tenant(&self, host: &str) -> Result<Option<Arc<Tenant>>, Fault>;

    /// The caller whom a credential names, or `None` where there is no such session: a cookie then counts as
    /// absent and is cleared, a bearer token is refused with 401.
    async fn authenticate(
        &self,
        tenant: &Tenant,
        credential: Credential<'_>,
        request: &RequestFacts,
        attention: Attention,
    ) -> Result<Option<Authenticated>, Fault>;

    /// Runs one operation. The future is dropped when the client leaves or the deadline passes.
    async fn execute(&self, call: Call) -> Answer;

    /// Starts an operation of any kind for a client that stays: over a WebSocket, or as server-sent events.
    async fn start(&self, call: Call) -> Started;

    /// Where the ends of sessions are announced.
    fn session_ends(&self) -> &SessionEnds;

    /// The schema in SDL for `GET /schema.graphql`; `None` where the caller may not introspect.
    async fn sdl(&self, tenant: &Tenant, caller: Option<&Authenticated>) -> Option<Arc<str>>;

    /// The file of a data export, if the caller may have it.
    async fn export(&self, caller: Authenticated, id: &str) -> Result<Option<File>, Fault>;

    /// The public keys of the tenant's access tokens, as a JWK set in JSON (RFC 7517).
    async fn jwks(&self, tenant: &Tenant, request: &RequestFacts) -> Result<String, Fault>;

    /// The feed of what goes on in the network, which is at `url`; none where the tenant keeps it to itself.
    async fn status_feed(
        &self,
        tenant: &Tenant,
        url: &str,
        request: &RequestFacts,
    ) -> Result<Option<StatusFeed>, Fault>;

    /// Takes a message of a payment gateway.
    async fn payment_message(
        &self,
        tenant: &Tenant,
        request: &RequestFacts,
        message: PaymentMessage<'_>,
    ) -> Result<Delivery, Fault>;

    /// The document that the token of a link opens.
    async fn document(
        &self,
        tenant: &Tenant,
        token: &str,
        request: &RequestFacts,
    ) -> Result<DocumentFile, NoDocument>;

    /// Where files that arrive are laid; none: none are taken.
    fn files(&self) -> Option<&BlobStore>;

    /// What the token of a link that takes a file waits for.
    async fn expected_file(
        &self,
        tenant: &Tenant,
        token: &str,
        request: &RequestFacts,
    ) -> Result<ExpectedFile, NotTaken>;

    /// Takes the file that came by such a link.
    async fn take_file(
        &self,
        tenant: &Tenant,
        request: &RequestFacts,
        expected: ExpectedFile,
        file: SentFile,
    ) -> Result<(), NotTaken>;

    /// The file that the token of a link opens; none: the link is wrong, over, another tenant's, or of what is not there.
    async fn file(
        &self,
        tenant: &Tenant,
        token: &str,
        request: &RequestFacts,
    ) -> Result<Option<OpenedFile>, Fault>;

    /// The state of each thing the server cannot work without, for `/readyz`.
    async fn readiness(&self) -> Vec<Check>;
}

/// A feed to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFeed {
    /// Atom (RFC 4287).
    pub body: String,
    /// When something of it last changed; never in the future.
    pub changed_at: clock::Instant,
}

/// A document to be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// The name it is saved under: letters, digits, `-` and `.`.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// A file that a link takes.
pub struct ExpectedFile {
    /// How large it must be, in bytes.
    pub size: u64,
    /// Whatever the backend wants to see again in [`Backend::take_file`]. Opaque to this layer.
    pub what: Box<dyn Any + Send>,
}

/// Why a file is not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// The link is wrong, over, another tenant's, or was used: which of them is not told.
    NotFound,
    /// The file is not one that is taken, and why, for the person.
    Refused(&'static str),
    /// Not the caller's doing.
    Fault(Fault),
}

/// A file that somebody has uploaded, to be handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// What it is called; any signs.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// All of it.
    pub bytes: Bytes,
}

/// Why no document is served.
#[derive(Debug)]
pub enum NoDocument {
    /// The link is wrong, over, another tenant's, or of what is not there: which of them is not told.
    NotFound,
    /// Too many are being made.
    Busy,
    /// Not the caller's doing.
    Fault(Fault),
}

/// What a request brought to say who calls. It has no `Debug`, because it is a secret.
#[derive(Clone, Copy)]
pub enum Credential<'a> {
    /// The value of the session cookie.
    Cookie(&'a str),
    /// The token of `Authorization: Bearer` (RFC 6750 §2.1).
    Bearer(&'a str),
}

impl Credential<'_> {
    /// A copy that lives as long as a live connection.
    pub fn kept(self) -> KeptCredential {
        match self {
            Self::Cookie(value) => KeptCredential::Cookie(value.into()),
            Self::Bearer(token) => KeptCredential::Bearer(token.into()),
        }
    }
}

/// A [`Credential`] that is kept, so that it can be looked at again.
#[derive(Clone)]
pub enum KeptCredential {
    /// The value of the session cookie.
    Cookie(SecretString),
    /// A bearer token.
    Bearer(SecretString),
}

impl KeptCredential {
    /// To ask the backend with.
    pub fn shown(&self) -> Credential<'_> {
        match self {
            Self::Cookie(value) => Credential::Cookie(value.expose_secret()),
            Self::Bearer(token) => Credential::Bearer(token.expose_secret()),
        }
    }
}

/// A file to hand out.
pub struct File {
    /// What to call it: letters, digits, `-` and `.`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// Why the backend is asked who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// Somebody asks for something: a sign of life of their session.
    Acts,
    /// A connection that was left open is looked after, which must not keep its session alive.
    Listens,
}

/// A caller with a session.
pub struct Authenticated {
    /// Whatever the backend wants to see again in [`Backend::execute`]. Opaque to this layer.
    pub caller: Box<dyn Any + Send + Sync>,
    /// Whose session it is; how many live connections there may be is counted by it.
    pub owner: SessionOwner,
    /// The session whose end closes the live connections that were opened with it.
    pub session: SessionId,
    /// How long the credential is good for from now, if nobody uses it.
    pub expires_in: Duration,
}

/// What is known of a request before anything of it is executed.
#[derive(Debug, Clone)]
pub struct RequestFacts {
    /// The id that the answer, the log and every error carry.
    pub request_id: Arc<str>,
    /// The client, past the trusted proxies.
    pub client_ip: IpAddr,
    /// `User-Agent`, cut to 256 bytes.
    pub user_agent: Option<String>,
    /// Whether the client's own connection was encrypted.
    pub https: bool,
    /// `x-portico-client: name[/version]`, if it is well formed.
    pub client: Option<String>,
}

/// The parameters of a GraphQL request (GraphQL over HTTP, "Request Parameters").
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GraphqlParams {
    /// The document.
    pub query: Option<String>,
    /// Which of its operations to run.
    pub operation_name: Option<String>,
    /// The variables; empty where none were sent.
    pub variables: Map<String, Value>,
    /// Extensions such as `persistedQuery`; empty where none were sent.
    pub extensions: Map<String, Value>,
    /// The id of a trusted document (api.md §6).
    pub document_id: Option<String>,
}

/// How the operation was sent: by `GET` only a query may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// In the URL.
    Get,
    /// In the body.
    Post,
}

/// One operation to run.
pub struct Call {
    /// The tenant of the host.
    pub tenant: Arc<Tenant>,
    /// Who calls; `None` is anonymous.
    pub caller: Option<Authenticated>,
    /// The request around it.
    pub facts: Arc<RequestFacts>,
    /// What to run.
    pub params: GraphqlParams,
    /// The files that came with it: the variable of each holds its number.
    pub files: Vec<SentFile>,
    /// How it was sent. A mutation by `GET` is to be answered with `Stage::Transport(405)`.
    pub method: Method,
    /// Whether the answer can change the session cookie. Only the head of an HTTP answer can, so over a live
    /// connection a mutation that would is to be refused.
    pub sets_cookies: bool,
    /// What a browser has sent to be known by after its session has ended.
    pub device: Option<SecretString>,
    /// When the layer gives up waiting.
    pub deadline: Instant,
    /// The header `Idempotency-Key`, which counts for the mutations of this request. A live connection has none: its
    /// head would count for everything that is ever sent over it.
    pub idempotency_key: Option<String>,
}

/// A message of a payment gateway.
pub struct PaymentMessage<'a> {
    /// The gateway, as the path names it.
    pub gateway: &'a str,
    /// The header `<gateway>-signature`.
    pub signature: &'a str,
    /// The bytes that came: the signature is over them.
    pub body: &'a [u8],
}

/// What becomes of a message of a payment gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is stored.
    Accepted,
    /// Its signature does not hold, or it is no message.
    Refused,
    /// The tenant does not use such a gateway.
    Unknown,
}

/// How far a request came, which decides the status (api.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Refused by the transport's rules: this status under both media types.
    Transport(u16),
    /// Refused with the document (parse, validation, coercion, guard, trust): 400 under
    /// `application/graphql-response+json`, 200 under `application/json`.
    Document,
    /// Execution had begun: 200.
    Execution,
}

/// The answer to a call.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How far the request came.
    pub stage: Stage,
    /// The response object as JSON; without a `data` entry unless execution had begun.
    pub body: String,
    /// What becomes of the session cookie.
    pub cookie: Option<CookieChange>,
    /// What becomes of the cookie that a browser is known by.
    pub device: Option<CookieChange>,
    /// Where the time went, shown in development.
    pub timing: Option<Timing>,
    /// `Retry-After`, rounded up to seconds.
    pub retry_after: Option<Duration>,
}

impl Answer {
    /// An answer that changes nothing but the body.
    pub fn new(stage: Stage, body: String) -> Self {
        Self { stage, body, cookie: None, device: None, timing: None, retry_after: None }
    }
}

/// An operation for a client that stays.
pub enum Started {
    /// A query, a mutation or a refusal: this is all of it.
    Answered(Answer),
    /// A subscription: what it gives, until the client has enough. Polled only as fast as the client reads.
    Subscribed(BoxStream<'static, Event>),
}

/// What a subscription gives.
#[derive(Debug, Clone)]
pub enum Event {
    /// A response object as JSON.
    Next(String),
    /// A response object without data as JSON: the subscription was refused, and this is the last of it.
    Refused(String),
    /// The session has ended, so there is nothing more for this caller on this connection.
    SessionEnded,
    /// Whether the session still lives could not be found out, so the event was not given; it comes again to a
    /// client that connects anew and says what it saw last. The cause was logged.
    Unavailable,
}

/// What becomes of a cookie.
#[derive(Clone)]
pub enum CookieChange {
    /// A new value.
    Set {
        /// The secret value: letters, digits and `-._~+/=`.
        value: SecretString,
        /// How long the browser keeps it; `None`: until it closes.
        max_age: Option<Duration>,
    },
    /// The session is over, or whatever it stood for.
    Clear,
}

impl std::fmt::Debug for CookieChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Set { .. } => "Set",
            Self::Clear => "Clear",
        })
    }
}

/// Where the time of one call went.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// Scanning and parsing the document.
    pub parse: Duration,
    /// Guarding and validating it.
    pub validate: Duration,
    /// Executing it.
    pub execute: Duration,
}

/// The state of one thing the server cannot work without.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Check {
    /// What was looked at, e.g. `database`.
    pub name: &'static str,
    /// Whether it answers.
    pub ok: bool,
    /// More, for an operator; never a secret or an address.
    pub detail: String,
}
