//! The sections of the configuration, with their defaults.

use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use secrecy::SecretString;
use serde::Deserialize;

/// The whole configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Listening and limits of requests.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// Sessions and counters.
    pub sessions: Sessions,
    /// Sign-in.
    pub auth: Auth,
    /// Events and the jobs behind them.
    pub events: Events,
    /// The audit log.
    pub audit: Audit,
    /// How long what grows old is kept.
    pub retention: Retention,
    /// Bills that the calendar makes.
    pub billing: Billing,
    /// Keys of what lies at rest.
    pub secrets: Secrets,
    /// Tokens for clients that are not browsers.
    pub tokens: Tokens,
    /// Mails.
    pub mail: Mail,
    /// Invoices, receipts and statements as PDF.
    pub documents: Documents,
    /// Files on tickets.
    pub files: Files,
    /// What documents may ask for.
    pub graphql: Graphql,
    /// Live connections: WebSocket and server-sent events.
    pub live: Live,
    /// Payments.
    pub payments: Payments,
    /// The network and its devices.
    pub network: Network,
    /// Playbooks that are run on devices.
    pub automation: Automation,
    /// Telling the network what services are to do, and hearing what they use.
    pub provisioning: Provisioning,
    /// Logging.
    pub log: Log,
    /// What the poller measures.
    pub samples: Samples,
}

/// Listening and limits of requests.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Where the API is served.
    pub listen: SocketAddr,
    /// Where `/healthz` and `/readyz` are served; never to be reached from outside.
    pub internal_listen: SocketAddr,
    /// Threads that serve requests; 0 means one a core.
    pub workers: usize,
    /// Networks of the proxies in front: only they may say who the client is.
    pub trusted_proxies: Vec<IpNet>,
    /// Open connections of one client address; trusted proxies have no such limit.
    pub max_connections_per_address: usize,
    /// Operations under way in the process before the next is refused with 503.
    pub max_in_flight: usize,
    /// Seconds for authentication and execution of a request.
    pub deadline_seconds: u64,
    /// Seconds that requests under way have to finish after SIGTERM.
    pub drain_seconds: u64,
    /// Directory of the built playground; absent: `/playground` is 404.
    pub playground: Option<PathBuf>,
    /// Adds `Server-Timing` and `extensions.trace` to answers, and opens introspection. Not for production.
    pub development: bool,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            internal_listen: SocketAddr::from(([127, 0, 0, 1], 9090)),
            workers: 0,
            trusted_proxies: Vec::new(),
            max_connections_per_address: 256,
            max_in_flight: 512,
            deadline_seconds: 10,
            drain_seconds: 15,
            playground: None,
            development: false,
        }
    }
}

/// The database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `postgres://user:password@host:port/name`.
    pub url: SecretString,
    /// Connections of each worker.
    pub max_connections: u32,
    /// Milliseconds that a request waits for a connection.
    pub acquire_timeout_ms: u64,
    /// Milliseconds that a statement may take.
    pub statement_timeout_ms: u64,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: SecretString::default(),
            max_connections: 8,
            acquire_timeout_ms: 1_500,
            statement_timeout_ms: 5_000,
        }
    }
}

/// Where sessions live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SessionStoreKind {
    /// Shared by all replicas.
    Redis,
    /// In this process alone: lost when it ends, unknown to other replicas.
    Memory,
}

/// Sessions and counters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Where they live.
    pub store: SessionStoreKind,
    /// `redis://user:password@host:port/database`.
    pub redis_url: SecretString,
    /// Milliseconds that a call to Redis may take, connecting included. Below half a second, so that a caller is told
    /// in time that sessions cannot be checked (threats.md row 21).
    pub redis_timeout_ms: u64,
    /// Minutes without a request that end a session.
    pub idle_minutes: u32,
    /// Minutes after which a session ends in any case.
    pub absolute_minutes: u32,
    /// Days without a request that end a remembered session.
    pub remember_idle_days: u32,
    /// Days after which a remembered session ends in any case.
    pub remember_absolute_days: u32,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            store: SessionStoreKind::Redis,
            redis_url: SecretString::default(),
            redis_timeout_ms: 400,
            idle_minutes: 30,
            absolute_minutes: 12 * 60,
            remember_idle_days: 14,
            remember_absolute_days: 30,
        }
    }
}

/// The audit log.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Audit {
    /// Seconds between two looks for entries that have no place in the chain yet; 0: this process does not look.
    pub seal_seconds: u32,
}

impl Default for Audit {
    fn default() -> Self {
        Self { seal_seconds: 5 }
    }
}

/// How long what grows old is kept; 0 days: for good. The audit log, bills and payments are never cleared.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// Minutes between two looks for what may be cleared; 0: this process does not look.
    pub clear_minutes: u32,
    /// Days of attempts to sign in: addresses of people, and what a new device or network is told by.
    pub login_attempt_days: u32,
    /// Days of one-time tokens, refresh tokens and personal access tokens after their end.
    pub token_days: u32,
    /// Days of invitations after their end: names and addresses of people who may never have answered.
    pub invitation_days: u32,
    /// Days of changes of accounts' states; the latest of each account stays.
    pub account_status_days: u32,
    /// Days of sessions of services at network access servers after their end: whose address was when.
    pub radius_session_days: u32,
    /// Days of notifications after they were read.
    pub read_notification_days: u32,
    /// Days of notifications after they came, read or not.
    pub notification_days: u32,
    /// Days of mails after they were sent or given up: addresses and kinds, for what they told is erased at once.
    pub mail_days: u32,
    /// Days of the notes on who has looked at which customer.
    pub look_days: u32,
    /// Days of what runs of playbooks have printed; that there was a run, and what came of it, stays.
    pub automation_log_days: u32,
}

impl Default for Retention {
    /// Three years are the regular period of limitation (BGB §195): until then somebody may have to show who did what.
    fn default() -> Self {
        Self {
            clear_minutes: 60,
            login_attempt_days: 180,
            token_days: 90,
            invitation_days: 90,
            account_status_days: 1_095,
            read_notification_days: 90,
            notification_days: 730,
            mail_days: 30,
            look_days: 1_095,
            automation_log_days: 90,
            radius_session_days: 90,
        }
    }
}

/// What the poller measures: how long it is kept, and what becomes of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Samples {
    /// Seconds between two looks for samples to be rolled up; 0: this process does not look.
    pub look_seconds: u32,
    /// Hours that every sample and every poll is kept.
    pub raw_hours: u32,
    /// Days of the roll-ups of five minutes.
    pub five_minute_days: u32,
    /// Days of the roll-ups of hours, and of how devices answered in them.
    pub hour_days: u32,
    /// Whether what goes through the ports of services is their usage. Not where something else counts it: one of the two.
    pub port_usage: bool,
}

impl Default for Samples {
    fn default() -> Self {
        Self { look_seconds: 15, raw_hours: 48, five_minute_days: 35, hour_days: 400, port_usage: true }
    }
}

/// Bills that the calendar makes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Billing {
    /// Seconds between two looks at each tenant's calendar, and for tickets whose time runs out; 0: this process does not look.
    pub look_seconds: u32,
    /// Customers of one tenant that this process bills at once.
    pub workers: u16,
}

impl Default for Billing {
    fn default() -> Self {
        Self { look_seconds: 60, workers: 2 }
    }
}

/// Telling the network what services are to do, and hearing what they use. Who tells a tenant's network is the tenant's setting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Provisioning {
    /// Milliseconds between two looks for what the network is to be told; 0: this process does not tell it.
    pub look_ms: u64,
    /// Seconds between two comparisons of what the network is to do with all services.
    pub reconcile_seconds: u32,
    /// Where RADIUS accounting (RFC 2866) is heard over UDP, e.g. `0.0.0.0:1813`; absent: nowhere.
    pub accounting_listen: Option<SocketAddr>,
    /// Milliseconds that a NAS is waited for after the first datagram; each further one doubles it.
    pub nas_timeout_ms: u64,
    /// Datagrams to a NAS that does not answer.
    pub nas_tries: u32,
    /// Whether webhooks may go to private addresses, and over plain http: for an ISP that runs Portico in its own network.
    pub private_webhooks: bool,
}

impl Default for Provisioning {
    fn default() -> Self {
        Self {
            look_ms: 1_000,
            reconcile_seconds: 900,
            accounting_listen: None,
            nas_timeout_ms: 1_000,
            nas_tries: 3,
            private_webhooks: false,
        }
    }
}

/// Sign-in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Auth {
    /// Key of the counters of failed sign-ins, at least 32 characters, the same on all replicas.
    pub counter_key: SecretString,
    /// Passwords hashed at once; 0 means the cores less one.
    pub hash_permits: usize,
    /// Failures that lock a portal ID.
    pub max_failures: u32,
    /// Failures in a row, across locks, that close it until the password is reset or somebody opens it; at most 100.
    pub max_failures_in_a_row: u32,
    /// Minutes that a lock lasts.
    pub lock_minutes: u32,
    /// Sign-ins a minute on one portal ID.
    pub per_account_per_minute: u32,
    /// Sign-ins a minute from one address.
    pub per_address_per_minute: u32,
    /// Wishes an hour to reset the password of one portal ID.
    pub resets_per_account_per_hour: u32,
    /// A file of passwords that nobody may take, one a line, beside the list that is built in.
    pub password_blocklist: Option<PathBuf>,
    /// A CSV file, a network and a label on each line: where sessions and sign-ins are said to have been.
    pub places: Option<PathBuf>,
}

impl Default for Auth {
    fn default() -> Self {
        Self {
            counter_key: SecretString::default(),
            hash_permits: 0,
            max_failures: 5,
            max_failures_in_a_row: 100,
            lock_minutes: 30,
            per_account_per_minute: 10,
            per_address_per_minute: 10,
            resets_per_account_per_hour: 5,
            password_blocklist: None,
            places: None,
        }
    }
}

/// Tokens for clients that are not browsers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tokens {
    /// The `iss` of access tokens.
    pub issuer: String,
    /// Minutes that an access token is good, 1 to 15.
    pub access_minutes: u32,
    /// Days that a key signs before another takes its place.
    pub signing_key_days: u32,
}

impl Default for Tokens {
    fn default() -> Self {
        Self { issuer: "portico".to_owned(), access_minutes: 10, signing_key_days: 30 }
    }
}

/// Events and the jobs behind them. They travel over the Redis of the sessions, or in process where those are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Events {
    /// Days that events are kept for pages that come back.
    pub retention_days: u32,
    /// Milliseconds after which a worker looks for events that nobody told it of.
    pub poll_ms: u64,
    /// Seconds that the other workers leave a tenant to the one that worked for it last.
    pub lease_seconds: u32,
    /// Whether `serve` runs the jobs of `portico worker` too. Where sessions are in memory it always does, because no
    /// other process would hear of events.
    pub run_jobs: bool,
}

impl Default for Events {
    fn default() -> Self {
        Self { retention_days: 7, poll_ms: 500, lease_seconds: 5, run_jobs: false }
    }
}

/// Payments. Which gateway a tenant uses, and where its keys are, is the tenant's setting.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Payments {
    /// Where Stripe is.
    pub stripe_url: String,
    /// Milliseconds between two looks for payments that are not settled.
    pub look_ms: u64,
    /// Milliseconds that the sandbox gateway thinks before and after it does something: for trials of what a slow gateway
    /// does to a page.
    pub sandbox_latency_ms: u64,
}

impl Default for Payments {
    fn default() -> Self {
        Self { stripe_url: "https://api.stripe.com".to_owned(), look_ms: 1_000, sandbox_latency_ms: 0 }
    }
}

/// The network and its devices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// Whether this process asks devices when they are due, where it runs jobs.
    pub enabled: bool,
    /// Devices that are asked at a time.
    pub poll_concurrency: u16,
    /// Milliseconds between two looks for devices that are due, when none was.
    pub look_ms: u64,
    /// Milliseconds to wait for the first answer to a request; twice as long at each attempt after it.
    pub timeout_ms: u64,
    /// Attempts after the first one.
    pub retries: u32,
    /// Milliseconds that one device may cost in a poll, all attempts and all it tells included.
    pub budget_ms: u64,
    /// Where traps are received, e.g. `0.0.0.0:162`; absent: nowhere.
    pub trap_listen: Option<SocketAddr>,
    /// Whether devices may have addresses of this machine itself (`127.0.0.0/8`, `::1`): for simulated devices, never in
    /// production, where a device of that address would make the server ask itself.
    pub allow_loopback: bool,
    /// Seconds between two looks for devices that have been silent for long enough; 0: none.
    pub outage_look_seconds: u32,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            enabled: true,
            poll_concurrency: 200,
            look_ms: 1_000,
            timeout_ms: 2_000,
            retries: 1,
            budget_ms: 15_000,
            trap_listen: None,
            allow_loopback: false,
            outage_look_seconds: 15,
        }
    }
}

/// Playbooks that are run on devices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Automation {
    /// The directory with `playbooks.toml` and what it names; absent: there are none, and nothing is run.
    pub directory: Option<PathBuf>,
    /// The program that runs them: a path, or a name that is looked for in `PATH`.
    pub command: String,
    /// Where each run has a private directory while it is under way; absent: where the system has temporary files.
    pub scratch: Option<PathBuf>,
    /// Seconds that a run may take.
    pub time_limit_seconds: u32,
    /// Runs at once in a process.
    pub concurrency: u16,
    /// Seconds without a word after which a run has lost its worker.
    pub lease_seconds: u32,
}

impl Default for Automation {
    fn default() -> Self {
        Self {
            directory: None,
            command: "ansible-playbook".to_owned(),
            scratch: None,
            time_limit_seconds: 900,
            concurrency: 2,
            lease_seconds: 30,
        }
    }
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecretsProvider {
    /// In the configuration and, if `secrets.file` is set, in an encrypted file.
    File,
    /// In Vault or OpenBao.
    Vault,
}

/// Keys of what lies at rest.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Secrets {
    /// Where they are kept.
    pub provider: SecretsProvider,
    /// 64 hexadecimal digits, the same on all replicas: seals TOTP secrets, queued mails and signing keys, and the file
    /// of secrets. Not needed with Vault; there it opens what was sealed before.
    pub master_key: SecretString,
    /// Earlier master keys: they open what was sealed under them, and seal nothing.
    pub retired_master_keys: Vec<SecretString>,
    /// The encrypted file; absent: nothing is stored.
    pub file: Option<PathBuf>,
    /// Seconds before a secret is read again.
    pub cache_seconds: u32,
    /// Whether the server refuses to start where its keys cannot be had.
    pub required: bool,
    /// Vault.
    pub vault: Vault,
}

impl Default for Secrets {
    fn default() -> Self {
        Self {
            provider: SecretsProvider::File,
            master_key: SecretString::default(),
            retired_master_keys: Vec::new(),
            file: None,
            cache_seconds: 60,
            required: true,
            vault: Vault::default(),
        }
    }
}

/// Vault or OpenBao.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Vault {
    /// `https://…`.
    pub address: String,
    /// The namespace, if there is one.
    pub namespace: Option<String>,
    /// Certificates in PEM that sign the server's; absent: the system's.
    pub ca_file: Option<PathBuf>,
    /// A token; empty: AppRole is used.
    pub token: SecretString,
    /// The role of the AppRole method.
    pub role_id: SecretString,
    /// Its secret.
    pub secret_id: SecretString,
    /// Where the AppRole method is mounted.
    pub approle_mount: String,
    /// Where the KV engine is mounted.
    pub kv_mount: String,
    /// 1 or 2.
    pub kv_version: u8,
    /// Put before every path.
    pub prefix: String,
    /// Where the transit engine is mounted.
    pub transit_mount: String,
    /// The transit key that wraps master keys; empty: they are stored as they are.
    pub transit_key: String,
    /// Milliseconds that a call may take.
    pub timeout_ms: u64,
}

impl Default for Vault {
    fn default() -> Self {
        Self {
            address: String::new(),
            namespace: None,
            ca_file: None,
            token: SecretString::default(),
            role_id: SecretString::default(),
            secret_id: SecretString::default(),
            approle_mount: "approle".to_owned(),
            kv_mount: "secret".to_owned(),
            kv_version: 2,
            prefix: "portico".to_owned(),
            transit_mount: "transit".to_owned(),
            transit_key: String::new(),
            timeout_ms: 1_500,
        }
    }
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// Plain at first, then TLS; without it nothing is sent.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// Plain: for a relay on the same machine.
    None,
}

/// Mails.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// The mail server; empty: mails wait in the queue until there is one.
    pub smtp_host: String,
    /// Its port: 587 for STARTTLS, 465 for TLS.
    pub smtp_port: u16,
    /// How the connection is protected.
    pub smtp_security: MailSecurity,
    /// Who we are to it; empty: nobody.
    pub smtp_user: String,
    /// The password of that user.
    pub smtp_password: SecretString,
    /// Path of the secret whose field `password` is the password, instead of `smtp_password`.
    pub smtp_password_secret: Option<String>,
    /// The certificate of a private authority, in PEM form.
    pub smtp_ca_file: Option<PathBuf>,
    /// Seconds for one mail, connecting included, 1 to 240.
    pub timeout_seconds: u64,
    /// The address that mails come from.
    pub from: String,
    /// Where portals are, for links: `{host}` stands for the first host of the tenant.
    pub portal_url: String,
    /// A directory with texts of the operator's own: `<tenant or _>/<locale>/<name>.txt`.
    pub templates: Option<PathBuf>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp_host: String::new(),
            smtp_port: 587,
            smtp_security: MailSecurity::StartTls,
            smtp_user: String::new(),
            smtp_password: SecretString::default(),
            smtp_password_secret: None,
            smtp_ca_file: None,
            timeout_seconds: 30,
            from: "noreply@localhost.localdomain".to_owned(),
            portal_url: "https://{host}".to_owned(),
            templates: None,
        }
    }
}

/// Invoices, receipts and statements as PDF.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// A directory with fonts (`.ttf`, `.otf`, `.ttc`) for what the built-in ones lack, such as Chinese and Japanese.
    pub fonts: Option<PathBuf>,
    /// How many are made at once in a process; 0: one less than there are processors.
    pub at_once: usize,
}

/// Where files on tickets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStoreKind {
    /// Nowhere: none are taken.
    Off,
    /// In the process: they are gone when it ends. For trials and tests.
    Memory,
    /// In a folder, which all replicas and workers must share.
    Folder,
    /// In a bucket of what speaks S3.
    S3,
}

/// Files on tickets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// Where they are.
    pub store: FileStoreKind,
    /// The folder; it is made where it is missing.
    pub folder: Option<PathBuf>,
    /// The bucket.
    pub bucket: String,
    /// Where the bucket is: `https://…`; absent: at Amazon.
    pub endpoint: Option<String>,
    /// The region of the bucket.
    pub region: String,
    /// Who we are to it.
    pub access_key_id: SecretString,
    /// And the proof.
    pub secret_access_key: SecretString,
    /// Bytes of one file.
    pub max_bytes: u64,
}

impl Default for Files {
    fn default() -> Self {
        Self {
            store: FileStoreKind::Off,
            folder: None,
            bucket: String::new(),
            endpoint: None,
            region: "us-east-1".to_owned(),
            access_key_id: SecretString::default(),
            secret_access_key: SecretString::default(),
            max_bytes: 10_000_000,
        }
    }
}

/// What documents may ask for (api.md §7).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Graphql {
    /// Whether anybody may read the schema from the server. On in development.
    pub introspection: bool,
    /// Nested fields.
    pub max_depth: u64,
    /// Tokens of a document.
    pub max_tokens: usize,
    /// Aliases in a selection.
    pub max_aliases: u64,
    /// Directives in a document.
    pub max_directives: u64,
    /// Estimated cost for a caller who is signed in.
    pub max_cost_signed_in: u64,
    /// Estimated cost for an anonymous caller.
    pub max_cost_anonymous: u64,
    /// Bytes of an answer, before compression. Past them the answer is an error instead; a mutation has happened.
    pub max_answer_bytes: usize,
}

impl Default for Graphql {
    fn default() -> Self {
        Self {
            introspection: false,
            max_depth: 12,
            max_tokens: 1_000,
            max_aliases: 15,
            max_directives: 50,
            max_cost_signed_in: 5_000,
            max_cost_anonymous: 500,
            max_answer_bytes: 4 << 20,
        }
    }
}

/// Live connections: WebSocket and server-sent events. The counts are of one process.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Live {
    /// Open at once.
    pub max_connections: usize,
    /// Open at once with sessions of one account.
    pub max_per_account: usize,
    /// Open at once from one IPv4 address, or one IPv6 network of 64 bits.
    pub max_per_address: usize,
    /// Operations at once on one connection.
    pub max_operations: usize,
    /// Seconds after which the session of an open connection is looked up again, in case the signal of its end was
    /// lost.
    pub recheck_seconds: u64,
    /// Seconds between two pings, which must be less than the proxies wait for a sign of life.
    pub ping_seconds: u64,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            max_connections: 20_000,
            max_per_account: 50,
            max_per_address: 500,
            max_operations: 32,
            recheck_seconds: 60,
            ping_seconds: 25,
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// Logging.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// How lines look.
    pub format: LogFormat,
    /// What is logged: `tracing` directives, e.g. `info,portico::db=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        // What the HTTP library reports as errors are the faults of whoever sends garbage: a line each, at the
        // sender's pace, without a request id.
        Self { format: LogFormat::Json, filter: "info,actix_http=off".to_owned() }
    }
}
