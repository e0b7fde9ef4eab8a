//! A toy schema and a server in front of it. What the schema did is counted, not guessed from answers.

use std::future::pending;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use async_graphql::{Context, Object, Request, Schema, Subscription, Value, Variables};
use async_trait::async_trait;
use chrono::DateTime;
use futures_util::stream::{self, Stream, StreamExt as _};
use portico::db::TenantRef;
use portico::http::{
    Answer, Attention, Authenticated, Backend, Call, Check, CookieChange, Credential, Delivery, DocumentFile,
    Event, ExpectedFile, File, KeptCredential, Method, NoDocument, NotTaken, OpenedFile, PaymentMessage,
    RequestFacts, Server, Settings, Stage, Started, StatusFeed, Timing,
};
use portico::kernel::entropy::SystemEntropy;
use portico::kernel::fault::Fault;
use portico::kernel::ids::{AccountId, SessionId, TenantId, TypedId as _};
use portico::ports::blob_store::{BlobStore, SentFile};
use portico::ports::session_store::{
    IssuedSession, MemorySessionStore, NewSession, SessionEnds, SessionLifetimes, SessionOwner,
    SessionStore as _, SessionToken,
};
use portico::tenancy::entity::tenant::TenantStatus;
use portico::tenancy::{self, Branding, Tenant};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// The one good session.
pub(super) const SESSION: &str = "alices-session";
/// What signing in gives.
pub(super) const NEW_SESSION: &str = "a-new-session";
/// An origin that the tenant allows.
pub(super) const PORTAL: &str = "https://portal.isp.example";

/// What the toy did, and what it is to do.
#[derive(Default)]
pub(super) struct Deeds {
    pub(super) executions: AtomicUsize,
    pub(super) mutations: AtomicUsize,
    pub(super) waiting: AtomicUsize,
    pub(super) cancelled: AtomicUsize,
    /// Subscriptions that run.
    pub(super) subscriptions: AtomicUsize,
    /// Files that came with operations.
    pub(super) files: AtomicUsize,
    /// How often somebody was looked up.
    pub(super) lookups: AtomicUsize,
    pub(super) last: Mutex<Option<Arc<RequestFacts>>>,
    /// Sessions cannot be looked up.
    pub(super) sessions_down: AtomicBool,
}

impl Deeds {
    pub(super) fn count(counter: &AtomicUsize) -> usize {
        counter.load(Ordering::SeqCst)
    }

    /// The facts of the last operation.
    pub(super) fn last(&self) -> Arc<RequestFacts> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone().expect("an operation was executed")
    }
}

/// Waits until `counter` is `count`.
pub(super) async fn until(counter: &AtomicUsize, count: usize) {
    let reached = async {
        while Deeds::count(counter) != count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(10), reached).await;
    assert!(in_time.is_ok(), "{} instead of {count}", Deeds::count(counter));
}

/// The one who may sign in.
struct Alice {
    credential: KeptCredential,
}

struct Query;

#[Object]
impl Query {
    /// Who calls.
    async fn caller(&self, context: &Context<'_>) -> String {
        if context.data_opt::<Alice>().is_some() { "alice".to_owned() } else { "anonymous".to_owned() }
    }

    /// What a client might compress.
    async fn long(&self, length: usize) -> String {
        let mut text = "lorem ipsum ".repeat(length / 12 + 1);
        text.truncate(length);
        text
    }

    /// An error of a field: data and errors together.
    async fn failing(&self) -> async_graphql::Result<Option<i32>> {
        tokio::task::yield_now().await;
        Err("this field fails".into())
    }

    /// Never answers.
    async fn forever(&self, context: &Context<'_>) -> bool {
        struct Cancelled(Arc<Deeds>);
        impl Drop for Cancelled {
            fn drop(&mut self) {
                self.0.cancelled.fetch_add(1, Ordering::SeqCst);
            }
        }
        let deeds = context.data_unchecked::<Arc<Deeds>>();
        let _cancelled = Cancelled(Arc::clone(deeds));
        deeds.waiting.fetch_add(1, Ordering::SeqCst);
        pending().await
    }

    /// Answers after a while.
    async fn slow(&self, context: &Context<'_>, ms: u64) -> bool {
        context.data_unchecked::<Arc<Deeds>>().waiting.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(ms)).await;
        true
    }

    /// Has a bug.
    async fn boom(&self) -> bool {
        "neither".parse().expect("canary-of-the-panic")
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn count(&self, context: &Context<'_>) -> usize {
        context.data_unchecked::<Arc<Deeds>>().mutations.fetch_add(1, Ordering::SeqCst) + 1
    }

    async fn sign_in(&self, context: &Context<'_>, value: Option<String>, seconds: Option<u64>) -> bool {
        let value = value.unwrap_or_else(|| NEW_SESSION.to_owned()).into();
        change(context, CookieChange::Set { value, max_age: seconds.map(Duration::from_secs) })
    }

    async fn sign_out(&self, context: &Context<'_>) -> bool {
        change(context, CookieChange::Clear)
    }
}

type Change = Arc<Mutex<Option<CookieChange>>>;

fn change(context: &Context<'_>, to: CookieChange) -> bool {
    *context.data_unchecked::<Change>().lock().unwrap_or_else(PoisonError::into_inner) = Some(to);
    true
}

/// Counted while it lives.
struct Alive(Arc<Deeds>);

impl Alive {
    fn of(context: &Context<'_>) -> Self {
        let deeds = context.data_unchecked::<Arc<Deeds>>();
        deeds.subscriptions.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(deeds))
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.subscriptions.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Events;

#[Subscription]
impl Events {
    /// Counts, as fast as it is asked.
    async fn count(&self, context: &Context<'_>, to: u64) -> impl Stream<Item = u64> {
        let alive = Alive::of(context);
        stream::iter(1..=to).inspect(move |_| {
            let _ = &alive;
        })
    }

    /// What the test says.
    async fn said(&self, context: &Context<'_>) -> impl Stream<Item = String> {
        let alive = Alive::of(context);
        let heard = context.data_unchecked::<broadcast::Sender<String>>().subscribe();
        stream::unfold((heard, alive), async |(mut heard, alive)| {
            Some((heard.recv().await.ok()?, (heard, alive)))
        })
    }

    /// Texts without end.
    async fn flood(&self, context: &Context<'_>, size: usize) -> impl Stream<Item = String> {
        let alive = Alive::of(context);
        stream::repeat_with(move || {
            let _ = &alive;
            "x".repeat(size)
        })
    }

    /// Lets nobody subscribe.
    #[expect(clippy::unused_async, reason = "the library takes async functions only")]
    async fn closed(&self) -> async_graphql::Result<impl Stream<Item = u64>> {
        let closed: async_graphql::Result<stream::Empty<u64>> = Err("closed to everybody".into());
        closed
    }

    /// Has a bug.
    async fn broken(&self) -> impl Stream<Item = u64> {
        stream::once(async { "neither".parse().expect("canary-of-the-panic") })
    }
}

/// A schema of all this.
fn schema() -> Schema<Query, Mutation, Events> {
    Schema::build(Query, Mutation, Events).finish()
}

#[derive(Clone)]
struct Toy {
    schema: Schema<Query, Mutation, Events>,
    deeds: Arc<Deeds>,
    sessions: Arc<MemorySessionStore>,
    said: broadcast::Sender<String>,
    /// Where the ends of sessions are announced; the toy can be told to announce them nowhere.
    ends: SessionEnds,
    /// Where files are laid; none: none are taken.
    files: Option<BlobStore>,
    ready: bool,
}

/// Everything happens at one instant, so that no session expires.
const NOW: DateTime<chrono::Utc> = DateTime::UNIX_EPOCH;

/// Whose sessions the test's are.
pub(super) fn owner(account: u128) -> SessionOwner {
    SessionOwner {
        tenant: TenantId::from_uuid(Uuid::from_u128(1)),
        account: AccountId::from_uuid(Uuid::from_u128(account)),
    }
}

impl Toy {
    fn the_tenant() -> Tenant {
        let reference = TenantRef {
            id: TenantId::from_uuid(Uuid::from_u128(1)),
            zone: chrono_tz::UTC,
            currency: "EUR".parse().expect("a currency"),
            locale: "en".to_owned(),
            bills_in_portal: true,
            takes_cards: false,
            low_balance_minor: None,
            clock_offset: chrono::TimeDelta::zero(),
        };
        Tenant {
            reference: Arc::new(reference),
            slug: "isp".to_owned(),
            name: "ISP".to_owned(),
            portal_prefix: "ISP".to_owned(),
            status: TenantStatus::Active,
            version: 1,
            hosts: vec!["isp.example".to_owned(), "127.0.0.1".to_owned(), "localhost".to_owned()],
            branding: Branding::default(),
            settings: tenancy::Settings {
                allowed_origins: vec![PORTAL.to_owned()],
                ..tenancy::Settings::default()
            },
        }
    }
}

#[async_trait]
impl Backend for Toy {
    async fn tenant(&self, host: &str) -> Result<Option<Arc<Tenant>>, Fault> {
        let tenant = Self::the_tenant();
        match host {
            "down.example" => Err(Fault::DatabaseUnavailable("canary at db.internal:5432".to_owned())),
            host => Ok(tenant.hosts.iter().any(|known| known == host).then(|| Arc::new(tenant))),
        }
    }

    async fn authenticate(
        &self,
        _: &Tenant,
        credential: Credential<'_>,
        _: &RequestFacts,
        _: Attention,
    ) -> Result<Option<Authenticated>, Fault> {
        self.deeds.lookups.fetch_add(1, Ordering::SeqCst);
        let (Credential::Cookie(token) | Credential::Bearer(token)) = credential;
        if token == "the-store-is-down" || self.deeds.sessions_down.load(Ordering::SeqCst) {
            return Err(Fault::SessionStoreUnavailable("canary at redis.internal:6379".to_owned()));
        }
        let found = |owner, session| Authenticated {
            caller: Box::new(Alice { credential: credential.kept() }),
            owner,
            session,
            expires_in: Duration::from_hours(1),
        };
        if token == SESSION {
            return Ok(Some(found(owner(1), SessionId::from_uuid(Uuid::from_u128(1)))));
        }
        let Some(token) = SessionToken::parse(token) else { return Ok(None) };
        let record = self.sessions.resolve(&token, NOW).await?;
        Ok(record.map(|record| found(record.owner(), record.id)))
    }

    async fn start(&self, call: Call) -> Started {
        let query = call.params.query.clone().unwrap_or_default();
        let parsed = async_graphql::parser::parse_query(&query);
        let subscribes = parsed.is_ok_and(|document| {
            document.operations.iter().any(|(_, operation)| operation.node.ty == OperationType::Subscription)
        });
        if !subscribes {
            return Started::Answered(self.execute(call).await);
        }
        self.deeds.executions.fetch_add(1, Ordering::SeqCst);
        let mut request = Request::new(query).data(Arc::clone(&self.deeds)).data(self.said.clone());
        request.operation_name = call.params.operation_name;
        let alice = call.caller.and_then(|caller| caller.caller.downcast::<Alice>().ok());
        let (toy, tenant, facts) = (self.clone(), call.tenant, call.facts);
        let events = self.schema.execute_stream(request).then(move |response| {
            let (toy, tenant, facts) = (toy.clone(), tenant.clone(), facts.clone());
            let credential = alice.as_ref().map(|alice| alice.credential.clone());
            async move {
                let body = serde_json::to_string(&response).expect("data serialises");
                if response.data == Value::Null {
                    return Event::Refused(body);
                }
                let Some(credential) = credential else { return Event::Next(body) };
                match toy.authenticate(&tenant, credential.shown(), &facts, Attention::Listens).await {
                    Ok(Some(_)) => Event::Next(body),
                    Ok(None) => Event::SessionEnded,
                    Err(_) => Event::Unavailable,
                }
            }
        });
        Started::Subscribed(events.boxed())
    }

    fn session_ends(&self) -> &SessionEnds {
        &self.ends
    }

    async fn execute(&self, call: Call) -> Answer {
        *self.deeds.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&call.facts));
        let query = call.params.query.unwrap_or_default();
        let is_mutation = async_graphql::parser::parse_query(&query).is_ok_and(|document| {
            document.operations.iter().any(|(_, operation)| operation.node.ty == OperationType::Mutation)
        });
        if is_mutation && call.method == Method::Get {
            return Answer::new(
                Stage::Transport(405),
                r#"{"errors":[{"message":"POST, please"}]}"#.to_owned(),
            );
        }
        self.deeds.executions.fetch_add(1, Ordering::SeqCst);
        self.deeds.files.fetch_add(call.files.len(), Ordering::SeqCst);
        let change = Change::default();
        let variables = serde_json::Value::Object(call.params.variables);
        let mut request = Request::new(query)
            .variables(Variables::from_json(variables))
            .data(Arc::clone(&self.deeds))
            .data(Arc::clone(&change));
        request.operation_name = call.params.operation_name;
        if let Some(alice) = call.caller.and_then(|caller| caller.caller.downcast::<Alice>().ok()) {
            request = request.data(*alice);
        }
        let response = self.schema.execute(request).await;
        let mut answer = if response.data == Value::Null && response.errors.iter().all(|e| e.path.is_empty())
        {
            let errors = serde_json::to_value(&response.errors).expect("errors serialise");
            Answer::new(Stage::Document, serde_json::json!({ "errors": errors }).to_string())
        } else {
            Answer::new(Stage::Execution, serde_json::to_string(&response).expect("data serialises"))
        };
        answer.cookie = change.lock().unwrap_or_else(PoisonError::into_inner).take();
        let step = Duration::from_micros(1500);
        answer.timing = Some(Timing { parse: step, validate: step, execute: step });
        answer
    }

    async fn sdl(&self, _: &Tenant, caller: Option<&Authenticated>) -> Option<Arc<str>> {
        caller.map(|_| self.schema.sdl().into())
    }

    async fn export(&self, _: Authenticated, _: &str) -> Result<Option<File>, Fault> {
        Ok(None)
    }

    async fn jwks(&self, _: &Tenant, _: &RequestFacts) -> Result<String, Fault> {
        Ok(r#"{"keys":[]}"#.to_owned())
    }

    async fn status_feed(&self, _: &Tenant, _: &str, _: &RequestFacts) -> Result<Option<StatusFeed>, Fault> {
        Ok(None)
    }

    async fn payment_message(
        &self,
        _: &Tenant,
        _: &RequestFacts,
        _: PaymentMessage<'_>,
    ) -> Result<Delivery, Fault> {
        Ok(Delivery::Unknown)
    }

    async fn document(&self, _: &Tenant, token: &str, _: &RequestFacts) -> Result<DocumentFile, NoDocument> {
        match token {
            "good" => Ok(DocumentFile { name: "INV-1.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() }),
            "busy" => Err(NoDocument::Busy),
            _ => Err(NoDocument::NotFound),
        }
    }

    fn files(&self) -> Option<&BlobStore> {
        self.files.as_ref()
    }

    async fn expected_file(&self, _: &Tenant, _: &str, _: &RequestFacts) -> Result<ExpectedFile, NotTaken> {
        Err(NotTaken::NotFound)
    }

    async fn take_file(
        &self,
        _: &Tenant,
        _: &RequestFacts,
        _: ExpectedFile,
        _: SentFile,
    ) -> Result<(), NotTaken> {
        Err(NotTaken::NotFound)
    }

    async fn file(&self, _: &Tenant, _: &str, _: &RequestFacts) -> Result<Option<OpenedFile>, Fault> {
        Ok(None)
    }

    async fn readiness(&self) -> Vec<Check> {
        vec![Check { name: "database", ok: self.ready, detail: String::new() }]
    }
}

/// A server of a test, stopped when it goes out of scope.
pub(super) struct TestServer {
    pub(super) sessions: Arc<MemorySessionStore>,
    pub(super) said: broadcast::Sender<String>,
    pub(super) port: u16,
    pub(super) internal_port: u16,
    pub(super) deeds: Arc<Deeds>,
    pub(super) stop: CancellationToken,
    pub(super) running: Option<tokio::task::JoinHandle<std::io::Result<()>>>,
}

impl TestServer {
    pub(super) fn start() -> Self {
        Self::with(Settings::default())
    }

    pub(super) fn with(settings: Settings) -> Self {
        Self::ready(settings, true)
    }

    pub(super) fn ready(settings: Settings, ready: bool) -> Self {
        Self::build(settings, ready, true, None)
    }

    /// One to which no signal comes that a session has ended.
    pub(super) fn deaf(settings: Settings) -> Self {
        Self::build(settings, true, false, None)
    }

    /// One that takes files.
    pub(super) fn taking_files(settings: Settings, files: BlobStore) -> Self {
        Self::build(settings, true, true, Some(files))
    }

    fn build(settings: Settings, ready: bool, hears: bool, files: Option<BlobStore>) -> Self {
        portico::ports::tls::install();
        let sessions = Arc::new(MemorySessionStore::new(Arc::new(SystemEntropy)));
        let toy = Toy {
            schema: schema(),
            deeds: Arc::new(Deeds::default()),
            said: broadcast::Sender::new(1024),
            ends: if hears { sessions.ends().clone() } else { SessionEnds::default() },
            sessions,
            files,
            ready,
        };
        let (deeds, sessions, said) = (toy.deeds.clone(), toy.sessions.clone(), toy.said.clone());
        let backend = move || -> Arc<dyn Backend> { Arc::new(toy.clone()) };
        let any = ([127, 0, 0, 1], 0).into();
        let settings = Settings { listen: any, internal_listen: any, workers: 1, ..settings };
        let server = Server::bind(settings, Arc::new(SystemEntropy), backend).expect("there is a free port");
        let (port, internal_port) = (server.port(), server.internal_port());
        let stop = CancellationToken::new();
        let running = Some(tokio::spawn(server.run_until(stop.clone())));
        Self { sessions, said, port, internal_port, deeds, stop, running }
    }

    /// A new session of an account.
    pub(super) async fn sign_in(&self, account: u128) -> IssuedSession {
        let session = NewSession {
            owner: owner(account),
            family: None,
            epoch: 0,
            ip: None,
            user_agent: String::new(),
            device_label: String::new(),
            remember: false,
            device: None,
        };
        self.sessions
            .create(session, &SessionLifetimes::default(), NOW)
            .await
            .expect("the store is in process")
    }

    /// Ends all sessions of the account but this one.
    pub(super) async fn revoke_others(&self, kept: &IssuedSession) {
        let record = &kept.record;
        let ended = self.sessions.revoke_others(record.owner(), record.id, record.epoch + 1, NOW).await;
        ended.expect("the store is in process");
    }

    /// Ends all sessions of an account.
    pub(super) async fn revoke_all(&self, account: u128) {
        self.sessions.revoke_all(owner(account), NOW).await.expect("the store is in process");
    }

    /// Gives a session a new value, as a change of privilege does.
    pub(super) async fn renew(&self, session: &IssuedSession) {
        let record = &session.record;
        let renewed = self.sessions.reissue(record.owner(), record.id, &|_| {}, NOW).await;
        assert!(renewed.expect("the store is in process").is_some());
    }

    /// How many sessions live connections watch.
    pub(super) fn sessions_watched(&self) -> usize {
        self.sessions.ends().watched()
    }

    /// Ends a session.
    pub(super) async fn revoke(&self, session: &IssuedSession) {
        let record = &session.record;
        let ended = self.sessions.revoke(record.owner(), record.id, record.epoch + 1, NOW).await;
        assert!(ended.expect("the store is in process"), "there was such a session");
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A request for `path`.
    pub(super) fn get(&self, path: &str) -> reqwest::RequestBuilder {
        crate::support::http_client().get(self.url(path))
    }

    /// A well-formed POST of `query`.
    pub(super) fn post(&self, query: &str) -> reqwest::RequestBuilder {
        crate::support::http_client().post(self.url("/graphql")).json(&serde_json::json!({ "query": query }))
    }

    /// A GET of `query`.
    pub(super) fn query(&self, query: &str) -> reqwest::RequestBuilder {
        let mut url = reqwest::Url::parse(&self.url("/graphql")).expect("a valid URL");
        url.query_pairs_mut().append_pair("query", query);
        crate::support::http_client().get(url)
    }

    /// The text of a POST of `query` on a raw connection.
    pub(super) fn text(query: &str) -> String {
        let body = serde_json::json!({ "query": query }).to_string();
        format!(
            "POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    }

    /// Panics unless the server still serves.
    pub(super) async fn assert_alive(&self) {
        assert_eq!(
            answer(self.post("{ caller }")).await,
            (200, r#"{"data":{"caller":"anonymous"}}"#.to_owned())
        );
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Sends a request; status and body.
pub(super) async fn answer(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.text().await.expect("a body"))
}

/// Sends a request; status and `extensions.code` of the only error.
pub(super) async fn refusal(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.expect("an answer");
    let id = response.headers()["x-request-id"].to_str().expect("text").to_owned();
    let status = response.status().as_u16();
    let body = response.text().await.expect("a body");
    assert!(body.len() < 4096, "refusals are small");
    let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    assert!(body.get("data").is_none(), "a request error has no data entry: {body}");
    let [error] = body["errors"].as_array().expect("errors").as_slice() else { panic!("one error: {body}") };
    assert_eq!(error["extensions"]["requestId"], id.as_str());
    (status, error["extensions"]["code"].as_str().expect("a code").to_owned())
}
