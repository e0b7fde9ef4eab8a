//! A [`Scope`]: the tenant, the actor and the clock of one request, and the reads made for it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use sea_orm::{SqliteTransactionMode, TransactionOptions, TransactionTrait as _};

use super::connect::Db;
use super::error::DbError;
use super::executor::{Executor, StatementCount};
use super::looks::{Look, Looks};
use super::select::Reads;
use super::tx::Tx;
use crate::kernel::actor::Actor;
use crate::kernel::clock::{Instant, SharedClock, date_in};
use crate::kernel::entropy::SharedEntropy;
use crate::kernel::ids::{TenantId, TypedId};
use crate::kernel::money::Currency;

/// What every rule may need to know of the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantRef {
    /// The tenant.
    pub id: TenantId,
    /// The zone of its business dates.
    pub zone: Tz,
    /// The currency of a customer that has none of its own.
    pub currency: Currency,
    /// BCP 47, e.g. `de-DE`.
    pub locale: String,
    /// Whether customers see their bills in the portal; staff and resellers always do.
    pub bills_in_portal: bool,
    /// Whether its customers can pay by card: there is a gateway.
    pub takes_cards: bool,
    /// The balance below which prepaid customers in the tenant's currency are told, in minor units; those who want another
    /// say so.
    pub low_balance_minor: Option<i64>,
    /// How far the tenant's clock is ahead of the world's: zero, except in a sandbox.
    pub clock_offset: TimeDelta,
}

struct Inner {
    db: Db,
    tenant: Arc<TenantRef>,
    actor: Actor,
    now: Instant,
    real_now: Instant,
    request_id: Arc<str>,
    entropy: SharedEntropy,
    statements: Arc<StatementCount>,
    notes: Arc<Notes>,
}

/// What a request leaves behind beside its answer.
#[derive(Default)]
struct Notes {
    looks: Looks,
    audited: AtomicU32,
}

/// Tenant, actor and time of one request. Cheap to clone.
#[derive(Clone)]
pub struct Scope(Arc<Inner>);

impl Scope {
    /// A scope of `tenant` for `actor`; the clock is read here, once.
    pub fn new(
        db: Db,
        tenant: Arc<TenantRef>,
        actor: Actor,
        clock: &SharedClock,
        entropy: SharedEntropy,
        request_id: Arc<str>,
    ) -> Self {
        let real_now = clock.now();
        let now = real_now + tenant.clock_offset;
        let (statements, notes) = Default::default();
        Self(Arc::new(Inner { db, tenant, actor, now, real_now, request_id, entropy, statements, notes }))
    }

    /// The same request, now that the caller is known.
    #[must_use]
    pub fn acting_as(&self, actor: Actor) -> Self {
        let Inner { db, tenant, now, real_now, request_id, entropy, statements, notes, .. } = &*self.0;
        Self(Arc::new(Inner {
            db: db.clone(),
            tenant: tenant.clone(),
            actor,
            now: *now,
            real_now: *real_now,
            request_id: request_id.clone(),
            entropy: entropy.clone(),
            statements: statements.clone(),
            notes: notes.clone(),
        }))
    }

    /// The same tenant, read by the system over another pool: for work that outlives the request.
    #[must_use]
    pub fn of_system(&self, db: Db) -> Self {
        let Inner { tenant, now, real_now, request_id, entropy, .. } = &*self.0;
        Self(Arc::new(Inner {
            db,
            tenant: tenant.clone(),
            actor: Actor::System,
            now: *now,
            real_now: *real_now,
            request_id: request_id.clone(),
            entropy: entropy.clone(),
            statements: Arc::default(),
            notes: Arc::default(),
        }))
    }

    /// The same at another time of the tenant's clock: for work that is done as of a day.
    #[must_use]
    pub fn at(&self, now: Instant) -> Self {
        let Inner { db, tenant, actor, real_now, request_id, entropy, statements, notes, .. } = &*self.0;
        Self(Arc::new(Inner {
            db: db.clone(),
            tenant: tenant.clone(),
            actor: actor.clone(),
            now,
            real_now: *real_now,
            request_id: request_id.clone(),
            entropy: entropy.clone(),
            statements: statements.clone(),
            notes: notes.clone(),
        }))
    }

    /// The tenant's facts.
    pub fn tenant(&self) -> &TenantRef {
        &self.0.tenant
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// The tenant's clock: billing, due dates. Movable in a sandbox.
    pub fn now(&self) -> Instant {
        self.0.now
    }

    /// The world's clock: sessions, limits, audit. Never moved.
    pub fn real_now(&self) -> Instant {
        self.0.real_now
    }

    /// Today in the tenant's zone.
    pub fn today(&self) -> NaiveDate {
        date_in(self.0.tenant.zone, self.0.now)
    }

    /// The id that logs, audit and answers share.
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// A new row id.
    pub fn new_id<I: TypedId>(&self) -> I {
        I::generate(self.0.real_now, &*self.0.entropy)
    }

    /// The random source of this request.
    pub fn entropy(&self) -> &SharedEntropy {
        &self.0.entropy
    }

    /// Statements run so far for this request, those of loaders and transactions included.
    pub fn statements(&self) -> u32 {
        self.0.statements.get()
    }

    /// Notes that the request shows something to somebody who is not its owner.
    pub fn note_looks(&self, looks: impl Iterator<Item = Look>) {
        self.0.notes.looks.add(looks);
    }

    /// Takes what was noted, each look once.
    pub fn take_looks(&self) -> BTreeSet<Look> {
        self.0.notes.looks.take()
    }

    pub(super) fn note_audited(&self) {
        self.0.notes.audited.fetch_add(1, Ordering::Relaxed);
    }

    /// Entries of the audit log that this request has written so far, whether or not they were committed.
    pub fn audited(&self) -> u32 {
        self.0.notes.audited.load(Ordering::Relaxed)
    }

    /// Whether the embedded database answers: it has no lateral joins and no arrays.
    pub fn is_sqlite(&self) -> bool {
        self.0.db.is_sqlite()
    }

    /// Starts a transaction. Dropped without [`Tx::commit`], it is rolled back.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let tx = self.0.db.connection().begin_with_options(transaction_options(&self.0.db)).await?;
        Ok(Tx::new(self.clone(), tx))
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(super) fn statement_count(&self) -> &StatementCount {
        &self.0.statements
    }
}

/// How transactions begin on this database.
pub(super) fn transaction_options(db: &Db) -> TransactionOptions {
    TransactionOptions {
        // Otherwise a read that turns into a write fails with "database is locked" in spite of busy_timeout.
        sqlite_transaction_mode: db.is_sqlite().then_some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}

impl Reads for Scope {
    fn scope(&self) -> &Scope {
        self
    }

    fn executor(&self) -> Executor<'_> {
        Executor::pool(self.0.db.connection(), &self.0.statements)
    }
}
