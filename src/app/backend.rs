//! What answers behind the HTTP layer: tenants, callers, operations.

use std::sync::Arc;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::db::{Db, Scope};
use crate::graphql::context::{Loaders, RequestContext};
use crate::graphql::engine::{self, Engine, Operation, Outcome};
use crate::http::{
    Answer, Authenticated, Backend, Call, Check, CookieChange, Credential, Method, RequestFacts, Stage,
    Timing,
};
use crate::identity::{Client, Identity, SessionChange, Signal, SignedIn};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::ports::secrets::Secrets;
use crate::ports::session_store::{SessionRecord, SessionToken};
use crate::tenancy::{Tenant, TenantDirectory};

/// The backend of one worker.
pub(super) struct PortalBackend {
    pub(super) db: Db,
    pub(super) directory: TenantDirectory,
    pub(super) engine: Arc<Engine>,
    pub(super) identity: Arc<Identity>,
    pub(super) secrets: Secrets,
    pub(super) clock: SharedClock,
    pub(super) entropy: SharedEntropy,
}

/// A caller with the scope in which it was found, so that its statement is counted with the request's.
struct Caller {
    scope: Scope,
    signed_in: SignedIn,
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

    fn context(&self, call: &mut Call) -> RequestContext {
        let caller = call.caller.take().and_then(|caller| caller.0.downcast::<Caller>().ok());
        let (scope, signed_in) = match caller {
            Some(caller) => (caller.scope.acting_as(caller.signed_in.actor()), Some(caller.signed_in)),
            None => (self.scope(&call.tenant, &call.facts), None),
        };
        let preferred = signed_in.as_ref().and_then(|caller| caller.account.locale.as_deref());
        RequestContext {
            locale: preferred.unwrap_or(&call.tenant.reference.locale).into(),
            loaders: Loaders::for_request(&scope),
            tenant: call.tenant.clone(),
            identity: self.identity.clone(),
            client: Client {
                ip: call.facts.client_ip,
                user_agent: call.facts.user_agent.clone().unwrap_or_default(),
            },
            signal: Signal::default(),
            scope,
            signed_in,
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
    ) -> Result<Option<Authenticated>, Fault> {
        let scope = self.scope(tenant, facts);
        let signed_in = match credential {
            Credential::Cookie(text) => match SessionToken::parse(text) {
                Some(token) => self.identity.authenticate(&scope, &token).await?,
                None => None,
            },
            Credential::Bearer(text) => self.identity.authenticate_bearer(&scope, text).await?,
        };
        Ok(signed_in.map(|signed_in| Authenticated(Box::new(Caller { scope, signed_in }))))
    }

    async fn execute(&self, mut call: Call) -> Answer {
        let context = self.context(&mut call);
        let operation = Operation {
            document: call.params.query.take(),
            name: call.params.operation_name.take(),
            variables: std::mem::take(&mut call.params.variables),
            read_only: call.method == Method::Get,
        };
        let (outcome, context) = self.engine.execute(context, operation).await;
        answer(outcome, context.signal.take())
    }

    async fn sdl(&self, _: &Tenant, _: Option<&Authenticated>) -> Option<Arc<str>> {
        self.engine.introspection().then(|| self.engine.sdl().clone())
    }

    async fn jwks(&self, tenant: &Tenant, facts: &RequestFacts) -> Result<String, Fault> {
        let keys = self.identity.public_keys(&self.scope(tenant, facts)).await?;
        Ok(jwks(&keys))
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

fn answer(outcome: Outcome, change: Option<SessionChange>) -> Answer {
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
    Answer { cookie: change.map(cookie), timing: Some(timing), ..Answer::new(stage, outcome.body) }
}

fn cookie(change: SessionChange) -> CookieChange {
    match change {
        SessionChange::Issued { token, record } => {
            CookieChange::Set { value: token.expose(), max_age: max_age(&record) }
        }
        SessionChange::Ended => CookieChange::Clear,
    }
}

/// A remembered session outlives the browser; another one ends with it.
fn max_age(record: &SessionRecord) -> Option<std::time::Duration> {
    record.remember.then(|| (record.absolute_expires_at - record.created_at).to_std().unwrap_or_default())
}
