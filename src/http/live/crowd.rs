//! How many live connections there are: in the process, from one address, of one account. Bodies with files are counted alike.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::refusal::Refusal;
use super::settings::LiveSettings;
use crate::ports::session_store::SessionOwner;

/// The live connections of the process, counted.
#[derive(Debug)]
pub(in super::super) struct Crowd {
    limits: [usize; 3],
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    addresses: HashMap<IpAddr, usize>,
    accounts: HashMap<SessionOwner, usize>,
}

impl Crowd {
    pub(super) fn new(settings: &LiveSettings) -> Arc<Self> {
        Self::of([settings.max_connections, settings.max_per_address, settings.max_per_account])
    }

    /// A crowd of so many in all, from one address, and of one account.
    pub(in super::super) fn of(limits: [usize; 3]) -> Arc<Self> {
        Arc::new(Self { limits, counts: Mutex::default() })
    }

    /// Takes a place for a connection from `address`, until what is returned is dropped.
    pub(in super::super) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<Place, Refusal> {
        let [max, max_per_address, _] = self.limits;
        let address = network(address);
        let mut counts = self.lock();
        if counts.all >= max {
            return Err(Refusal::Overloaded);
        }
        if !take(&mut counts.addresses, address, max_per_address) {
            return Err(Refusal::TooManyConnections);
        }
        counts.all += 1;
        Ok(Place { crowd: Arc::clone(self), address })
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One who has IPv6 has a network of 2⁶⁴ addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address @ IpAddr::V4(_) => address,
    }
}

fn take<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K, max: usize) -> bool {
    let count = counts.entry(key).or_default();
    let room = *count < max;
    *count += usize::from(room);
    room
}

fn give_back<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    let Some(count) = counts.get_mut(key) else { return };
    *count -= 1;
    if *count == 0 {
        counts.remove(key);
    }
    if counts.len() < counts.capacity() / 4 {
        counts.shrink_to_fit();
    }
}

/// The place of a connection.
#[derive(Debug)]
pub(in super::super) struct Place {
    crowd: Arc<Crowd>,
    address: IpAddr,
}

impl Place {
    /// Takes a place among the connections of an account, once it is known; `None` where there is none left.
    pub(in super::super) fn of_account(&self, owner: SessionOwner) -> Option<AccountPlace> {
        let [.., max] = self.crowd.limits;
        let taken = take(&mut self.crowd.lock().accounts, owner, max);
        taken.then(|| AccountPlace { crowd: Arc::clone(&self.crowd), owner })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.crowd.lock();
        counts.all -= 1;
        give_back(&mut counts.addresses, &self.address);
    }
}

/// The place of a connection among those of its account.
#[derive(Debug)]
pub(in super::super) struct AccountPlace {
    crowd: Arc<Crowd>,
    owner: SessionOwner,
}

impl Drop for AccountPlace {
    fn drop(&mut self) {
        give_back(&mut self.crowd.lock().accounts, &self.owner);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::kernel::ids::{AccountId, TenantId, TypedId as _};

    fn crowd(max_connections: usize, max_per_address: usize, max_per_account: usize) -> Arc<Crowd> {
        let settings = LiveSettings::default();
        Crowd::new(&LiveSettings { max_connections, max_per_account, max_per_address, ..settings })
    }

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn owner(account: u128) -> SessionOwner {
        let id = Uuid::from_u128;
        SessionOwner { tenant: TenantId::from_uuid(id(1)), account: AccountId::from_uuid(id(account)) }
    }

    #[test]
    fn every_limit_holds_and_what_is_given_back_can_be_taken_again() {
        let crowd = crowd(3, 2, 1);
        let [here, there] = [address("192.0.2.1"), address("192.0.2.2")];
        let first = crowd.enter(here).expect("room");
        let second = crowd.enter(here).expect("room");
        assert_eq!(crowd.enter(here).expect_err("full"), Refusal::TooManyConnections);
        let third = crowd.enter(there).expect("room elsewhere");
        assert_eq!(crowd.enter(address("192.0.2.3")).expect_err("full"), Refusal::Overloaded);

        let alice = first.of_account(owner(1)).expect("room");
        assert!(second.of_account(owner(1)).is_none());
        assert!(second.of_account(owner(2)).is_some());
        drop(alice);
        assert!(second.of_account(owner(1)).is_some());

        drop((first, second, third));
        let counts = crowd.lock();
        assert_eq!((counts.all, counts.addresses.len(), counts.accounts.len()), (0, 0, 0));
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one() {
        let crowd = crowd(10, 1, 1);
        let _first = crowd.enter(address("2001:db8:1:2::1")).expect("room");
        assert!(crowd.enter(address("2001:db8:1:2:ffff::9")).is_err());
        let _other = crowd.enter(address("2001:db8:1:3::1")).expect("room");
        let _mapped = crowd.enter(address("::ffff:192.0.2.1")).expect("room");
        assert!(crowd.enter(address("192.0.2.1")).is_err(), "an IPv4 address has one spelling");
    }
}
