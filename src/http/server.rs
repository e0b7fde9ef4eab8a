//! The two listeners: the API for everybody, and health for the machine around it.

use std::future::ready;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_codec::Framed;
use actix_http::h1::Codec;
use actix_http::{HttpService, Request};
use actix_service::{ServiceFactoryExt as _, fn_service, map_config};
use actix_web::dev::AppConfig;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, guard, web};
use tokio::net::{TcpSocket, TcpStream};
use tokio_util::sync::CancellationToken;

use super::addresses::Addresses;
use super::backend::Backend;
use super::connection::{Patience, Patient};
use super::exchange::Worker;
use super::health::{self, Internal};
use super::limits::Gate;
use super::live::{Crowd, Live};
use super::settings::Settings;
use super::{
    demo_mail, documents, edge, files, graphql, hooks, jwks, playground, schema, status_feed, stream,
    uploads, websocket,
};
use crate::kernel::entropy::SharedEntropy;

/// Connections that the kernel keeps waiting until a worker takes them.
const BACKLOG: u32 = 1024;

/// A server that has its ports, but serves only once it is run.
pub struct Server {
    public: actix_server::Server,
    internal: actix_server::Server,
    port: u16,
    internal_port: u16,
    stopping: Arc<AtomicBool>,
    live: Arc<Live>,
}

impl Server {
    /// Takes the ports. `backend` is called once in each worker's thread, inside its runtime, and once more for the
    /// internal listener; `entropy` gives the request ids. Must be called within a Tokio runtime.
    pub fn bind<F>(settings: Settings, entropy: SharedEntropy, backend: F) -> io::Result<Self>
    where
        F: Fn() -> Arc<dyn Backend> + Send + Clone + 'static,
    {
        let (settings, stopping) = (Arc::new(settings), Arc::new(AtomicBool::new(false)));
        let live = Live::new(settings.live.clone());
        let (listener, internal_listener) = (listen(settings.listen)?, listen(settings.internal_listen)?);
        Ok(Self {
            port: listener.local_addr()?.port(),
            internal_port: internal_listener.local_addr()?.port(),
            internal: internal(&settings, internal_listener, Arc::clone(&stopping), backend.clone())?,
            public: public(settings, listener, entropy, Arc::clone(&live), backend)?,
            stopping,
            live,
        })
    }

    /// The port of the API.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The port of `/healthz` and `/readyz`.
    pub fn internal_port(&self) -> u16 {
        self.internal_port
    }

    /// Serves until `stop` is cancelled. Then `/readyz` says so, live connections are closed, no connection is taken any more, requests under way
    /// have `Settings::drain` to finish, and the internal listener closes last.
    pub async fn run_until(self, stop: CancellationToken) -> io::Result<()> {
        let (public, internal) = (self.public.handle(), self.internal.handle());
        let serve = async { tokio::try_join!(self.public, self.internal).map(|_| ()) };
        let mut serve = std::pin::pin!(serve);
        tokio::select! {
            ended = &mut serve => return ended,
            () = stop.cancelled() => self.stopping.store(true, Ordering::Relaxed),
        }
        let live = self.live;
        let drain = async {
            // First, or the server would wait for them until its patience ends.
            live.close().await;
            public.stop(true).await;
            internal.stop(false).await;
        };
        tokio::join!(serve, drain).0
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)?.into_std()
}

/// What `actix_web::HttpServer` does, with our own watch over each connection.
fn public<F>(
    settings: Arc<Settings>,
    listener: TcpListener,
    entropy: SharedEntropy,
    live: Arc<Live>,
    backend: F,
) -> io::Result<actix_server::Server>
where
    F: Fn() -> Arc<dyn Backend> + Send + Clone + 'static,
{
    let builder = actix_server::Server::build()
        .workers(settings.workers)
        .max_concurrent_connections(settings.max_connections)
        .shutdown_timeout(settings.drain.as_secs())
        .disable_signals();
    let gate = Gate::new(settings.max_in_flight);
    let uploads =
        Crowd::of([settings.max_uploads, settings.max_uploads_per_address, settings.max_uploads_per_account]);
    let downloads = Gate::new(settings.max_downloads);
    let addresses = Addresses::new(settings.max_connections_per_address, settings.trusted_proxies.clone());
    let shutdown = builder.graceful_shutdown_signal();
    let per_worker = move || {
        let worker = Worker {
            backend: backend(),
            settings: Arc::clone(&settings),
            gate: Arc::clone(&gate),
            uploads: Arc::clone(&uploads),
            downloads: Arc::clone(&downloads),
            entropy: Arc::clone(&entropy),
            live: Arc::clone(&live),
        };
        let worker = web::Data::new(worker);
        let application = App::new().app_data(worker.clone()).wrap(from_fn(edge::pass)).configure(routes);
        let shutdown = shutdown.clone();
        let http = HttpService::build()
            .keep_alive(settings.keep_alive)
            .client_request_timeout(settings.head_timeout)
            // A client that closes its side has left: otherwise its work would go on.
            .h1_allow_half_closed(false)
            // Idle connections close when the server begins to stop.
            .graceful_shutdown_signal(move || {
                let shutdown = shutdown.clone();
                async move { shutdown.notified().await }
            })
            .on_connect_ext(|connection: &Patient, data| {
                data.insert(connection.watch());
            })
            .upgrade(fn_service(move |(request, framed): (Request, Framed<Patient, Codec>)| {
                websocket::serve(request, framed, worker.clone())
            }))
            .h1(map_config(application, |()| AppConfig::default()));
        let (patience, addresses) = (Patience::of(&settings), Arc::clone(&addresses));
        fn_service(move |socket: TcpStream| {
            let peer = socket.peer_addr().ok();
            let place = addresses
                .enter(peer.map(|peer| peer.ip()))
                .ok_or_else(|| io::Error::from(io::ErrorKind::ConnectionRefused));
            let watched = place.and_then(|place| {
                socket.set_nodelay(true)?;
                Ok((Patient::new(socket, patience, place), peer))
            });
            ready(watched)
        })
        .map_err(actix_http::error::DispatchError::Io)
        .and_then(http)
    };
    Ok(builder.listen("public", listener, per_worker)?.run())
}

/// The public routes. What can be read answers `HEAD` like `GET`, without the body.
fn routes(config: &mut web::ServiceConfig) {
    let read = || web::route().guard(guard::Any(guard::Get()).or(guard::Head()));
    let reader = |path| web::resource(path).default_service(web::route().to(schema::read_only));
    config
        .service(web::resource("/graphql").route(web::route().to(graphql::serve)))
        .service(web::resource("/graphql/stream").route(web::route().to(stream::serve)))
        .service(
            web::resource("/hooks/payments/{gateway}")
                .route(web::post().to(hooks::payments))
                .default_service(web::route().to(hooks::only_post)),
        )
        .service(reader("/schema.graphql").route(read().to(schema::serve)))
        .service(reader("/.well-known/jwks.json").route(read().to(jwks::serve)))
        .service(reader("/status/feed.atom").route(read().to(status_feed::serve)))
        .service(reader("/documents/{token}").route(read().to(documents::serve)))
        .service(reader("/files/exports/{id}").route(read().to(files::export)))
        .service(
            web::resource("/files/{token}")
                .route(read().to(files::open))
                .route(web::put().to(uploads::put))
                .route(web::route().guard(guard::Options()).to(uploads::options))
                .default_service(web::route().to(uploads::other_methods)),
        )
        .service(reader("/demo/logins.json").route(read().to(schema::demo_logins)))
        .service(reader("/demo/mail").route(read().to(demo_mail::page)))
        .service(reader("/demo/mail.json").route(read().to(demo_mail::list)))
        .service(reader("/playground").route(read().to(playground::index)))
        .service(reader("/playground/").route(read().to(playground::index)))
        .service(reader("/playground/fallback.js").route(read().to(playground::fallback_script)))
        .service(reader("/playground/assets/{file}").route(read().to(playground::asset)))
        .default_service(web::route().to(schema::not_found));
}

fn internal<F>(
    settings: &Settings,
    listener: TcpListener,
    stopping: Arc<AtomicBool>,
    backend: F,
) -> io::Result<actix_server::Server>
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
        .listen(listener)?;
    Ok(server.run())
}
