//! NASes tell of sessions (RFC 2866): what they tell is verified, written down, and answered then.
//!
//! Any number of processes may hear: what comes twice is counted once. What cannot be written down is not answered, and comes
//! again. Anybody can send a datagram, so where NASes are is known beforehand: what is from elsewhere costs no statement.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::ExposeSecret as _;
use tokio::net::UdpSocket;
use tokio::sync::{Notify, OwnedSemaphorePermit, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, interval_at};
use tokio_util::sync::CancellationToken;

use super::senders::{Judged, Senders};
use crate::db::{Db, DbError, PlatformScope, Scope};
use crate::kernel::actor::Actor;
use crate::kernel::clock::SharedClock;
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::fault::Fault;
use crate::ports::radius::{AccountingRecord, Code, MAX_PACKET, Packet, acknowledge};
use crate::ports::secrets::Secrets;
use crate::provisioning;
use crate::tenancy;

/// Datagrams that are dealt with at once; what comes beyond is dropped, and comes again.
const AT_ONCE: usize = 64;

/// How long one may take: NASes repeat themselves after a few seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Between two looks at where NASes are.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// The same where somebody unknown has sent something: a NAS that was just entered is heard within about this, and whoever sends
/// from anywhere causes no more looks.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// Datagrams from unknown addresses that wait for a look; what comes beyond is dropped, and comes again if it is a NAS's.
const MAX_WAITING: usize = 16;

/// Between two lines about what was dropped.
const REPORT_EVERY: Duration = Duration::from_mins(1);

/// What a look has found.
type Looked = Result<HashSet<IpAddr>, DbError>;

/// Who hears.
pub struct AccountingServer {
    /// What each datagram needs.
    pub ear: Arc<Ear>,
    /// Where they come in: bound when the process started.
    pub socket: std::net::UdpSocket,
}

/// What is needed to deal with a datagram.
pub struct Ear {
    /// A pool of the runtime that hears.
    pub db: Db,
    /// The time.
    pub clock: SharedClock,
    /// Random bytes for ids.
    pub entropy: SharedEntropy,
    /// Where shared secrets are.
    pub secrets: Secrets,
    /// What was written down since the last line about it.
    pub written: AtomicU64,
    /// What was dropped since then though a NAS is at its address: not signed by it, malformed, or too much.
    pub dropped: AtomicU64,
    /// What was dropped since then unread, because no NAS is at its address.
    pub unknown: AtomicU64,
}

impl AccountingServer {
    /// Hears until `stop` is cancelled; what of NASes has come in by then is dealt with first.
    pub async fn run(&self, stop: CancellationToken) {
        let socket = self.socket.try_clone().and_then(UdpSocket::from_std);
        let socket = match socket {
            Ok(socket) => Arc::new(socket),
            Err(error) => {
                tracing::error!(cause = %error, "accounting is not heard");
                return;
            }
        };
        let (asked, (tell, told)) = (Notify::new(), mpsc::channel(1));
        let hearing = Hearing {
            ear: self.ear.clone(),
            socket,
            senders: Senders::default(),
            waiting: Vec::new(),
            tasks: JoinSet::new(),
        };
        let looking = stop.run_until_cancelled(self.ear.look_about(&asked, tell));
        tokio::join!(looking, hearing.run(&asked, told, &stop));
        self.ear.report();
    }
}

/// What has come in and is in hand.
struct Hearing {
    ear: Arc<Ear>,
    socket: Arc<UdpSocket>,
    senders: Senders,
    /// From addresses at which no NAS is known: the next look tells.
    waiting: Vec<(Vec<u8>, SocketAddr)>,
    tasks: JoinSet<()>,
}

impl Hearing {
    async fn run(mut self, asked: &Notify, mut told: mpsc::Receiver<Looked>, stop: &CancellationToken) {
        let mut buffer = vec![0; MAX_PACKET];
        let mut report = interval_at(Instant::now() + REPORT_EVERY, REPORT_EVERY);
        loop {
            tokio::select! {
                received = self.socket.recv_from(&mut buffer) => match received {
                    Ok((length, from)) => self.take(&buffer[..length], from, asked),
                    Err(error) => tracing::debug!(cause = %error, "a datagram did not come in"),
                },
                Some(looked) = told.recv() => self.learn(looked),
                Some(ended) = self.tasks.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a datagram was not dealt with");
                    }
                }
                _ = report.tick() => self.ear.report(),
                () = stop.cancelled() => break,
            }
        }
        while self.tasks.join_next().await.is_some() {}
    }

    /// A datagram has come. One from where no NAS is known waits for a look, if not too many do: a NAS may be new.
    fn take(&mut self, octets: &[u8], from: SocketAddr, asked: &Notify) {
        match self.senders.judge(from.ip()) {
            Judged::Taken(place) => self.deal_with(octets.to_vec(), from, place),
            Judged::TooMuch => self.ear.drop_one(),
            Judged::Unknown => {
                asked.notify_one();
                if self.waiting.len() < MAX_WAITING {
                    self.waiting.push((octets.to_vec(), from));
                } else {
                    self.ear.pass_over();
                }
            }
        }
    }

    /// Takes over what a look has found, and judges anew what has waited for it.
    fn learn(&mut self, looked: Looked) {
        match looked {
            Ok(addresses) => self.senders.replace(&addresses),
            Err(error) => tracing::warn!(cause = %error, "where NASes are was not read; what is known stays"),
        }
        for (octets, from) in std::mem::take(&mut self.waiting) {
            match self.senders.judge(from.ip()) {
                Judged::Taken(place) => self.deal_with(octets, from, place),
                Judged::TooMuch => self.ear.drop_one(),
                Judged::Unknown => self.ear.pass_over(),
            }
        }
    }

    fn deal_with(&mut self, octets: Vec<u8>, from: SocketAddr, place: OwnedSemaphorePermit) {
        if self.tasks.len() >= AT_ONCE {
            self.ear.drop_one();
            return;
        }
        let (ear, socket) = (self.ear.clone(), self.socket.clone());
        self.tasks.spawn(async move {
            ear.hear(&socket, &octets, from).await;
            drop(place);
        });
    }
}

impl Ear {
    fn drop_one(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    fn pass_over(&self) {
        self.unknown.fetch_add(1, Ordering::Relaxed);
    }

    /// Looks where NASes are and tells of it: now and then, and soon when it is asked to.
    async fn look_about(&self, asked: &Notify, tell: mpsc::Sender<Looked>) {
        loop {
            let looked = provisioning::nas_addresses(&PlatformScope::new(self.db.clone())).await;
            if tell.send(looked).await.is_err() {
                return;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
            tokio::select! {
                () = asked.notified() => {}
                () = tokio::time::sleep(LOOK_EVERY.saturating_sub(LOOK_AGAIN)) => {}
            }
        }
    }

    fn report(&self) {
        let written = self.written.swap(0, Ordering::Relaxed);
        let dropped = self.dropped.swap(0, Ordering::Relaxed);
        let unknown = self.unknown.swap(0, Ordering::Relaxed);
        if written + dropped + unknown > 0 {
            tracing::info!(written, dropped, unknown, "accounting was heard");
        }
    }

    async fn hear(&self, socket: &UdpSocket, octets: &[u8], from: SocketAddr) {
        let answered = tokio::time::timeout(PATIENCE, self.answer(octets, from)).await;
        match answered {
            Ok(Ok(Some(answer))) => {
                self.written.fetch_add(1, Ordering::Relaxed);
                if let Err(error) = socket.send_to(&answer, from).await {
                    tracing::debug!(cause = %error, "a NAS was not answered; it will ask again");
                }
            }
            Ok(Ok(None)) => self.drop_one(),
            Ok(Err(fault)) => {
                self.drop_one();
                tracing::warn!(cause = %fault, "accounting was not written down; it will come again");
            }
            Err(_) => {
                self.drop_one();
                tracing::warn!("accounting was not written down in time; it will come again");
            }
        }
    }

    /// The answer to a datagram, once it is written down; none for what is not to be answered.
    async fn answer(&self, octets: &[u8], from: SocketAddr) -> Result<Option<Vec<u8>>, Fault> {
        let Ok(packet) = Packet::parse(octets) else { return Ok(None) };
        if packet.code != Code::AccountingRequest {
            return Ok(None);
        }
        let platform = PlatformScope::new(self.db.clone());
        let nases = provisioning::nas_at(&platform, from.ip()).await?;
        let signers = provisioning::signers_of(&packet, nases, &self.secrets).await;
        let Some((_, secret)) = signers.first() else { return Ok(None) };
        let Ok(record) = AccountingRecord::of(&packet) else { return Ok(None) };
        for (nas, _) in &signers {
            // Read anew: a sandbox may have moved its clock.
            let Some(tenant) = tenancy::find_by_id(&platform, nas.tenant_id).await? else { continue };
            let (db, entropy) = (self.db.clone(), self.entropy.clone());
            let reference = tenant.reference.clone();
            let scope = Scope::new(db, reference, Actor::System, &self.clock, entropy, "accounting".into());
            if provisioning::account(&scope, nas, &record).await? {
                break;
            }
        }
        // What is of nobody's is answered too: it would come again and again.
        let answer = acknowledge(&packet, secret.expose_secret().as_bytes());
        let octets = answer.and_then(|answer| answer.encode()).map_err(Fault::internal)?;
        Ok(Some(octets))
    }
}
