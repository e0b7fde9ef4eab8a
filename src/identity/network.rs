//! The network an address belongs to, as far as anybody can tell without asking: what stays the same while a person
//! sits in one place.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The network of an address: /24 of IPv4, /48 of IPv6 (what a site is given, RFC 6177).
pub(super) fn of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => format!("{}/24", Ipv4Addr::from_bits(v4.to_bits() >> 8 << 8)),
        IpAddr::V6(v6) => format!("{}/48", Ipv6Addr::from_bits(v6.to_bits() >> 80 << 80)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_share_a_network() {
        for (address, network) in [
            ("203.0.113.7", "203.0.113.0/24"),
            ("::ffff:203.0.113.7", "203.0.113.0/24"),
            ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ] {
            assert_eq!(of(address.parse().expect("an address")), network);
        }
    }
}
