//! One device, one budget. The library's session has no timeout of its own, and after an answer that did not come, or was not
//! ours, every later one would be off by one: so such a session is thrown away, with its socket, and with it whatever still
//! arrives there.

use std::time::Duration;

use async_trait::async_trait;
use secrecy::ExposeSecret as _;
use snmp2::AsyncSession;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep, timeout};

use super::credentials::{Credentials, User};
use super::discovery::Engines;
use super::walk::{Bulk, Column};
use super::wire::{Answer, Ask, Failure, send};
use super::{Binding, Oid, Patience, Session, SnmpError, Target, Value};
use crate::kernel::entropy::{SharedEntropy, bytes};

/// Names in one request: their values fit into one datagram that no network cuts in pieces.
const NAMES_AT_ONCE: usize = 20;
/// Between two attempts where something came, but nothing of use; twice as long after each.
const PAUSE: Duration = Duration::from_millis(50);

// RFC 3416 §3.
const TOO_BIG: u32 = 1;
const NO_SUCH_NAME: u32 = 2;
/// Old devices say so where they mean the one above, and to a whole request of which they cannot answer one name.
const GENERAL_ERROR: u32 = 5;
const AUTHORIZATION_ERROR: u32 = 16;

/// What is left of the session's budget. With its end, another session may be opened.
pub(super) struct Limits {
    patience: Patience,
    ends: Instant,
    rows: usize,
    bytes: usize,
    _permit: OwnedSemaphorePermit,
}

impl Limits {
    /// The whole budget, from now on.
    pub(super) fn new(patience: Patience, permit: OwnedSemaphorePermit) -> Self {
        Self { patience, ends: Instant::now() + patience.total, rows: 0, bytes: 0, _permit: permit }
    }

    fn take(&mut self, bindings: &[Binding]) -> Result<(), SnmpError> {
        self.rows += bindings.len();
        self.bytes += bindings.iter().map(Binding::weight).sum::<usize>();
        let within = self.rows <= self.patience.max_rows && self.bytes <= self.patience.max_bytes;
        if within { Ok(()) } else { Err(SnmpError::TooMuch) }
    }
}

/// When an engine of version 3 was met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    NotYet,
    /// In a session before: it may be another by now.
    Before,
    InThisSession,
}

/// A session over the library.
pub(super) struct Snmp2Session {
    target: Target,
    limits: Limits,
    engines: Engines,
    entropy: SharedEntropy,
    link: Option<AsyncSession>,
    met: Met,
    /// Whether the engine did not tell its clock with its name.
    unclocked: bool,
    /// Whether any request was answered.
    answered: bool,
}

impl Snmp2Session {
    pub(super) fn new(target: Target, limits: Limits, engines: Engines, entropy: SharedEntropy) -> Self {
        let (met, unclocked, answered) = (Met::NotYet, false, false);
        Self { target, limits, engines, entropy, link: None, met, unclocked, answered }
    }

    /// Asks until there is an answer, or no attempt or no time is left.
    async fn exchange(&mut self, ask: &Ask<'_>) -> Result<Answer, SnmpError> {
        let (mut wait, mut pause, mut attempts) = (self.limits.patience.timeout, PAUSE, 0);
        let (mut renewed, mut updated) = (false, false);
        loop {
            let left = self.limits.ends.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(self.silent().await);
            }
            let error = match timeout(wait.min(left), self.attempt(ask)).await {
                Ok(Ok(answer)) => {
                    self.answered = true;
                    self.limits.take(&answer.bindings)?;
                    return Ok(answer);
                }
                Ok(Err(Failure::Final(error))) => return Err(error),
                Ok(Err(Failure::Updated)) if self.unclocked && !updated => {
                    updated = true;
                    continue;
                }
                Ok(Err(Failure::Stale | Failure::Updated)) if !renewed => {
                    renewed = true;
                    self.forget().await;
                    continue;
                }
                Ok(Err(Failure::Stale | Failure::Updated)) => {
                    SnmpError::Malformed("the engine keeps changing")
                }
                Ok(Err(Failure::Passing(error))) => error,
                Err(_) => SnmpError::Timeout,
            };
            self.link = None;
            if attempts == self.limits.patience.retries {
                return Err(if error == SnmpError::Timeout { self.silent().await } else { error });
            }
            attempts += 1;
            if error == SnmpError::Timeout {
                wait = wait.saturating_mul(2);
            } else {
                sleep(pause.min(self.limits.ends.saturating_duration_since(Instant::now()))).await;
                pause = pause.saturating_mul(2);
            }
        }
    }

    /// What silence means.
    async fn silent(&mut self) -> SnmpError {
        let greeted = self.met == Met::InThisSession && !self.answered;
        self.forget().await;
        let encrypts = matches!(&self.target.credentials, Credentials::V3(User { privacy: Some(_), .. }));
        if greeted && encrypts { SnmpError::NotDecrypted } else { SnmpError::Timeout }
    }

    /// The next attempt meets the engine anew.
    async fn forget(&mut self) {
        self.link = None;
        if let Credentials::V3(user) = &self.target.credentials {
            self.engines.forget(&self.target, user).await;
        }
    }

    /// One attempt. Dropped half-way, it leaves no link behind.
    async fn attempt(&mut self, ask: &Ask<'_>) -> Result<Answer, Failure> {
        let mut link = match self.link.take() {
            Some(link) => link,
            None => self.open().await?,
        };
        let answer = send(&mut link, ask).await;
        if matches!(answer, Ok(_) | Err(Failure::Updated)) {
            self.link = Some(link);
        }
        match answer {
            // What was met before may have changed since.
            Err(Failure::Final(SnmpError::NotAuthenticated)) if self.met == Met::Before => {
                self.met = Met::NotYet;
                Err(Failure::Stale)
            }
            answer => answer,
        }
    }

    /// A number that nobody can guess who does not see the request.
    fn number(&self) -> i32 {
        i32::from_be_bytes(bytes(&*self.entropy)) & i32::MAX
    }

    async fn open(&mut self) -> Result<AsyncSession, Failure> {
        let (address, number) = (self.target.address, self.number());
        let opened = match &self.target.credentials {
            Credentials::V1 { community } => {
                AsyncSession::new_v1(address, community.expose_secret().as_bytes(), number).await
            }
            Credentials::V2c { community } => {
                AsyncSession::new_v2c(address, community.expose_secret().as_bytes(), number).await
            }
            Credentials::V3(user) => {
                let security = if let Some(known) = self.engines.known(&self.target, user).await {
                    if self.met == Met::NotYet {
                        self.met = Met::Before;
                    }
                    known
                } else {
                    let met =
                        self.engines.meet(&self.target, user, number).await.map_err(Failure::Passing)?;
                    self.met = Met::InThisSession;
                    met
                };
                self.unclocked = security.engine_boots() == 0;
                AsyncSession::new_v3(address, self.number(), security).await
            }
        };
        opened.map_err(|error| Failure::Passing(SnmpError::NoSocket(error.kind())))
    }

    /// The values of so many names as fit into one request.
    async fn get_some(&mut self, oids: &[Oid]) -> Result<Vec<Binding>, SnmpError> {
        // What the device has said not to have: version 1 refuses the whole request then.
        let mut absent = vec![false; oids.len()];
        loop {
            let asked: Vec<Oid> = oids
                .iter()
                .zip(&absent)
                .filter(|(_, absent)| !**absent)
                .map(|(oid, _)| oid.clone())
                .collect();
            if asked.is_empty() {
                return Ok(oids.iter().map(missing).collect());
            }
            let answer = self.exchange(&Ask::Get(&asked)).await?;
            match (answer.status, asked.len()) {
                (0, count) => {
                    let same = answer.bindings.len() == count
                        && answer.bindings.iter().zip(&asked).all(|(binding, oid)| binding.oid == *oid);
                    if !same {
                        return Err(SnmpError::Malformed("other names than were asked for"));
                    }
                    let mut found = answer.bindings.into_iter();
                    let each = oids.iter().zip(&absent);
                    return Ok(each
                        .map(|(oid, absent)| {
                            if *absent { None } else { found.next() }.unwrap_or_else(|| missing(oid))
                        })
                        .collect());
                }
                (TOO_BIG | GENERAL_ERROR, 2..) => {
                    let (first, second) = oids.split_at(oids.len() / 2);
                    let mut found = Box::pin(self.get_some(first)).await?;
                    found.extend(Box::pin(self.get_some(second)).await?);
                    return Ok(found);
                }
                (NO_SUCH_NAME, count) => {
                    let place = usize::try_from(answer.index).ok().and_then(|index| index.checked_sub(1));
                    let place = place.filter(|place| *place < count).ok_or(refused(NO_SUCH_NAME))?;
                    let mut left = absent.iter_mut().filter(|absent| !**absent);
                    if let Some(absent) = left.nth(place) {
                        *absent = true;
                    }
                }
                (status, _) => return Err(refused(status)),
            }
        }
    }

    /// The next of each column, one after the other.
    async fn step(&mut self, columns: &mut [Column]) -> Result<(), SnmpError> {
        for column in columns.iter_mut().filter(|column| !column.is_done()) {
            let answer = self.exchange(&Ask::Next(column.at())).await?;
            match answer.status {
                0 => {
                    let [binding] = <[Binding; 1]>::try_from(answer.bindings)
                        .map_err(|_| SnmpError::Malformed("one value was asked for"))?;
                    column.take(binding)?;
                }
                NO_SUCH_NAME => column.end(),
                status => return Err(refused(status)),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Session for Snmp2Session {
    async fn get(&mut self, oids: &[Oid]) -> Result<Vec<Binding>, SnmpError> {
        let mut found = Vec::with_capacity(oids.len());
        for some in oids.chunks(NAMES_AT_ONCE) {
            found.extend(self.get_some(some).await?);
        }
        Ok(found)
    }

    async fn walk(&mut self, root: &Oid, limit: usize) -> Result<Vec<Binding>, SnmpError> {
        let mut columns = self.columns(std::slice::from_ref(root), limit).await?;
        Ok(columns.pop().unwrap_or_default())
    }

    async fn columns(&mut self, roots: &[Oid], limit: usize) -> Result<Vec<Vec<Binding>>, SnmpError> {
        let mut columns: Vec<Column> = roots.iter().map(|root| Column::new(root, limit)).collect();
        let mut bulk = Bulk::default();
        while columns.iter().any(|column| !column.is_done()) {
            if matches!(self.target.credentials, Credentials::V1 { .. }) {
                self.step(&mut columns).await?;
                continue;
            }
            let (names, repetitions) = bulk.next(&columns);
            let answer = self.exchange(&Ask::Bulk(&names, repetitions)).await?;
            match answer.status {
                0 => bulk.take(&mut columns, answer.bindings)?,
                TOO_BIG | GENERAL_ERROR if bulk.ask_for_less() => {}
                status => return Err(refused(status)),
            }
        }
        Ok(columns.into_iter().map(Column::found).collect())
    }
}

fn missing(oid: &Oid) -> Binding {
    Binding { oid: oid.clone(), value: Value::NoSuchInstance }
}

fn refused(status: u32) -> SnmpError {
    if status == AUTHORIZATION_ERROR { SnmpError::NotAuthenticated } else { SnmpError::Status(status) }
}
