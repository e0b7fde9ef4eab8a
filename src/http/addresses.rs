//! How many connections one address may have, so that one client cannot take the places of all.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;

/// The open connections by address, in the whole process.
#[derive(Debug)]
pub(super) struct Addresses {
    open: Mutex<HashMap<IpAddr, usize>>,
    /// Of one address.
    most: usize,
    /// The proxies: behind their addresses is everybody.
    proxies: Vec<IpNet>,
}

impl Addresses {
    /// `most` connections for each address outside `proxies`.
    pub(super) fn new(most: usize, proxies: Vec<IpNet>) -> Arc<Self> {
        Arc::new(Self { open: Mutex::default(), most, proxies })
    }

    /// A place for a connection from `peer`, until it is dropped; `None` where the address has all of its own.
    pub(super) fn enter(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<Place> {
        let counted =
            peer.map(|peer| peer.to_canonical()).filter(|peer| !self.is_proxy(*peer)).map(household);
        if let Some(address) = counted {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let count = open.entry(address).or_default();
            if *count >= self.most {
                return None;
            }
            *count += 1;
        }
        Some(Place { addresses: Arc::clone(self), counted })
    }

    /// Whether the address is a trusted proxy's.
    fn is_proxy(&self, peer: IpAddr) -> bool {
        self.proxies.iter().any(|network| network.contains(&peer))
    }
}

/// An IPv6 subscriber has a network of 64 bits at least, and with it any number of addresses.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => Ipv6Addr::from_bits(six.to_bits() >> 64 << 64).into(),
    }
}

/// A place among the connections of an address.
#[derive(Debug)]
pub(super) struct Place {
    addresses: Arc<Addresses>,
    counted: Option<IpAddr>,
}

impl Place {
    /// Whether the other end is a client's: it is no trusted proxy.
    pub(super) fn is_client(&self) -> bool {
        self.counted.is_some()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(address) = self.counted else { return };
        let mut open = self.addresses.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut entry) = open.entry(address) {
            *entry.get_mut() -= 1;
            // The table is as long as there are addresses, not as there ever were.
            if *entry.get() == 0 {
                entry.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_places_and_a_proxy_has_all() {
        let addresses = Addresses::new(2, vec!["10.0.0.0/8".parse().expect("a network")]);
        let enter = |peer: &str| addresses.enter(Some(peer.parse().expect("an address")));
        let mut taken = vec![enter("192.0.2.1").expect("free"), enter("::ffff:192.0.2.1").expect("free")];
        assert!(enter("192.0.2.1").is_none(), "however it is written");
        taken.extend(
            [enter("192.0.2.2"), enter("2001:db8::1"), enter("2001:db8::2")].map(|it| it.expect("free")),
        );
        assert!(enter("2001:db8::3").is_none(), "one household");
        taken.push(enter("2001:db8:0:1::1").expect("another"));
        for _ in 0..10 {
            taken.push(enter("10.1.2.3").expect("a proxy"));
        }
        assert!(taken[0].is_client() && !taken[taken.len() - 1].is_client());
        taken.remove(0);
        enter("192.0.2.1").expect("free again");
        drop(taken);
        assert!(addresses.open.lock().expect("nobody panicked").is_empty());
    }
}
