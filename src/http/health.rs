//! `/healthz` and `/readyz` on the internal listener: for the machine that starts, stops and routes to this process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::answer;
use super::backend::{Backend, Check};
use super::negotiate::MediaType;

/// Slower than this is as good as not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the internal listener knows.
pub(super) struct Internal {
    pub(super) backend: Arc<dyn Backend>,
    /// Set when the server has begun to stop.
    pub(super) stopping: Arc<AtomicBool>,
}

#[derive(Serialize)]
struct Report {
    status: &'static str,
    checks: Vec<Check>,
}

/// The process runs. It says nothing of what it depends on: restarting it would not mend a database.
pub(super) async fn alive() -> HttpResponse {
    respond(StatusCode::OK, &Report { status: "ok", checks: Vec::new() })
}

/// Requests may be sent here: everything answers, and the server is not about to stop.
pub(super) async fn ready(internal: web::Data<Internal>) -> HttpResponse {
    let mut checks =
        tokio::time::timeout(PATIENCE, internal.backend.readiness()).await.unwrap_or_else(|_| vec![late()]);
    if internal.stopping.load(Ordering::Relaxed) {
        checks.push(Check { name: "server", ok: false, detail: "stopping".to_owned() });
    }
    let (status, word) = if checks.iter().all(|check| check.ok) {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready")
    };
    respond(status, &Report { status: word, checks })
}

fn late() -> Check {
    Check { name: "checks", ok: false, detail: format!("no answer within {} s", PATIENCE.as_secs()) }
}

fn respond(status: StatusCode, report: &Report) -> HttpResponse {
    let body = serde_json::to_string(report).expect("strings and booleans always serialise");
    let mut response = answer::with_body(status, MediaType::Json.header(), body);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
