//! What every request passes, whatever it asks for: request id, log line, panics, security headers, compression.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::time::Instant;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, web};
use futures_util::FutureExt as _;
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use super::connection::Watch;
use super::exchange::{Exchange, Worker, single};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::request_id::X_REQUEST_ID;
use super::{answer, compression, security_headers};

/// The middleware around all routes.
pub(super) async fn pass(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let handling = request.conn_data::<Rc<Watch>>().map(Watch::begin);
    let worker = request.app_data::<web::Data<Worker>>().expect("every application is built with a worker");
    let exchange = Exchange::begin(request.uri(), request.headers(), request.peer_addr(), worker);
    let facts = exchange.facts.clone();
    let span = tracing::info_span!(
        "request",
        request_id = &*facts.request_id,
        method = known(request.method()),
        tenant = Empty,
        code = Empty,
    );
    let coding = match *request.method() {
        Method::HEAD => None,
        _ => compression::negotiate(single(request.headers(), &ACCEPT_ENCODING)),
    };
    request.extensions_mut().insert(exchange);

    let log = Log::start(span.clone());
    let outcome = AssertUnwindSafe(next.call(request).instrument(span.clone())).catch_unwind().await;
    let (request, response) = match outcome {
        Ok(Ok(response)) => {
            let (request, response) = response.into_parts();
            (Some(request), response)
        }
        Ok(Err(error)) => (None, error.error_response()),
        Err(_) => {
            let _inside = span.enter();
            tracing::error!("a handler panicked");
            (None, answer::refused(Refusal::Internal, MediaType::Json, &facts.request_id))
        }
    };

    let mut response = response.map_body(|head, body| compression::compress(coding, head, body));
    let headers = response.headers_mut();
    let id =
        HeaderValue::from_str(&facts.request_id).expect("letters, digits and hyphens make a header value");
    headers.insert(X_REQUEST_ID, id);
    security_headers::apply(headers, facts.https);
    let route = request.as_ref().and_then(actix_web::HttpRequest::match_pattern);
    if let Some(handling) = handling.filter(|_| response.status().is_success()) {
        handling.succeeded();
    }
    log.answered(route.as_deref().unwrap_or("none"), response.status().as_u16());
    match request {
        Some(request) => Ok(ServiceResponse::new(request, response)),
        // The request went down with the handler; an error is the other way out for a response.
        None => Err(InternalError::from_response("the handler failed", response).into()),
    }
}

/// A method as it is logged. Any token is a method, as long as a head may be.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::CONNECT => "CONNECT",
        Method::TRACE => "TRACE",
        _ => "OTHER",
    }
}

/// The one log line of a request. Nothing of what was sent stands in it: no path (which may hold a token), no query,
/// no variables, no header.
struct Log {
    started: Instant,
    span: Span,
    written: bool,
}

impl Log {
    fn start(span: Span) -> Self {
        Self { started: Instant::now(), span, written: false }
    }

    fn answered(mut self, route: &str, status: u16) {
        self.written = true;
        tracing::info!(parent: &self.span, route, status, ms = self.milliseconds(), "answered");
    }

    fn milliseconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() * 1000.0
    }
}

impl Drop for Log {
    /// The future is dropped before its end only when the connection is gone.
    fn drop(&mut self) {
        if !self.written {
            tracing::info!(parent: &self.span, ms = self.milliseconds(), "the client left");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex, PoisonError};

    use actix_web::middleware::from_fn;
    use actix_web::{App, test};
    use async_trait::async_trait;
    use tracing_subscriber::fmt::MakeWriter;

    use super::super::backend::{
        Answer, Attention, Authenticated, Backend, Call, Check, Credential, Delivery, DocumentFile,
        ExpectedFile, File, NoDocument, NotTaken, OpenedFile, PaymentMessage, RequestFacts, Stage, Started,
        StatusFeed,
    };
    use super::super::limits::Gate;
    use super::super::live::{Crowd, Live, LiveSettings};
    use super::super::settings::Settings;
    use super::super::{graphql, schema};
    use super::*;
    use crate::db::TenantRef;
    use crate::kernel::entropy::SystemEntropy;
    use crate::kernel::fault::Fault;
    use crate::kernel::ids::{TenantId, TypedId as _};
    use crate::ports::blob_store::{BlobStore, SentFile};
    use crate::ports::session_store::SessionEnds;
    use crate::tenancy::{self, Branding, Tenant};

    const CANARY: &str = "canary0123456789";

    struct Toy(SessionEnds);

    #[async_trait]
    impl Backend for Toy {
        async fn tenant(&self, _: &str) -> Result<Option<Arc<Tenant>>, Fault> {
            let reference = TenantRef {
                id: TenantId::from_uuid(uuid::Uuid::nil()),
                zone: chrono_tz::UTC,
                currency: "EUR".parse().map_err(Fault::internal)?,
                locale: "en".to_owned(),
                bills_in_portal: true,
                takes_cards: false,
                low_balance_minor: None,
                clock_offset: chrono::TimeDelta::zero(),
            };
            Ok(Some(Arc::new(Tenant {
                reference: Arc::new(reference),
                slug: String::new(),
                name: String::new(),
                portal_prefix: String::new(),
                status: crate::tenancy::entity::tenant::TenantStatus::Active,
                version: 1,
                hosts: Vec::new(),
                branding: Branding::default(),
                settings: tenancy::Settings::default(),
            })))
        }

        async fn authenticate(
            &self,
            _: &Tenant,
            _: Credential<'_>,
            _: &RequestFacts,
            _: Attention,
        ) -> Result<Option<Authenticated>, Fault> {
            Err(Fault::SessionStoreUnavailable("connection refused".to_owned()))
        }

        async fn execute(&self, call: Call) -> Answer {
            assert!(call.params.operation_name.is_none(), "a bug");
            Answer::new(Stage::Execution, r#"{"data":{}}"#.to_owned())
        }

        async fn start(&self, call: Call) -> Started {
            Started::Answered(self.execute(call).await)
        }

        fn session_ends(&self) -> &SessionEnds {
            &self.0
        }

        async fn sdl(&self, _: &Tenant, _: Option<&Authenticated>) -> Option<Arc<str>> {
            None
        }

        async fn export(&self, _: Authenticated, _: &str) -> Result<Option<File>, Fault> {
            Ok(None)
        }

        async fn jwks(&self, _: &Tenant, _: &RequestFacts) -> Result<String, Fault> {
            Ok(String::new())
        }

        async fn status_feed(
            &self,
            _: &Tenant,
            _: &str,
            _: &RequestFacts,
        ) -> Result<Option<StatusFeed>, Fault> {
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

        async fn document(&self, _: &Tenant, _: &str, _: &RequestFacts) -> Result<DocumentFile, NoDocument> {
            Err(NoDocument::NotFound)
        }

        fn files(&self) -> Option<&BlobStore> {
            None
        }

        async fn expected_file(
            &self,
            _: &Tenant,
            _: &str,
            _: &RequestFacts,
        ) -> Result<ExpectedFile, NotTaken> {
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
            Vec::new()
        }
    }

    /// Log lines in memory.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Lines {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    impl Lines {
        fn take(&self) -> String {
            let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
            String::from_utf8(bytes).expect("logs are text")
        }
    }

    /// threats.md row 18: whatever a request carries, nothing of it stands in the log.
    #[tokio::test(flavor = "local")]
    async fn one_line_a_request_and_no_secret_in_it() {
        let lines = Lines::default();
        let log = tracing_subscriber::fmt().json().with_writer(lines.clone()).finish();
        let _guard = tracing::subscriber::set_default(log);
        let worker = Worker {
            backend: Arc::new(Toy(SessionEnds::default())),
            settings: Arc::new(Settings::default()),
            gate: Gate::new(1),
            uploads: Crowd::of([1, 1, 1]),
            downloads: Gate::new(1),
            entropy: Arc::new(SystemEntropy),
            live: Live::new(LiveSettings::default()),
        };
        let application = App::new()
            .app_data(web::Data::new(worker))
            .wrap(from_fn(pass))
            .service(web::resource("/graphql").route(web::route().to(graphql::serve)))
            .default_service(web::route().to(schema::not_found));
        let service = test::init_service(application).await;
        let body =
            |name: &str| format!(r#"{{"query":"{{ {CANARY} }}","variables":{{"p":"{CANARY}"}}{name}}}"#);
        for (path, body, cookie, status, expected, level) in [
            ("/graphql", body(""), "", 200, "answered", "INFO"),
            ("/graphql", body(r#","operationName":7"#), "", 400, "answered", "INFO"),
            ("/graphql", CANARY.to_owned(), "", 400, "answered", "INFO"),
            (&format!("/documents/{CANARY}?token={CANARY}"), String::new(), "", 404, "answered", "INFO"),
            ("/graphql", body(""), CANARY, 503, "the request failed before execution", "ERROR"),
            ("/graphql", body(r#","operationName":"X""#), "", 500, "a handler panicked", "ERROR"),
        ] {
            let request = test::TestRequest::post()
                .uri(path)
                .insert_header(("host", "isp.example"))
                .insert_header(("content-type", "application/json"))
                .insert_header(("user-agent", CANARY))
                .insert_header(("x-request-id", CANARY))
                .insert_header(("x-portico-client", CANARY))
                .insert_header((
                    "cookie",
                    format!("__Host-portico{}={CANARY}", if cookie.is_empty() { "x" } else { "" }),
                ))
                .set_payload(body)
                .to_request();
            let answer = match test::try_call_service(&service, request).await {
                Ok(response) => response.status().as_u16(),
                Err(error) => error.error_response().status().as_u16(),
            };
            assert_eq!(answer, status, "{path}");
            let log = lines.take();
            assert!(!log.contains(CANARY), "{log}");
            let events: Vec<serde_json::Value> =
                log.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
            let count = if level == "ERROR" { 2 } else { 1 };
            assert_eq!(events.len(), count, "{log}");
            assert_eq!(
                (&events[0]["fields"]["message"], &events[0]["level"]),
                (&expected.into(), &level.into())
            );
            let last = &events[count - 1];
            assert_eq!(last["fields"]["status"], status, "{log}");
            assert_eq!(last["span"]["request_id"].as_str().map(str::len), Some(32), "{log}");
            assert_eq!(last["span"]["tenant"].is_string(), status != 404, "{log}");
            assert_eq!(last["span"]["code"].is_string(), status != 200, "{log}");
            assert!(last["fields"]["ms"].is_number(), "{log}");
        }
        // Any token is a method, and it may be as long as a head.
        let method = Method::from_bytes(CANARY.repeat(5_000).as_bytes()).expect("a token");
        let request = test::TestRequest::default().method(method).insert_header(("host", "isp.example"));
        test::call_service(&service, request.uri("/graphql").to_request()).await;
        let log = lines.take();
        assert!(log.len() < 1_000 && log.contains(r#""method":"OTHER""#), "{log}");
    }
}
