//! The two listeners: the API for everybody, and health for the machine around it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, guard, web};
use tokio_util::sync::CancellationToken;

use super::backend::Backend;
use super::exchange::Worker;
use super::health::{self, Internal};
use super::limits::Gate;
use super::settings::Settings;
use super::{edge, graphql, playground, schema};
use crate::kernel::entropy::SharedEntropy;

/// A server that has its ports, but serves only once it is run.
pub struct Server {
    public: actix_web::dev::Server,
    internal: actix_web::dev::Server,
    port: u16,
    internal_port: u16,
    stopping: Arc<AtomicBool>,
}

impl Server {
    /// Takes the ports. `backend` is called once in each worker's thread, inside its runtime, and once more for the
    /// internal listener; `entropy` gives the request ids. Must be called within a Tokio runtime.
    pub fn bind<F>(settings: Settings, entropy: SharedEntropy, backend: F) -> io::Result<Self>
    where
        F: Fn() -> Arc<dyn Backend> + Send + Clone + 'static,
    {
        let settings = Arc::new(settings);
        let stopping = Arc::new(AtomicBool::new(false));
        let (public, port) = public(&settings, entropy, backend.clone())?;
        let (internal, internal_port) = internal(&settings, Arc::clone(&stopping), backend)?;
        Ok(Self { public, internal, port, internal_port, stopping })
    }

    /// The port of the API.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The port of `/healthz` and `/readyz`.
    pub fn internal_port(&self) -> u16 {
        self.internal_port
    }

    /// Serves until `stop` is cancelled. Then `/readyz` says so, no connection is taken any more, requests under way
    /// have `Settings::drain` to finish, and the internal listener closes last.
    pub async fn run_until(self, stop: CancellationToken) -> io::Result<()> {
        let (public, internal) = (self.public.handle(), self.internal.handle());
        let serve = async { tokio::try_join!(self.public, self.internal).map(|_| ()) };
        let mut serve = std::pin::pin!(serve);
        tokio::select! {
            ended = &mut serve => return ended,
            () = stop.cancelled() => self.stopping.store(true, Ordering::Relaxed),
        }
        let drain = async {
            public.stop(true).await;
            internal.stop(false).await;
        };
        tokio::join!(serve, drain).0
    }
}

fn public<F>(
    settings: &Arc<Settings>,
    entropy: SharedEntropy,
    backend: F,
) -> io::Result<(actix_web::dev::Server, u16)>
where
    F: Fn() -> Arc<dyn Backend> + Send + Clone + 'static,
{
    let gate = Gate::new(settings.max_in_flight);
    let shared = Arc::clone(settings);
    let application = move || {
        let worker = Worker {
            backend: backend(),
            settings: Arc::clone(&shared),
            gate: Arc::clone(&gate),
            entropy: Arc::clone(&entropy),
        };
        App::new().app_data(web::Data::new(worker)).wrap(from_fn(edge::pass)).configure(routes)
    };
    let server = HttpServer::new(application)
        .workers(settings.workers)
        .max_connections(settings.max_connections)
        .keep_alive(settings.keep_alive)
        .client_request_timeout(settings.head_timeout)
        // A client that closes its side has left: without this its work would go on.
        .h1_allow_half_closed(false)
        .tcp_nodelay(true)
        .shutdown_timeout(settings.drain.as_secs())
        .disable_signals()
        .bind(settings.listen)?;
    let port = port(&server.addrs())?;
    Ok((server.run(), port))
}

/// The public routes. What can be read answers `HEAD` like `GET`, without the body.
fn routes(config: &mut web::ServiceConfig) {
    let read = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    let reader = |path| web::resource(path).default_service(web::route().to(schema::read_only));
    config
        .service(web::resource("/graphql").route(web::route().to(graphql::serve)))
        .service(reader("/schema.graphql").route(read().to(schema::serve)))
        .service(reader("/demo/logins.json").route(read().to(schema::demo_logins)))
        .service(reader("/playground").route(read().to(playground::index)))
        .service(reader("/playground/").route(read().to(playground::index)))
        .service(reader("/playground/fallback.js").route(read().to(playground::fallback_script)))
        .service(reader("/playground/assets/{file}").route(read().to(playground::asset)))
        .default_service(web::route().to(schema::not_found));
}

fn internal<F>(
    settings: &Settings,
    stopping: Arc<AtomicBool>,
    backend: F,
) -> io::Result<(actix_web::dev::Server, u16)>
where
    F: Fn() -> Arc<dyn Backend> + Send + Clone + 'static,
{
    let application = move || {
        let internal = Internal { backend: backend(), stopping: Arc::clone(&stopping) };
        App::new()
            .app_data(web::Data::new(internal))
            .route("/healthz", web::get().to(health::alive))
            .route("/readyz", web::get().to(health::ready))
    };
    let server = HttpServer::new(application)
        .workers(1)
        .client_request_timeout(settings.head_timeout)
        .disable_signals()
        .bind(settings.internal_listen)?;
    let port = port(&server.addrs())?;
    Ok((server.run(), port))
}

fn port(addresses: &[SocketAddr]) -> io::Result<u16> {
    let address = addresses.first().ok_or_else(|| io::Error::other("no address was bound"))?;
    Ok(address.port())
}
