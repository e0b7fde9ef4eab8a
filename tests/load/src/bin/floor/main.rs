//! The floor: what the same answers cost when nothing is in between. One route for each document, the answer built by
//! one SQL statement; the session, the account and the tenant are checked as Portico checks them.
//!
//! What it lacks is what Portico is for: any other document, the guard, policies, limits, logs, refusals that explain
//! themselves. It is a yardstick and not a server.

mod database;
mod ids;
mod session;
mod tenants;

use actix_web::http::header::{CONTENT_TYPE, COOKIE, HOST, HeaderValue};
use actix_web::web::{Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, rt, web};

use database::{Database, Failed};
use session::{Session, Sessions};
use tenants::{Tenant, Tenants};

/// What one thread serves with: connections of its own, like Portico's workers.
struct Worker {
    tenants: Tenants,
    database: Database,
    sessions: Sessions,
}

fn main() -> Result<(), Failed> {
    rt::System::new().block_on(serve())
}

async fn serve() -> Result<(), Failed> {
    let setting = |name: &str| std::env::var(name).map_err(|_| format!("{name} is not set"));
    let (listen, database, redis) = (setting("LISTEN")?, setting("DATABASE_URL")?, setting("REDIS_URL")?);
    let server = HttpServer::new(move || {
        let (database, redis) = (database.clone(), redis.clone());
        App::new()
            .data_factory(move || open(database.clone(), redis.clone()))
            .route("/q1", web::post().to(dashboard))
            .route("/q2", web::post().to(reseller_list))
            .route("/q3", web::post().to(me))
    });
    server.workers(2).bind(listen)?.run().await?;
    Ok(())
}

async fn open(database: String, redis: String) -> Result<Worker, Failed> {
    let database = Database::open(&database).await?;
    let opened = async {
        let tenants = Tenants::load(&database).await?;
        Ok::<_, Failed>(Worker { tenants, sessions: Sessions::open(&redis).await?, database })
    };
    opened.await.inspect_err(|error| eprintln!("floor: {error}"))
}

/// Whoever calls: the tenant of the host and the live session of the cookie.
async fn caller<'a>(
    request: &HttpRequest,
    worker: &'a Worker,
) -> Result<Option<(&'a Tenant, Session)>, Failed> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let (Some(host), Some(cookie)) = (header(HOST), header(COOKIE)) else { return Ok(None) };
    let Some(tenant) = worker.tenants.of_host(host) else { return Ok(None) };
    let session = worker.sessions.find(cookie).await?.filter(|session| session.tenant == tenant.id);
    Ok(session.map(|session| (tenant, session)))
}

async fn dashboard(request: HttpRequest, _: Bytes, worker: Data<Worker>) -> HttpResponse {
    let answer = async {
        let Some((tenant, session)) = caller(&request, &worker).await? else { return Ok(None) };
        let Some(account) = worker.database.account(&session).await? else { return Ok(None) };
        let Some(customer) = account.customer else { return Ok(None) };
        let locale = account.locale.as_deref().unwrap_or(&tenant.locale);
        worker.database.dashboard(tenant, customer, locale).await
    };
    respond(answer.await)
}

async fn reseller_list(request: HttpRequest, _: Bytes, worker: Data<Worker>) -> HttpResponse {
    let answer = async {
        let Some((tenant, session)) = caller(&request, &worker).await? else { return Ok(None) };
        let Some(account) = worker.database.account(&session).await? else { return Ok(None) };
        let Some(reseller) = account.reseller else { return Ok(None) };
        worker.database.reseller_list(tenant, reseller).await
    };
    respond(answer.await)
}

async fn me(request: HttpRequest, _: Bytes, worker: Data<Worker>) -> HttpResponse {
    let answer = async {
        let Some((_, session)) = caller(&request, &worker).await? else { return Ok(None) };
        worker.database.me(&session).await
    };
    respond(answer.await)
}

/// `json` is what PostgreSQL built, with row ids where Portico writes external ones.
fn respond(json: Result<Option<String>, Failed>) -> HttpResponse {
    match json {
        Ok(Some(json)) => {
            let mut response = HttpResponse::Ok().body(ids::externalise(&json));
            response.headers_mut().insert(
                CONTENT_TYPE,
                HeaderValue::from_static("application/graphql-response+json; charset=utf-8"),
            );
            response
        }
        Ok(None) => HttpResponse::Unauthorized().finish(),
        Err(error) => {
            eprintln!("floor: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}
