//! From whom accounting is heard, and how much of one at once: judged before the database is asked anything.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Datagrams of one address that are dealt with at once. An address can be forged, and costs no more than this then.
const EACH: usize = 8;

/// The addresses at which NASes are, whosever they are, and their places.
#[derive(Debug, Default)]
pub(super) struct Senders {
    places: HashMap<IpAddr, Arc<Semaphore>>,
}

/// What becomes of a datagram.
#[derive(Debug)]
pub(super) enum Judged {
    /// It is dealt with. The place is free again when its value goes.
    Taken(OwnedSemaphorePermit),
    /// All places of its sender are taken.
    TooMuch,
    /// No NAS is known at its address.
    Unknown,
}

impl Senders {
    /// Takes over which addresses there are. What is under way of those that stay keeps its places.
    pub(super) fn replace(&mut self, addresses: &HashSet<IpAddr>) {
        self.places.retain(|address, _| addresses.contains(address));
        for address in addresses {
            self.places.entry(*address).or_insert_with(|| Arc::new(Semaphore::new(EACH)));
        }
    }

    /// What becomes of a datagram from an address.
    pub(super) fn judge(&self, from: IpAddr) -> Judged {
        let Some(places) = self.places.get(&from.to_canonical()) else { return Judged::Unknown };
        match Arc::clone(places).try_acquire_owned() {
            Ok(place) => Judged::Taken(place),
            Err(_) => Judged::TooMuch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn senders(known: &[u8]) -> Senders {
        let mut senders = Senders::default();
        senders.replace(&known.iter().copied().map(address).collect());
        senders
    }

    fn all_places(senders: &Senders, from: IpAddr) -> Vec<OwnedSemaphorePermit> {
        let mut places = Vec::new();
        while let Judged::Taken(place) = senders.judge(from) {
            places.push(place);
        }
        places
    }

    #[test]
    fn who_is_unknown_has_no_place() {
        assert!(matches!(Senders::default().judge(address(1)), Judged::Unknown));
        let senders = senders(&[1]);
        assert!(matches!(senders.judge(address(2)), Judged::Unknown));
        assert!(matches!(senders.judge(address(1)), Judged::Taken(_)));
    }

    #[test]
    fn an_address_is_one_in_either_form() {
        let mapped: IpAddr = "::ffff:192.0.2.1".parse().expect("an address");
        let senders = senders(&[1]);
        let places = all_places(&senders, mapped);
        assert_eq!(places.len(), EACH);
        assert!(matches!(senders.judge(address(1)), Judged::TooMuch));
    }

    #[test]
    fn one_sender_takes_no_place_of_another() {
        let senders = senders(&[1, 2]);
        let mut places = all_places(&senders, address(1));
        assert_eq!(places.len(), EACH);
        assert!(matches!(senders.judge(address(1)), Judged::TooMuch));
        assert_eq!(all_places(&senders, address(2)).len(), EACH);
        // What is dealt with makes room for one.
        places.pop();
        assert_eq!(all_places(&senders, address(1)).len(), 1);
    }

    #[test]
    fn a_look_gives_nobody_more_places_and_takes_what_is_gone() {
        let mut senders = senders(&[1, 2]);
        let places = all_places(&senders, address(1));
        senders.replace(&[address(1), address(3)].into());
        assert!(matches!(senders.judge(address(1)), Judged::TooMuch));
        assert!(matches!(senders.judge(address(2)), Judged::Unknown));
        assert!(matches!(senders.judge(address(3)), Judged::Taken(_)));
        drop(places);
        assert_eq!(all_places(&senders, address(1)).len(), EACH);
    }
}
