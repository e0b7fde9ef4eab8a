//! What answers behind the HTTP layer: tenants, callers, operations.

use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures_util::StreamExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use crate::automation::Automation;
use crate::db::{Db, Scope};
use crate::documents::{Documents, Unserved};
use crate::events::Feed;
use crate::exports;
use crate::graphql::context::{Loaders, RequestContext};
use crate::graphql::engine::{self, Engine, Lapse, Launch, Operation, Outcome, Renewal, Update};
use crate::graphql::upload::Uploads;
use crate::http::{
    Answer, Attention, Authenticated, Backend, Call, Check, CookieChange, Credential, Delivery, DocumentFile,
    Event, ExpectedFile, File, KeptCredential, Method, NoDocument, NotTaken, OpenedFile, PaymentMessage,
    RequestFacts, Stage, Started, StatusFeed, Timing,
};
use crate::identity::{
    Changes, Client, DEVICE_LIFE, DeviceSecrets, Identity, SessionChange, Signal, SignedIn,
};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DataExportId, TypedId as _};
use crate::network::StatusPages;
use crate::network::feed::{FeedHead, atom};
use crate::network::inventory::Instruments;
use crate::network::poll::Poller;
use crate::payments::{MessageOutcome, Payments};
use crate::ports::blob_store::{BlobStore, SentFile};
use crate::ports::payment_gateway::GatewayKind;
use crate::ports::secrets::Secrets;
use crate::ports::session_store::{SessionEnds, SessionRecord, SessionToken};
use crate::tenancy::{Calendar, Tenant, TenantDirectory};
use crate::tickets::attachment::{Attachments, Expected};

/// The backend of one worker. Cheap to clone.
#[derive(Clone)]
pub(super) struct PortalBackend {
    pub(super) db: Db,
    pub(super) directory: TenantDirectory,
    pub(super) engine: Arc<Engine>,
    pub(super) feed: Feed,
    pub(super) calendar: Calendar,
    pub(super) identity: Arc<Identity>,
    pub(super) payments: Arc<Payments>,
    pub(super) documents: Documents,
    pub(super) attachments: Attachments,
    pub(super) instruments: Instruments,
    pub(super) poller: Arc<Poller>,
    pub(super) automation: Automation,
    pub(super) status_pages: StatusPages,
    pub(super) secrets: Secrets,
    pub(super) clock: SharedClock,
    pub(super) entropy: SharedEntropy,
}

/// A caller with the scope in which it was found, so that its statement is counted with the request's.
struct Caller {
    scope: Scope,
    signed_in: SignedIn,
    /// For looking again, if this becomes a live connection's.
    credential: KeptCredential,
}

impl PortalBackend {
    fn scope(&self, tenant: &Tenant, facts: &RequestFacts) -> Scope {
        let (db, entropy) = (self.db.clone(), self.entropy.clone());
        Scope::new(
            db,
            tenant.reference.clone(),
            Actor::Anonymous,
            &self.clock,
            entropy,
            facts.request_id.clone(),
        )
    }

    fn context(
        &self,
        caller: Option<Authenticated>,
        tenant: &Arc<Tenant>,
        facts: &RequestFacts,
        device: Option<&SecretString>,
    ) -> RequestContext {
        let caller = caller.and_then(|caller| caller.caller.downcast::<Caller>().ok());
        let (scope, signed_in) = match caller {
            Some(caller) => (caller.scope.acting_as(caller.signed_in.actor()), Some(caller.signed_in)),
            None => (self.scope(tenant, facts), None),
        };
        let preferred = signed_in.as_ref().and_then(|caller| caller.account.locale.as_deref());
        RequestContext {
            locale: preferred.unwrap_or(&tenant.reference.locale).into(),
            loaders: Loaders::for_request(&scope),
            tenant: tenant.clone(),
            feed: self.feed.clone(),
            calendar: self.calendar.clone(),
            identity: self.identity.clone(),
            payments: self.payments.clone(),
            attachments: self.attachments.clone(),
            instruments: self.instruments.clone(),
            poller: self.poller.clone(),
            automation: self.automation.clone(),
            status_pages: self.status_pages.clone(),
            uploads: Uploads::default(),
            idempotency_key: None,
            client: Client {
                ip: facts.client_ip,
                user_agent: facts.user_agent.clone().unwrap_or_default(),
                devices: device.map(|text| DeviceSecrets::read(text.expose_secret())).unwrap_or_default(),
            },
            signal: Signal::default(),
            scope,
            signed_in,
        }
    }
}

fn operation(call: &mut Call) -> Operation {
    Operation {
        document: call.params.query.take(),
        name: call.params.operation_name.take(),
        variables: std::mem::take(&mut call.params.variables),
        read_only: call.method == Method::Get,
        sets_cookies: call.sets_cookies,
    }
}

/// Looks up who listens, for each event.
struct Listener {
    backend: PortalBackend,
    tenant: Arc<Tenant>,
    facts: Arc<RequestFacts>,
    /// `None` is anonymous, and the engine lets nobody subscribe anonymously.
    credential: Option<KeptCredential>,
}

#[async_trait]
impl Renewal for Listener {
    async fn renew(&self) -> Result<RequestContext, Lapse> {
        let credential = self.credential.as_ref().ok_or(Lapse::SessionEnded)?;
        let found =
            self.backend.authenticate(&self.tenant, credential.shown(), &self.facts, Attention::Listens);
        let caller = found.await.map_err(Lapse::Fault)?.ok_or(Lapse::SessionEnded)?;
        Ok(self.backend.context(Some(caller), &self.tenant, &self.facts, None))
    }
}

fn event(update: Update) -> Event {
    match update {
        Update::Next(body) => Event::Next(body),
        Update::Refused(body) => Event::Refused(body),
        Update::Lapsed(Lapse::SessionEnded) => Event::SessionEnded,
        Update::Lapsed(Lapse::Fault(fault)) => {
            tracing::error!(cause = %fault, "an event could not be given");
            Event::Unavailable
        }
    }
}

#[async_trait]
impl Backend for PortalBackend {
    async fn tenant(&self, host: &str) -> Result<Option<Arc<Tenant>>, Fault> {
        self.directory.find(&self.db, host).await
    }

    async fn authenticate(
        &self,
        tenant: &Tenant,
        credential: Credential<'_>,
        facts: &RequestFacts,
        attention: Attention,
    ) -> Result<Option<Authenticated>, Fault> {
        let scope = self.scope(tenant, facts);
        let signed_in = match credential {
            Credential::Cookie(text) => match SessionToken::parse(text) {
                Some(token) => match attention {
                    Attention::Acts => self.identity.authenticate(&scope, &token).await?,
                    Attention::Listens => self.identity.look_again(&scope, &token).await?,
                },
                None => None,
            },
            Credential::Bearer(text) => match attention {
                Attention::Acts => self.identity.authenticate_bearer(&scope, text).await?,
                Attention::Listens => self.identity.look_again_bearer(&scope, text).await?,
            },
        };
        let now = scope.real_now();
        Ok(signed_in.map(|signed_in| Authenticated {
            owner: signed_in.session.owner(),
            session: signed_in.session.id,
            expires_in: (signed_in.good_until - now).to_std().unwrap_or_default(),
            caller: Box::new(Caller { scope, signed_in, credential: credential.kept() }),
        }))
    }

    async fn execute(&self, mut call: Call) -> Answer {
        let context = self.context(call.caller.take(), &call.tenant, &call.facts, call.device.as_ref());
        let uploads = Uploads::new(std::mem::take(&mut call.files));
        let context = RequestContext { idempotency_key: call.idempotency_key.take(), uploads, ..context };
        let (outcome, context) = self.engine.execute(context, operation(&mut call)).await;
        answer(outcome, context.signal.take())
    }

    async fn start(&self, mut call: Call) -> Started {
        let caller = call.caller.take();
        let credential = caller.as_ref().and_then(|caller| caller.caller.downcast_ref::<Caller>());
        let listener = Listener {
            credential: credential.map(|caller| caller.credential.clone()),
            backend: self.clone(),
            tenant: call.tenant.clone(),
            facts: call.facts.clone(),
        };
        let context = self.context(caller, &call.tenant, &call.facts, call.device.as_ref());
        let context = RequestContext { idempotency_key: call.idempotency_key.take(), ..context };
        match self.engine.start(context, operation(&mut call), Arc::new(listener)).await {
            Launch::Done(outcome, context) => Started::Answered(answer(outcome, context.signal.take())),
            Launch::Live(updates) => Started::Subscribed(updates.map(event).boxed()),
        }
    }

    fn session_ends(&self) -> &SessionEnds {
        self.identity.sessions.ends()
    }

    async fn sdl(&self, _: &Tenant, _: Option<&Authenticated>) -> Option<Arc<str>> {
        self.engine.introspection().then(|| self.engine.sdl().clone())
    }

    async fn export(&self, caller: Authenticated, id: &str) -> Result<Option<File>, Fault> {
        let Ok(caller) = caller.caller.downcast::<Caller>() else { return Ok(None) };
        let Ok(id) = DataExportId::parse(id) else { return Ok(None) };
        let scope = caller.scope.acting_as(caller.signed_in.actor());
        let found = exports::download(&scope, &caller.signed_in, id).await?;
        let file = |found: exports::Download| File {
            name: found.name,
            media_type: "application/zip",
            content: found.content,
        };
        Ok(found.map(file))
    }

    async fn jwks(&self, tenant: &Tenant, facts: &RequestFacts) -> Result<String, Fault> {
        let keys = self.identity.public_keys(&self.scope(tenant, facts)).await?;
        Ok(jwks(&keys))
    }

    async fn status_feed(
        &self,
        tenant: &Tenant,
        url: &str,
        facts: &RequestFacts,
    ) -> Result<Option<StatusFeed>, Fault> {
        if !tenant.settings.network.status_page {
            return Ok(None);
        }
        let scope = self.scope(tenant, facts);
        let incidents = self.status_pages.history(&scope).await?;
        let reference = &tenant.reference;
        let head = FeedHead { tenant: reference.id.0, name: &tenant.name, locale: &reference.locale, url };
        let (body, changed_at) = atom(head, &incidents);
        // A sandbox may be ahead of the world, which a header must not be (RFC 9110 §8.8.2.1).
        Ok(Some(StatusFeed { body, changed_at: changed_at.min(scope.real_now()) }))
    }

    async fn payment_message(
        &self,
        tenant: &Tenant,
        facts: &RequestFacts,
        message: PaymentMessage<'_>,
    ) -> Result<Delivery, Fault> {
        let Some(kind) = GatewayKind::by_name(message.gateway) else { return Ok(Delivery::Unknown) };
        let scope = self.scope(tenant, facts).acting_as(Actor::System);
        let PaymentMessage { signature, body, .. } = message;
        Ok(match self.payments.take_message(&scope, tenant, kind, signature, body).await? {
            MessageOutcome::Accepted => Delivery::Accepted,
            MessageOutcome::Refused => Delivery::Refused,
            MessageOutcome::NoSuchGateway => Delivery::Unknown,
        })
    }

    async fn document(
        &self,
        tenant: &Tenant,
        token: &str,
        facts: &RequestFacts,
    ) -> Result<DocumentFile, NoDocument> {
        match self.documents.open(&self.scope(tenant, facts), tenant, token).await {
            Ok(Some(file)) => Ok(DocumentFile { name: file.name, bytes: file.bytes }),
            Ok(None) => Err(NoDocument::NotFound),
            Err(Unserved::Busy) => Err(NoDocument::Busy),
            Err(Unserved::Fault(fault)) => Err(NoDocument::Fault(fault)),
        }
    }

    fn files(&self) -> Option<&BlobStore> {
        self.attachments.store()
    }

    async fn expected_file(
        &self,
        tenant: &Tenant,
        token: &str,
        facts: &RequestFacts,
    ) -> Result<ExpectedFile, NotTaken> {
        let expected = self.attachments.expected(&self.scope(tenant, facts), token).await;
        let expected = expected.map_err(NotTaken::Fault)?.ok_or(NotTaken::NotFound)?;
        Ok(ExpectedFile { size: expected.size(), what: Box::new(expected) })
    }

    async fn take_file(
        &self,
        tenant: &Tenant,
        facts: &RequestFacts,
        expected: ExpectedFile,
        file: SentFile,
    ) -> Result<(), NotTaken> {
        let expected = expected.what.downcast::<Expected>().map_err(|_| NotTaken::NotFound)?;
        let taken = self.attachments.take(&self.scope(tenant, facts), *expected, file).await;
        match taken.map_err(NotTaken::Fault)? {
            Ok(Some(_)) => Ok(()),
            Ok(None) => Err(NotTaken::NotFound),
            Err(unfit) => Err(NotTaken::Refused(unfit.message())),
        }
    }

    async fn file(
        &self,
        tenant: &Tenant,
        token: &str,
        facts: &RequestFacts,
    ) -> Result<Option<OpenedFile>, Fault> {
        let opened = self.attachments.open(&self.scope(tenant, facts), token).await?;
        Ok(opened.map(|file| OpenedFile { name: file.name, media_type: file.media_type, bytes: file.bytes }))
    }

    async fn readiness(&self) -> Vec<Check> {
        let (database, sessions) = tokio::join!(self.db.ping(), self.identity.sessions.ping());
        // A store that is down takes nothing from a running server: said, but no reason to send requests elsewhere.
        let secrets = Check { name: "secrets", ok: true, detail: self.secrets.freshness().detail };
        vec![check("database", database.map_err(Fault::from)), check("sessions", sessions), secrets]
    }
}

/// A key set (RFC 7517 §5) of Ed25519 keys (RFC 8037 §2).
fn jwks(keys: &[(String, [u8; 32])]) -> String {
    let key = |(id, public): &(String, [u8; 32])| {
        let x = URL_SAFE_NO_PAD.encode(public);
        json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": id, "x": x })
    };
    json!({ "keys": keys.iter().map(key).collect::<Vec<_>>() }).to_string()
}

fn check(name: &'static str, result: Result<(), Fault>) -> Check {
    match result {
        Ok(()) => Check { name, ok: true, detail: "answers".to_owned() },
        Err(fault) => {
            tracing::warn!(check = name, cause = %fault, "not ready");
            Check { name, ok: false, detail: "does not answer".to_owned() }
        }
    }
}

fn answer(outcome: Outcome, changes: Changes) -> Answer {
    let stage = match outcome.stage {
        engine::Stage::Document => Stage::Document,
        engine::Stage::NotReadOnly => Stage::Transport(405),
        engine::Stage::Credential(status) => Stage::Transport(status),
        engine::Stage::Execution => Stage::Execution,
    };
    let timing = Timing {
        parse: outcome.timing.parse,
        validate: outcome.timing.guard,
        execute: outcome.timing.execute,
    };
    Answer {
        cookie: changes.session.map(cookie),
        device: changes.device.map(device_cookie),
        timing: Some(timing),
        ..Answer::new(stage, outcome.body)
    }
}

fn cookie(change: SessionChange) -> CookieChange {
    match change {
        SessionChange::Issued { token, record } => {
            CookieChange::Set { value: token.expose(), max_age: max_age(&record) }
        }
        SessionChange::Ended => CookieChange::Clear,
    }
}

/// Kept for as long as the device may be known without another sign-in.
fn device_cookie(value: SecretString) -> CookieChange {
    CookieChange::Set { value, max_age: DEVICE_LIFE.to_std().ok() }
}

/// A remembered session outlives the browser; another one ends with it.
fn max_age(record: &SessionRecord) -> Option<std::time::Duration> {
    record.remember.then(|| (record.absolute_expires_at - record.created_at).to_std().unwrap_or_default())
}
