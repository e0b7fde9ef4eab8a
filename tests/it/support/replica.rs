//! Another replica, within the test: the engine and the feed of events over the same database and bus, without a
//! transport, so that a test decides who listens and when they stop.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use portico::app::Application;
use portico::automation::{Automation, Registry};
use portico::db::Reads as _;
use portico::events::{Feed, FeedSettings};
use portico::graphql::context::{Loaders, RequestContext};
use portico::graphql::engine::{Engine, EngineSettings, Lapse, Launch, Operation, Renewal, Update};
use portico::graphql::upload::Uploads;
use portico::identity::entity::portal_account;
use portico::identity::{Client, Grant, Identity, Signal, SignedIn};
use portico::kernel::actor::{Account, Actor, Role};
use portico::kernel::ids::{AccountId, SessionId, TypedId as _};
use portico::network::inventory::Instruments;
use portico::network::poll::Poller;
use portico::payments::Payments;
use portico::ports::event_bus::{EventBus, MemoryEventBus, RedisEventBus};
use portico::ports::session_store::{
    MemorySessionStore, NewSession, SessionLifetimes, SessionOwner, SessionRecord, SessionStore as _,
};
use portico::tenancy::{Calendar, TenantDirectory};
use portico::tickets::attachment::Attachments;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::app::TestApp;
use super::wait::PATIENCE;

/// Schemas take a while to build, and know nothing of whom they serve.
static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| {
    Arc::new(Engine::new(EngineSettings { introspection: true, ..EngineSettings::default() }).expect("sound"))
});

/// Everything of an event that tests look at.
pub(crate) const EVENTS: &str = "subscription($after: Cursor, $types: [PortalEventType!]) { \
    portalEvents(after: $after, types: $types) { __typename cursor type occurredAt \
    ... on InvoiceEvent { invoice { id number } } ... on PaymentEvent { payment { id } invoice { id } } \
    ... on SessionEvent { sessionId deviceLabel newDevice } ... on ResyncEvent { reason } } }";

/// A replica.
pub(crate) struct Replica {
    app: TestApp,
    pub(crate) feed: Feed,
    identity: Arc<Identity>,
    payments: Arc<Payments>,
    instruments: Instruments,
    poller: Arc<Poller>,
    running: Arc<DropGuard>,
}

/// The bus that replicas of the server under test share: Redis where it uses it. Where its bus is in process, the
/// replica hears nothing of it and finds everything in the database.
pub(crate) fn bus(t: &TestApp) -> Arc<dyn EventBus> {
    if t.scope().is_sqlite() {
        return Arc::new(MemoryEventBus::default());
    }
    let url = &t.config().sessions.redis_url;
    Arc::new(RedisEventBus::new(url, Duration::from_secs(10)).expect("the URL is one"))
}

impl TestApp {
    /// A new replica over the database and the bus of the server under test.
    pub(crate) fn replica(&self) -> Replica {
        self.replica_over(bus(self))
    }

    /// A new replica over a bus of the test's own.
    pub(crate) fn replica_over(&self, bus: Arc<dyn EventBus>) -> Replica {
        let feed = Feed::new(FeedSettings { bus, look_every: Duration::from_millis(50) });
        let stop = CancellationToken::new();
        let (running, stopped, db) = (feed.clone(), stop.clone(), self.db().clone());
        tokio::spawn(async move { running.run(&db, stopped).await });
        let identity = Application::identity(self.config(), &self.clock(), self.scope().entropy())
            .expect("as the server has it");
        let payments = Application::payments(self.config(), self.db(), &self.clock(), self.scope().entropy())
            .expect("as the server has them");
        let instruments = Application::instruments(self.config(), &self.clock(), self.scope().entropy())
            .expect("as the server has them");
        let poller = Application::poller(self.config(), &self.clock(), self.scope().entropy())
            .expect("as the server has it");
        Replica {
            app: self.clone(),
            feed,
            identity: Arc::new(identity),
            payments: Arc::new(payments),
            instruments,
            poller,
            running: Arc::new(stop.drop_guard()),
        }
    }
}

impl Replica {
    /// An open page of an account that has these roles.
    pub(crate) async fn page(&self, account: AccountId, roles: &[Role]) -> Page {
        let scope = self.app.scope();
        let store = MemorySessionStore::new(scope.entropy().clone());
        let session = NewSession {
            owner: SessionOwner { tenant: scope.tenant().id, account },
            family: None,
            epoch: 0,
            ip: None,
            user_agent: "test".to_owned(),
            device_label: "Test".to_owned(),
            remember: false,
            device: None,
        };
        let lifetimes = SessionLifetimes {
            idle: chrono::TimeDelta::hours(1),
            absolute: chrono::TimeDelta::hours(1),
            remember_idle: chrono::TimeDelta::hours(1),
            remember_absolute: chrono::TimeDelta::hours(1),
        };
        let issued = store.create(session, &lifetimes, scope.real_now()).await.expect("in memory");
        let row = scope
            .select::<portal_account::Entity>()
            .filter(portal_account::Column::Id.eq(account))
            .one()
            .await
            .expect("the database answers")
            .expect("the account exists");
        Page(Arc::new(Listener {
            app: self.app.clone(),
            feed: self.feed.clone(),
            identity: self.identity.clone(),
            payments: self.payments.clone(),
            instruments: self.instruments.clone(),
            poller: self.poller.clone(),
            account: row,
            session: issued.record,
            _running: self.running.clone(),
            roles: Mutex::new(Some(roles.to_vec())),
        }))
    }
}

/// Somebody's open page.
#[derive(Clone)]
pub(crate) struct Page(Arc<Listener>);

struct Listener {
    app: TestApp,
    feed: Feed,
    identity: Arc<Identity>,
    payments: Arc<Payments>,
    instruments: Instruments,
    poller: Arc<Poller>,
    account: portal_account::Model,
    session: SessionRecord,
    /// A page keeps its replica.
    _running: Arc<DropGuard>,
    /// None: the session has ended.
    roles: Mutex<Option<Vec<Role>>>,
}

impl Listener {
    fn context(&self) -> Option<RequestContext> {
        let roles = self.roles.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        let session = SessionId::from_uuid(self.session.id.uuid());
        let actor = Actor::Account(Account {
            id: self.account.id,
            session,
            roles: roles.clone(),
            view: None,
            by_token: false,
        });
        let scope = self.app.scope().acting_as(actor);
        Some(RequestContext {
            tenant: Arc::new(self.app.facts().clone()),
            signed_in: Some(SignedIn {
                account: self.account.clone(),
                session: self.session.clone(),
                roles,
                subjects: Vec::new(),
                grant: Grant::Session,
                good_until: self.session.expires_at(),
            }),
            locale: "en".into(),
            loaders: Loaders::for_request(&scope),
            feed: self.feed.clone(),
            calendar: Calendar::new(Vec::new(), TenantDirectory::default()),
            identity: self.identity.clone(),
            payments: self.payments.clone(),
            attachments: Attachments::new(None, self.identity.keyring.clone()),
            instruments: self.instruments.clone(),
            poller: self.poller.clone(),
            automation: Automation { playbooks: Registry::default(), keyring: self.identity.keyring.clone() },
            status_pages: portico::network::StatusPages::default(),
            uploads: Uploads::default(),
            idempotency_key: None,
            client: Client {
                ip: [127, 0, 0, 1].into(),
                user_agent: String::new(),
                devices: portico::identity::DeviceSecrets::default(),
            },
            signal: Signal::default(),
            scope,
        })
    }
}

#[async_trait]
impl Renewal for Listener {
    async fn renew(&self) -> Result<RequestContext, Lapse> {
        self.context().ok_or(Lapse::SessionEnded)
    }
}

impl Page {
    /// The account's roles are others now; none at all: its session has ended.
    pub(crate) fn now_is(&self, roles: Option<&[Role]>) {
        *self.0.roles.lock().unwrap_or_else(PoisonError::into_inner) = roles.map(<[Role]>::to_vec);
    }

    /// Starts a subscription, or is refused with a response.
    pub(crate) async fn start(&self, document: &str, variables: Value) -> Result<Open, Value> {
        let operation = Operation {
            document: Some(document.to_owned()),
            name: None,
            variables: variables.as_object().cloned().unwrap_or_default(),
            read_only: false,
            sets_cookies: false,
        };
        let context = self.0.context().expect("the session lives");
        match ENGINE.start(context, operation, self.0.clone()).await {
            Launch::Live(updates) => Ok(Open(updates)),
            Launch::Done(outcome, _) => Err(serde_json::from_str(&outcome.body).expect("JSON")),
        }
    }

    /// Follows the page's events after a cursor.
    pub(crate) async fn events(&self, after: Option<&str>) -> Open {
        self.start(EVENTS, json!({ "after": after })).await.expect("a subscription")
    }

    /// Where the stream stands.
    pub(crate) async fn cursor(&self) -> String {
        let operation = Operation {
            document: Some("{ viewer { eventCursor } }".to_owned()),
            name: None,
            variables: serde_json::Map::new(),
            read_only: true,
            sets_cookies: false,
        };
        let context = self.0.context().expect("the session lives");
        let (outcome, _) = ENGINE.execute(context, operation).await;
        let body: Value = serde_json::from_str(&outcome.body).expect("JSON");
        body["data"]["viewer"]["eventCursor"].as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
    }
}

/// A subscription under way.
pub(crate) struct Open(BoxStream<'static, Update>);

impl Open {
    /// What comes next; none when it is over.
    pub(crate) async fn update(&mut self) -> Option<Update> {
        let next = tokio::time::timeout(PATIENCE, self.0.next()).await;
        next.unwrap_or_else(|_| panic!("nothing came within {} s", PATIENCE.as_secs()))
    }

    /// The next event.
    pub(crate) async fn event(&mut self) -> Value {
        match self.update().await {
            Some(Update::Next(body)) => {
                let mut body: Value = serde_json::from_str(&body).expect("JSON");
                assert!(body.get("errors").is_none(), "{body}");
                body["data"]["portalEvents"].take()
            }
            other => panic!("instead of an event: {other:?}"),
        }
    }

    /// The response that refused it.
    pub(crate) async fn refusal(&mut self) -> Value {
        match self.update().await {
            Some(Update::Refused(body)) => serde_json::from_str(&body).expect("JSON"),
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Whether nothing comes while something else does: for what must not be sent. Never the only assertion.
    pub(crate) async fn is_quiet(&mut self) -> bool {
        tokio::time::timeout(Duration::from_millis(150), self.0.next()).await.is_err()
    }
}
