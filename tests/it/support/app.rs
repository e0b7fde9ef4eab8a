//! The application under test, and the view on it that a test gets.

use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use fake::{Dummy, Fake as _};
use portico::app::{Application, DemoExtras, db_settings};
use portico::billing::entity::tax_rate;
use portico::config::{Config, FileStoreKind, LogFormat, SessionStoreKind};
use portico::db::{Db, DbSettings, Scope};
use portico::http;
use portico::kernel::actor::Actor;
use portico::kernel::clock::{Clock as _, Instant, ManualClock, SharedClock};
use portico::kernel::entropy::{self, SeededEntropy, SharedEntropy, SystemEntropy};
use portico::telemetry;
use portico::tenancy::{NewTenant, Tenant};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio_util::sync::CancellationToken;

use super::caller::Caller;
use super::database::{Database, Server as DatabaseServer};
use super::factory;
use super::factory::account::{Login, PASSWORD};
use super::postgres::Postgres;
use super::redis::{self, Redis};

/// The time of every test that does not move its clock: a Sunday morning.
pub(crate) const NOW: &str = "2026-11-22T10:00:00Z";

/// [`NOW`], as an instant.
pub(crate) fn now() -> Instant {
    NOW.parse().expect("an instant")
}

/// The day of [`NOW`] for every tenant of the tests.
pub(crate) fn today() -> NaiveDate {
    now().date_naive()
}

/// The key of what lies at rest in every test.
pub(crate) const MASTER_KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// What a server under test stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backing {
    /// SQLite, and sessions in process: what `portico demo` uses.
    Embedded,
    /// PostgreSQL and Redis: what `portico serve` uses.
    Services,
}

/// A running server; it stops with its value.
pub(crate) struct Server {
    port: u16,
    internal_port: u16,
    config: Config,
    clock: Arc<ManualClock>,
    stop: CancellationToken,
    /// Lives as long as the server.
    _database: Database,
    shared: bool,
}

impl Server {
    /// Starts a server over `database`.
    pub(crate) fn start(database: Database, config: Config, entropy: SharedEntropy) -> Self {
        if let Ok(filter) = std::env::var("PORTICO_TEST_LOG") {
            telemetry::init(LogFormat::Text, &filter).expect("PORTICO_TEST_LOG holds tracing directives");
        }
        let clock = Arc::new(ManualClock::at(now()));
        let stop = CancellationToken::new();
        let (tell, told) = mpsc::channel();
        let (for_thread, stopped): (Config, CancellationToken) = (config.clone(), stop.clone());
        let shared_clock: SharedClock = clock.clone();
        std::thread::spawn(move || {
            http::block_on(async move {
                let built =
                    Application::build(&for_thread, shared_clock, entropy, &DemoExtras::default()).await;
                let app = built.unwrap_or_else(|error| panic!("the application does not start: {error}"));
                tell.send((app.port(), app.internal_port())).expect("the test waits for it");
                app.run_until_stopped(stopped).await.expect("the server stops in order");
            });
        });
        let (port, internal_port) = told.recv().expect("the application starts");
        Self { port, internal_port, config, clock, stop, _database: database, shared: false }
    }

    fn shared(backing: Backing) -> Arc<Self> {
        static EMBEDDED: LazyLock<Arc<Server>> = LazyLock::new(|| start_shared(Backing::Embedded));
        static SERVICES: LazyLock<Arc<Server>> = LazyLock::new(|| start_shared(Backing::Services));
        match backing {
            Backing::Embedded => EMBEDDED.clone(),
            Backing::Services => SERVICES.clone(),
        }
    }
}

fn start_shared(backing: Backing) -> Arc<Server> {
    let database = database(backing);
    let config = config(&database, None);
    let mut server = Server::start(database, config, Arc::new(SystemEntropy));
    server.shared = true;
    Arc::new(server)
}

fn database(backing: Backing) -> Database {
    match backing {
        Backing::Embedded => Database::sqlite(),
        Backing::Services => Database::postgres(DatabaseServer::Shared),
    }
}

/// The configuration of a server under test: free ports, one worker, and an address for each caller. Sessions are in
/// `redis_url`, or where the database's kind has them.
pub(crate) fn config(database: &Database, redis_url: Option<String>) -> Config {
    let mut config = Config::default();
    config.server.listen = ([127, 0, 0, 1], 0).into();
    config.server.internal_listen = ([127, 0, 0, 1], 0).into();
    config.server.workers = 1;
    config.server.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    config.server.development = true;
    config.database.url = database.url();
    config.database.max_connections = 4;
    match (database, redis_url) {
        (Database::Sqlite(_), None) => config.sessions.store = SessionStoreKind::Memory,
        (_, url) => config.sessions.redis_url = url.unwrap_or_else(|| redis::SHARED.fresh_url()).into(),
    }
    // Unoptimised and on a machine that is busy otherwise, what works may take long. How soon a fault is told is the
    // fault tests' question, and they ask it with limits of their own.
    config.sessions.redis_timeout_ms = 10_000;
    config.database.acquire_timeout_ms = 10_000;
    config.files.store = FileStoreKind::Memory;
    config.network.allow_loopback = true;
    // Tests ask devices when they want to.
    config.network.enabled = false;
    config.events.run_jobs = true;
    config.events.poll_ms = 100;
    // Tests seal and clear when they want to.
    config.audit.seal_seconds = 0;
    config.retention.clear_minutes = 0;
    // And they bill when they want to.
    config.billing.look_seconds = 0;
    // And they roll samples up when they want to.
    config.samples.look_seconds = 0;
    // And settle outages when they want to.
    config.network.outage_look_seconds = 0;
    config.auth.counter_key = "a-counter-key-of-the-tests-0123456789".into();
    config.secrets.master_key = MASTER_KEY.into();
    config
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Runs a test at a tenant of its own on the server that the run shares.
pub(crate) fn on_shared_server(backing: Backing, name: &str, test: impl AsyncFnOnce(TestApp)) {
    run(Server::shared(backing), name, test);
}

/// Runs a test on a server of its own.
pub(crate) fn on_own_server(
    backing: Backing,
    name: &str,
    configure: impl FnOnce(&mut Config),
    test: impl AsyncFnOnce(TestApp),
) {
    let database = database(backing);
    let mut config = config(&database, None);
    configure(&mut config);
    run(Arc::new(Server::start(database, config, entropy_of("the server of", name))), name, test);
}

/// Runs a test over a database of its own without a server: for what asks the services alone, and wants nobody else to
/// work beside it.
pub(crate) fn on_own_database(backing: Backing, name: &str, test: impl AsyncFnOnce(TestApp)) {
    let database = database(backing);
    let server = Server {
        port: 0,
        internal_port: 0,
        config: config(&database, None),
        clock: Arc::new(ManualClock::at(now())),
        stop: CancellationToken::new(),
        _database: database,
        shared: false,
    };
    run(Arc::new(server), name, test);
}

/// Services that a test may break.
pub(crate) struct Services {
    /// The database of the server under test.
    pub(crate) postgres: Arc<Postgres>,
    /// Its sessions and counters.
    pub(crate) redis: Redis,
}

/// Runs a test on a server with services of its own.
pub(crate) fn on_own_services(
    name: &str,
    configure: impl FnOnce(&mut Config),
    test: impl AsyncFnOnce(TestApp, &Services),
) {
    let services = Services { postgres: Arc::new(Postgres::start(20)), redis: Redis::start() };
    let database = Database::postgres(DatabaseServer::Own(services.postgres.clone()));
    let mut config = config(&database, Some(services.redis.fresh_url()));
    configure(&mut config);
    let server = Server::start(database, config, entropy_of("the server of", name));
    run(Arc::new(server), name, async |t| test(t, &services).await);
}

/// Runs a test on a server.
fn run(server: Arc<Server>, name: &str, test: impl AsyncFnOnce(TestApp)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be built").block_on(async {
        let app = TestApp::open(server, name).await;
        test(app).await;
    });
}

/// Reproducible random bytes: another name, other bytes.
fn entropy_of(purpose: &str, name: &str) -> SharedEntropy {
    let digest = Sha256::digest(format!("{purpose} {name}"));
    let seed = digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte));
    Arc::new(SeededEntropy::new(seed))
}

/// What the views of one test have in common.
struct House {
    server: Arc<Server>,
    /// In the test's own runtime, beside the server's pools.
    db: Db,
    entropy: SharedEntropy,
    http: reqwest::Client,
    callers: AtomicU32,
}

/// The application, seen at one tenant. Cheap to clone.
#[derive(Clone)]
pub(crate) struct TestApp {
    house: Arc<House>,
    tenant: Arc<Tenant>,
    vat: Arc<tax_rate::Model>,
    numbers: Arc<AtomicI64>,
    dice: Arc<Mutex<StdRng>>,
}

impl TestApp {
    async fn open(server: Arc<Server>, name: &str) -> Self {
        let settings = DbSettings { acquire_timeout: Duration::from_secs(30), ..db_settings(&server.config) };
        let house = House {
            db: Db::open(&settings).expect("the URL is one"),
            entropy: entropy_of("the factories of", name),
            http: crate::support::http_client(),
            callers: AtomicU32::new(1),
            server,
        };
        Self::at_new_tenant(Arc::new(house), |_| {}).await
    }

    /// The same application at another, new tenant.
    pub(crate) async fn tenant(&self) -> Self {
        self.tenant_with(|_| {}).await
    }

    /// The same, with changes to what a tenant of the tests is.
    pub(crate) async fn tenant_with(&self, change: impl FnOnce(&mut NewTenant)) -> Self {
        Self::at_new_tenant(self.house.clone(), change).await
    }

    async fn at_new_tenant(house: Arc<House>, change: impl FnOnce(&mut NewTenant)) -> Self {
        let seed = u64::from_le_bytes(entropy::bytes(&*house.entropy));
        let clock = house.server.clock.clone();
        let (tenant, vat) = factory::tenant::create(&house.db, clock, &house.entropy, change).await;
        Self {
            house,
            tenant: Arc::new(tenant),
            vat: Arc::new(vat),
            numbers: Arc::new(AtomicI64::new(1)),
            dice: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))),
        }
    }

    /// The tenant's facts.
    pub(crate) fn facts(&self) -> &Tenant {
        &self.tenant
    }

    /// The host that names the tenant.
    pub(crate) fn host(&self) -> &str {
        &self.tenant.hosts[0]
    }

    /// The tax on everything that is sold.
    pub(crate) fn vat(&self) -> &tax_rate::Model {
        &self.vat
    }

    /// The configuration of the server.
    pub(crate) fn config(&self) -> &Config {
        &self.house.server.config
    }

    /// The port of the API.
    pub(crate) fn port(&self) -> u16 {
        self.house.server.port
    }

    /// The report of `/readyz`: status and body.
    pub(crate) async fn readiness(&self) -> (u16, Value) {
        self.get_json(self.house.server.internal_port, "/readyz").await
    }

    /// Status and body of a page outside the API.
    pub(crate) async fn get_json(&self, port: u16, path: &str) -> (u16, Value) {
        let url = format!("http://127.0.0.1:{port}{path}");
        let answer = self.house.http.get(url).send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.expect("JSON"))
    }

    /// The time by the server's clock.
    pub(crate) fn now(&self) -> Instant {
        self.house.server.clock.now()
    }

    /// Moves the server's clock forward. Only on a server of the test's own: others would see their sessions end.
    pub(crate) fn advance(&self, by: TimeDelta) {
        assert!(!self.house.server.shared, "the clock of the shared server stands still");
        self.house.server.clock.advance(by);
    }

    /// The database, for looking at what a mutation really did and for what no factory makes.
    pub(crate) fn scope(&self) -> Scope {
        let clock: SharedClock = self.house.server.clock.clone();
        let reference = self.tenant.reference.clone();
        Scope::new(
            self.house.db.clone(),
            reference,
            Actor::System,
            &clock,
            self.house.entropy.clone(),
            "test".into(),
        )
    }

    /// The server's clock.
    pub(crate) fn clock(&self) -> SharedClock {
        self.house.server.clock.clone()
    }

    /// The pool of the test's own runtime.
    pub(crate) fn db(&self) -> &Db {
        &self.house.db
    }

    /// The database without a tenant, for what the program itself never does.
    pub(crate) fn raw(&self) -> &DatabaseConnection {
        self.house.db.for_migrations()
    }

    /// How many statements wait for a lock (PostgreSQL only).
    pub(crate) async fn waiting_for_locks(&self) -> i64 {
        self.waiting_statements("").await
    }

    /// The same of the statements that name a table: the server's own jobs wait for locks too.
    pub(crate) async fn waiting_statements(&self, table: &str) -> i64 {
        const SQL: &str = "SELECT count(*) AS n FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0";
        let asked = Statement::from_sql_and_values(DbBackend::Postgres, SQL, [table.into()]);
        let row = self.raw().query_one_raw(asked).await;
        let row = row.expect("the database answers").expect("a count has a row");
        row.try_get("", "n").expect("a number")
    }

    /// The tenant's next number for what has no gapless one.
    pub(crate) fn next_number(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// Something made up, the same in each run.
    pub(crate) fn made_up<K>(&self, kind: &K) -> String
    where
        String: Dummy<K>,
    {
        kind.fake_with_rng(&mut *self.dice.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A caller without a session, with an address of its own.
    pub(crate) fn anonymous(&self) -> Caller {
        let number = self.house.callers.fetch_add(1, Ordering::Relaxed);
        let [_, address @ ..] = number.to_be_bytes();
        Caller::new(self.house.http.clone(), self.port(), self.host(), address)
    }

    /// A caller who has signed in.
    pub(crate) async fn sign_in_as(&self, login: &Login) -> Caller {
        let caller = self.anonymous();
        let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
        assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn", "{}", reply.text);
        caller
    }
}
