//! Places for work that takes long, shared by the tenants: no tenant has all of them for as long as there are two.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::kernel::ids::TenantId;

/// The places of one process.
#[derive(Debug)]
pub(super) struct Places {
    all: Arc<Semaphore>,
    /// At most so many are one tenant's: one is left, if there are two.
    each: usize,
    of: HashMap<TenantId, Tenant>,
    turn: u64,
}

#[derive(Debug)]
struct Tenant {
    free: Arc<Semaphore>,
    /// When it was served last, in turns of all; 0: never yet.
    last: u64,
}

/// A place. It is free again when its value goes.
#[derive(Debug)]
pub(super) struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_tenant: OwnedSemaphorePermit,
}

impl Places {
    /// So many places, one at least.
    pub(super) fn new(places: usize) -> Self {
        let all = Arc::new(Semaphore::new(places.max(1)));
        Self { all, each: places.saturating_sub(1).max(1), of: HashMap::new(), turn: 0 }
    }

    /// A place for a tenant; none where all are taken, or all that one tenant may have are taken by it.
    pub(super) fn take(&mut self, tenant: TenantId) -> Option<Place> {
        let each = self.each;
        let known =
            self.of.entry(tenant).or_insert_with(|| Tenant { free: Arc::new(Semaphore::new(each)), last: 0 });
        let of_tenant = known.free.clone().try_acquire_owned().ok()?;
        let of_all = self.all.clone().try_acquire_owned().ok()?;
        Some(Place { _of_all: of_all, _of_tenant: of_tenant })
    }

    /// Notes that a tenant has begun something: the others come first now.
    pub(super) fn served(&mut self, tenant: TenantId) {
        self.turn += 1;
        if let Some(known) = self.of.get_mut(&tenant) {
            known.last = self.turn;
        }
    }

    /// Puts those first who were served longest ago, and leaves those as they are who were not served yet.
    pub(super) fn in_turn<T>(&self, waiting: &mut [T], tenant: impl Fn(&T) -> TenantId) {
        waiting.sort_by_key(|one| self.of.get(&tenant(one)).map_or(0, |known| known.last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::TypedId as _;

    fn tenant(number: u128) -> TenantId {
        TenantId::from_uuid(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn one_tenant_leaves_a_place_and_gets_the_only_one() {
        let mut places = Places::new(3);
        let (one, other) = (tenant(1), tenant(2));
        let first = places.take(one).expect("free");
        let second = places.take(one).expect("free");
        assert!(places.take(one).is_none(), "the last one is for somebody else");
        let last = places.take(other).expect("free");
        assert!(places.take(other).is_none(), "all are taken");
        drop(first);
        let third = places.take(one).expect("free again");
        drop((second, third, last));
        for many in [0, 1] {
            let mut places = Places::new(many);
            let only = places.take(one).expect("there is one at least");
            assert!(places.take(other).is_none());
            drop(only);
            assert!(places.take(other).is_some());
        }
    }

    #[test]
    fn whoever_was_served_last_comes_last() {
        let mut places = Places::new(2);
        let [one, two, three] = [tenant(1), tenant(2), tenant(3)];
        for served in [two, one] {
            drop(places.take(served).expect("free"));
            places.served(served);
        }
        let mut waiting = vec![one, two, three];
        places.in_turn(&mut waiting, |tenant| *tenant);
        assert_eq!(waiting, [three, two, one]);
    }
}
