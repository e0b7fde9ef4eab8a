//! Writes down who has looked at whose data, before the answer leaves.
//!
//! A look is one row an hour for each viewer, subject and depth. What this process has written down in the present hour
//! it remembers, so that working through the same customers costs no statement; a new look costs one statement for any
//! number of customers. Members' own reads never get here.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Mutex, PoisonError};

use sea_orm::Set;

use super::entity::read_access;
use super::store;
use crate::db::audit::ActorKind;
use crate::db::{Look, LookDepth, LookedAt, Scope};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, TenantId};

/// Looks that are remembered at most; beyond that all are forgotten, and the database refuses the doubles.
const MAX_REMEMBERED: usize = 50_000;

const SECONDS_AN_HOUR: i64 = 3_600;

type Key = (TenantId, AccountId, Look);

/// What this process has written down in the present hour.
#[derive(Debug, Default)]
pub struct RecentLooks(Mutex<(i64, HashSet<Key>)>);

impl RecentLooks {
    fn new_ones(&self, hour: i64, key: impl Fn(Look) -> Key, looks: BTreeSet<Look>) -> Vec<Look> {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.0 != hour || memory.1.len() > MAX_REMEMBERED {
            *memory = (hour, HashSet::new());
        }
        looks.into_iter().filter(|look| !memory.1.contains(&key(*look))).collect()
    }

    fn remember(&self, hour: i64, keys: impl Iterator<Item = Key>) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.0 == hour {
            memory.1.extend(keys);
        }
    }
}

/// Writes down what the request has looked at. An answer may leave only after this has succeeded.
pub async fn keep_looks(scope: &Scope, recent: &RecentLooks) -> Result<(), Fault> {
    let Some(account) = scope.actor().account() else { return Ok(()) };
    let mut looks = scope.take_looks();
    // A view whose time is up shows nothing.
    let view = account.view.filter(|_| !account.roles.is_empty());
    looks.extend(view.map(|view| Look::at_customer(view.customer, LookDepth::ViewedAs)));
    if looks.is_empty() {
        return Ok(());
    }
    let tenant = scope.tenant().id;
    let hour = scope.real_now().timestamp().div_euclid(SECONDS_AN_HOUR);
    let key = |look: Look| (tenant, account.id, look);
    let new = recent.new_ones(hour, key, looks);
    if new.is_empty() {
        return Ok(());
    }
    let rows = new.iter().map(|look| {
        let customer = (look.kind == LookedAt::Customer).then_some(CustomerId(look.subject));
        read_access::ActiveModel {
            id: Set(scope.new_id()),
            viewer_account_id: Set(account.id),
            viewer_kind: Set(ActorKind::of(scope.actor(), customer)),
            subject_id: Set(look.subject),
            subject_kind: Set(look.kind),
            depth: Set(look.depth),
            hour: Set(hour),
            reason: Set(None),
            request_id: Set(scope.request_id().to_owned()),
            at: Set(scope.real_now()),
            ..Default::default()
        }
    });
    let tx = scope.begin().await?;
    // In the order of the subjects, so that two requests never wait for each other in a circle.
    store::insert_looks(&tx, rows.collect()).await?;
    tx.commit().await?;
    recent.remember(hour, new.into_iter().map(key));
    Ok(())
}
