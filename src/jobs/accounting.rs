//! NASes tell of sessions (RFC 2866): what they tell is verified, written down, and answered then.
//!
//! Any number of processes may hear: what comes twice is counted once. What cannot be written down is not answered, and comes
//! again.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use secrecy::ExposeSecret as _;
use tokio::net::UdpSocket;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::db::{Db, PlatformScope, Scope};
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

/// Between two lines about what was dropped.
const REPORT_EVERY: Duration = Duration::from_mins(1);

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
    /// What was dropped since then: of nobody's, malformed, or too much.
    pub dropped: AtomicU64,
}

impl AccountingServer {
    /// Hears until `stop` is cancelled; what has come in by then is dealt with first.
    pub async fn run(&self, stop: CancellationToken) {
        let socket = self.socket.try_clone().and_then(UdpSocket::from_std);
        let socket = match socket {
            Ok(socket) => Arc::new(socket),
            Err(error) => {
                tracing::error!(cause = %error, "accounting is not heard");
                return;
            }
        };
        let (mut buffer, mut tasks) = (vec![0; MAX_PACKET], JoinSet::new());
        let mut report = tokio::time::interval(REPORT_EVERY);
        loop {
            tokio::select! {
                received = socket.recv_from(&mut buffer) => match received {
                    Ok((length, from)) if tasks.len() < AT_ONCE => {
                        let octets = buffer[..length].to_vec();
                        let (ear, socket) = (self.ear.clone(), socket.clone());
                        tasks.spawn(async move { ear.hear(&socket, &octets, from).await });
                    }
                    Ok(_) => self.ear.drop_one(),
                    Err(error) => tracing::debug!(cause = %error, "a datagram did not come in"),
                },
                Some(ended) = tasks.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a datagram was not dealt with");
                    }
                }
                _ = report.tick() => self.ear.report(),
                () = stop.cancelled() => break,
            }
        }
        while tasks.join_next().await.is_some() {}
        self.ear.report();
    }
}

impl Ear {
    fn drop_one(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    fn report(&self) {
        let written = self.written.swap(0, Ordering::Relaxed);
        let dropped = self.dropped.swap(0, Ordering::Relaxed);
        if written + dropped > 0 {
            tracing::info!(written, dropped, "accounting was heard");
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
