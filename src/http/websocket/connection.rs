//! One WebSocket, from the end of its handshake to its last byte: one task, one loop.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use actix_web::web::{self, Bytes, BytesMut};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};

use super::super::backend::{Attention, KeptCredential, RequestFacts};
use super::super::exchange::Worker;
use super::super::live::{Caller, Denied, Over, Place, Presence};
use super::super::refusal::Refusal;
use super::super::tenant::Site;
use super::close::Close;
use super::inbox::{Inbox, Incoming, Stop};
use super::operation::{Operation, Operations, Output};
use super::outbox::Outbox;
use super::protocol::{self, InitCredential, Phase, Request};
use crate::tenancy::Tenant;

/// Until a caller is known, a message need hold no more than a token.
const MAX_FIRST_MESSAGE: usize = 8 * 1024;

/// What the handshake established.
pub(super) struct Opening {
    pub(super) worker: web::Data<Worker>,
    pub(super) site: Site,
    pub(super) tenant: Arc<Tenant>,
    pub(super) facts: Arc<RequestFacts>,
    /// Of the handshake: the cookie, or a bearer token where the client can set headers.
    pub(super) credential: Option<KeptCredential>,
    pub(super) place: Place,
}

/// Serves a connection to its end. `greeting` is the answer to the handshake, `received` what came after its request.
pub(super) async fn serve(socket: TcpStream, received: BytesMut, greeting: Bytes, opening: Opening) {
    let (started, facts, tenant) = (Stopwatch::now(), opening.facts.clone(), opening.tenant.clone());
    let code = Connection::new(socket, received, greeting, opening).run().await;
    tracing::info!(
        request_id = &*facts.request_id,
        tenant = %tenant.reference.id,
        code,
        seconds = started.elapsed().as_secs_f64(),
        "a live connection closed"
    );
}

/// Who calls, once that is known.
type Admission = Result<(Rc<Caller>, Presence), Close>;

struct Connection {
    socket: TcpStream,
    opening: Rc<Opening>,
    phase: Phase,
    init: Option<LocalBoxFuture<'static, Admission>>,
    caller: Option<Rc<Caller>>,
    presence: Option<Presence>,
    operations: Operations,
    inbox: Inbox,
    outbox: Outbox,
    opened: Instant,
    /// When the client was last heard.
    heard: Instant,
    next_ping: Instant,
}

/// How a connection ends.
enum End {
    /// The client is told why.
    Close(Close),
    /// The client said goodbye, with this payload.
    Goodbye(Bytes),
    /// There is nobody to tell.
    Gone,
}

impl From<Stop> for End {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Close(close) => Self::Close(close),
            Stop::Gone => Self::Gone,
        }
    }
}

impl Connection {
    fn new(socket: TcpStream, received: BytesMut, greeting: Bytes, opening: Opening) -> Self {
        let now = Instant::now();
        let live = &opening.worker.live.settings;
        let mut outbox = Outbox::new(live.backlog);
        outbox.raw(greeting);
        Self {
            socket,
            phase: Phase::Waiting,
            init: None,
            caller: None,
            presence: None,
            operations: Operations::default(),
            inbox: Inbox::new(received, MAX_FIRST_MESSAGE),
            outbox,
            opened: now,
            heard: now,
            next_ping: now + live.ping,
            opening: Rc::new(opening),
        }
    }

    /// To the last byte; the close code for the log, 1006 where there was none (RFC 6455 §7.1.5).
    async fn run(mut self) -> u16 {
        let worker = self.opening.worker.clone();
        let live = &worker.live.settings;
        let greeted = timeout(live.stall, self.outbox.flush(&self.socket)).await;
        let end = if matches!(greeted, Ok(Ok(()))) { self.converse().await } else { End::Gone };
        // Whatever is still running ends here, and so does the watch.
        (self.presence, self.init, self.operations) = (None, None, Operations::default());
        let code = match end {
            End::Close(close) => {
                self.outbox.close(&close);
                close.code
            }
            End::Goodbye(payload) => {
                self.outbox.echo_close(&payload);
                payload.first_chunk().map_or(1005, |code| u16::from_be_bytes(*code))
            }
            End::Gone => {
                // What the kernel still holds for a client that does not read is not kept either.
                let _ = self.socket.set_zero_linger();
                return 1006;
            }
        };
        if timeout(live.farewell, self.farewell()).await.is_err() {
            let _ = self.socket.set_zero_linger();
        }
        code
    }

    /// Sends what is left, and lets the client close the connection (RFC 6455 §7.1.1).
    async fn farewell(&mut self) -> std::io::Result<()> {
        self.outbox.flush(&self.socket).await?;
        self.socket.shutdown().await?;
        let mut ignored = [0; 512];
        loop {
            self.socket.readable().await?;
            match self.socket.try_read(&mut ignored) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn converse(&mut self) -> End {
        let worker = self.opening.worker.clone();
        loop {
            let deadline = self.deadline();
            let room = !self.outbox.is_full();
            tokio::select! {
                // The end of the session goes before every event.
                biased;
                () = worker.live.stopping.cancelled() => return End::Close(Close::GOING_AWAY),
                over = over(&mut self.presence) => return End::Close(over.into()),
                sent = self.outbox.flush(&self.socket), if !self.outbox.is_empty() => {
                    if sent.is_err() {
                        return End::Gone;
                    }
                }
                admission = admitted(&mut self.init) => {
                    self.init = None;
                    match admission {
                        Ok((caller, presence)) => self.acknowledge(caller, presence),
                        Err(close) => return End::Close(close),
                    }
                }
                incoming = self.inbox.next(&self.socket), if room => {
                    self.heard = Instant::now();
                    match incoming.map_err(End::from).and_then(|incoming| self.receive(incoming)) {
                        Ok(()) => {}
                        Err(end) => return end,
                    }
                }
                (id, output) = self.operations.next(), if room => {
                    if let Some(over) = self.give(&id, output) {
                        return End::Close(over.into());
                    }
                }
                () = sleep_until(deadline) => {
                    if let Some(end) = self.overdue() {
                        return end;
                    }
                }
            }
        }
    }

    /// When to look at the clock again.
    fn deadline(&self) -> Instant {
        let live = &self.opening.worker.live.settings;
        let init = (self.phase == Phase::Waiting).then_some(self.opened + live.init);
        let stall = self.outbox.stalled_since().map(|since| since + live.stall);
        let message =
            self.inbox.waiting_since().map(|since| since + self.opening.worker.settings.body_timeout);
        [init, stall, message].into_iter().flatten().fold(self.next_ping, Instant::min)
    }

    /// What is late, and pings.
    fn overdue(&mut self) -> Option<End> {
        let (now, worker) = (Instant::now(), self.opening.worker.clone());
        let live = &worker.live.settings;
        if self.phase == Phase::Waiting && now >= self.opened + live.init {
            return Some(End::Close(Close::INIT_TIMEOUT));
        }
        if self.outbox.stalled_since().is_some_and(|since| now >= since + live.stall) {
            return Some(End::Gone);
        }
        if self.inbox.waiting_since().is_some_and(|since| now >= since + worker.settings.body_timeout) {
            return Some(End::Close(Close::SLOW));
        }
        if now >= self.next_ping {
            if now >= self.heard + 2 * live.ping {
                return Some(End::Gone);
            }
            self.next_ping = now + live.ping;
            self.outbox.ping();
        }
        None
    }

    fn receive(&mut self, incoming: Incoming) -> Result<(), End> {
        let text = match incoming {
            Incoming::Ping(payload) => {
                self.outbox.pong(&payload);
                return Ok(());
            }
            Incoming::Pong | Incoming::Begun => return Ok(()),
            Incoming::Close(payload) => return Err(End::Goodbye(payload)),
            Incoming::Text(text) => text,
        };
        let text = std::str::from_utf8(&text).map_err(|_| End::Close(Close::ENCODING))?;
        let request = protocol::read(self.phase, text, |id| self.operations.contains(id));
        match request.map_err(End::Close)? {
            Request::Init(credential) => {
                self.phase = Phase::Initialising;
                self.init = Some(admit(self.opening.clone(), credential).boxed_local());
            }
            Request::Ping(payload) => self.outbox.text(&protocol::pong(payload.as_deref())),
            Request::Pong => {}
            Request::Subscribe(id, params) => self.subscribe(id, *params),
            Request::Complete(id) => self.operations.remove(&id),
        }
        Ok(())
    }

    fn acknowledge(&mut self, caller: Rc<Caller>, presence: Presence) {
        self.phase = Phase::Ready;
        self.inbox.allow(caller.worker.settings.max_body);
        (self.caller, self.presence) = (Some(caller), Some(presence));
        self.outbox.text(protocol::ACK);
    }

    fn subscribe(&mut self, id: Box<str>, params: super::super::backend::GraphqlParams) {
        // The protocol lets nobody subscribe before there is a caller.
        let Some(caller) = &self.caller else { return };
        if self.operations.len() < caller.worker.live.settings.max_operations {
            self.operations.add(id, Operation::begin(caller.clone(), params));
        } else {
            let refusal = Refusal::TooManyOperations.body(&caller.facts.request_id);
            self.outbox.text(&protocol::error(&id, &refusal));
        }
    }

    fn give(&mut self, id: &str, output: Output) -> Option<Over> {
        let (last, message) = match output {
            Output::Next(body) => (false, protocol::next(id, &body)),
            Output::Refused(body) => (true, protocol::error(id, &body)),
            Output::Complete => (true, protocol::complete(id)),
            Output::Over(over) => return Some(over),
        };
        if last {
            self.operations.remove(id);
        }
        self.outbox.text(&message);
        None
    }
}

async fn over(presence: &mut Option<Presence>) -> Over {
    match presence {
        Some(presence) => presence.over().await,
        None => std::future::pending().await,
    }
}

async fn admitted(init: &mut Option<LocalBoxFuture<'static, Admission>>) -> Admission {
    match init {
        Some(init) => init.await,
        None => std::future::pending().await,
    }
}

/// Finds out who calls, and begins to watch over their session.
async fn admit(opening: Rc<Opening>, given: InitCredential) -> Admission {
    let credential = match given {
        InitCredential::Bearer(token) => KeptCredential::Bearer(token),
        InitCredential::Malformed => return Err(Close::FORBIDDEN),
        InitCredential::Absent => opening.credential.clone().ok_or(Close::UNAUTHORIZED)?,
    };
    let Opening { worker, tenant, facts, site, place, .. } = &*opening;
    let caller = Rc::new(Caller {
        worker: worker.clone(),
        site: site.clone(),
        tenant: tenant.clone(),
        facts: facts.clone(),
        credential,
    });
    let work = async {
        let found = caller.look(tenant, facts, Attention::Acts).await;
        let found = found.map_err(|fault| refused(Refusal::of_fault(&fault)))?.ok_or(Close::FORBIDDEN)?;
        let presence = Presence::begin(caller.clone(), found.owner, found.session, place).await;
        presence.map_err(|denied| match denied {
            Denied::Unknown => Close::FORBIDDEN,
            Denied::Refused(refusal) => refused(refusal),
        })
    };
    let presence = timeout(worker.settings.deadline, work).await.unwrap_or(Err(Close::TRY_AGAIN))?;
    Ok((caller, presence))
}

fn refused(refusal: Refusal) -> Close {
    if refusal == Refusal::TooManyConnections { Close::CROWDED } else { Close::TRY_AGAIN }
}
