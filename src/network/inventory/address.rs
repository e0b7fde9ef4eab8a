//! Addresses and networks in which devices are asked: read strictly, and always in one form. Pure.
//!
//! What a person may write for one address is many things: `127.1`, `0x7f000001`, `::ffff:127.0.0.1`. Only what
//! [`IpAddr`] takes is an address here, and IPv4 within IPv6 is IPv4, so that a rule on addresses has one spelling to judge.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::kernel::problem::Invalid;

/// The longest text that can be an address.
const MAX_TEXT: usize = 45;

/// The shortest prefixes: what is larger is not a network in which somebody manages devices.
const SHORTEST_V4: u8 = 8;
const SHORTEST_V6: u8 = 16;

/// The loopback networks of this machine.
const LOOPBACK_V4: Ipv4Net = Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8);
const LOOPBACK_V6: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128);

/// Where no device is, by IPv4 (RFC 6890): this network, link-local (where clouds keep what they tell their machines),
/// multicast, reserved and broadcast.
const NOWHERE_V4: [Ipv4Net; 4] = [
    Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 8),
    Ipv4Net::new_assert(Ipv4Addr::new(169, 254, 0, 0), 16),
    Ipv4Net::new_assert(Ipv4Addr::new(224, 0, 0, 0), 4),
    Ipv4Net::new_assert(Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Where no device is, by IPv6: what the IETF keeps (IPv4 within IPv6 and its translation among it), 6to4, link-local,
/// multicast.
const NOWHERE_V6: [Ipv6Net; 4] = [
    Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 8),
    Ipv6Net::new_assert(Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    Ipv6Net::new_assert(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10),
    Ipv6Net::new_assert(Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8),
];

/// The address that a text is; none where it is not one in the usual form. IPv4 within IPv6 is IPv4.
pub fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if text.len() > MAX_TEXT {
        return None;
    }
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

/// The network that a text in the form of CIDR is, in its one form, if devices may be declared in it.
pub fn parse_network(text: &str, allow_loopback: bool) -> Result<IpNet, Invalid> {
    let network = cidr(text)?;
    if is_loopback(&network) {
        return if allow_loopback { Ok(network) } else { Err(wrong("is this machine's own")) };
    }
    let (shortest, nowhere) = match &network {
        IpNet::V4(own) => {
            (SHORTEST_V4, NOWHERE_V4.iter().chain([&LOOPBACK_V4]).any(|no| overlap_v4(*own, *no)))
        }
        IpNet::V6(own) => (SHORTEST_V6, NOWHERE_V6.iter().any(|no| overlap_v6(own, no))),
    };
    if network.prefix_len() < shortest {
        return Err(wrong(&format!("is larger than /{shortest}: declare the networks that devices are in")));
    }
    if nowhere {
        return Err(wrong("has addresses at which no device can be"));
    }
    Ok(network)
}

/// Whether an address is within one of the networks. Loopback is only within what is loopback alone.
pub fn is_within(address: IpAddr, networks: impl IntoIterator<Item = IpNet>) -> bool {
    let address = address.to_canonical();
    networks
        .into_iter()
        .any(|network| network.contains(&address) && (!address.is_loopback() || is_loopback(&network)))
}

fn wrong(what: &str) -> Invalid {
    Invalid::new("cidr", what)
}

fn cidr(text: &str) -> Result<IpNet, Invalid> {
    let form = || wrong("must be a network such as 10.20.0.0/16 or fd00:1::/48");
    let (address, prefix) = text.trim().split_once('/').ok_or_else(form)?;
    if address.len() > MAX_TEXT || prefix.is_empty() || prefix.len() > 3 {
        return Err(form());
    }
    if !prefix.bytes().all(|digit| digit.is_ascii_digit()) || (prefix.len() > 1 && prefix.starts_with('0')) {
        return Err(form());
    }
    let prefix: u8 = prefix.parse().map_err(|_| form())?;
    let address: IpAddr = address.parse().map_err(|_| form())?;
    let (address, prefix) = match (address, address.to_canonical()) {
        // IPv4 within IPv6: its last 32 bits.
        (IpAddr::V6(_), IpAddr::V4(mapped)) => (
            IpAddr::V4(mapped),
            prefix.checked_sub(96).ok_or_else(|| wrong("has addresses at which no device can be"))?,
        ),
        (address, _) => (address, prefix),
    };
    let network = IpNet::new(address, prefix).map_err(|_| form())?;
    if network.trunc() == network {
        Ok(network)
    } else {
        Err(wrong(&format!("is an address in a network: did you mean {}?", network.trunc())))
    }
}

fn is_loopback(network: &IpNet) -> bool {
    match network {
        IpNet::V4(own) => LOOPBACK_V4.contains(own),
        IpNet::V6(own) => LOOPBACK_V6.contains(own),
    }
}

fn overlap_v4(one: Ipv4Net, other: Ipv4Net) -> bool {
    one.contains(&other) || other.contains(&one)
}

fn overlap_v6(one: &Ipv6Net, other: &Ipv6Net) -> bool {
    one.contains(other) || other.contains(one)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What reaches this machine, or might, in forms that somebody reads somewhere.
    const LOOPBACKS: [&str; 44] = [
        "127.1",
        "127.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0177.0.0.01",
        "127.0.0.1.",
        "127.0.0.1:161",
        "127.000.000.001",
        "127.0.0.0x1",
        "0",
        "0x0",
        "00000000",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "localhost.localdomain",
        "ip6-localhost",
        "127.0.0.1.nip.io",
        "127。0。0。1",
        "127.0.0.1",
        "①②⑦.0.0.1",
        "127.0.0.1%00",
        "127.0.0.1\u{0}",
        "127.0.0.1/8",
        "127.0.0.1#",
        "http://127.0.0.1",
        "//127.0.0.1",
        "user@127.0.0.1",
        "[::1]",
        "[::1]:161",
        "::1%lo",
        "::1%1",
        "::1/128",
        "0:0:0:0:0:0:0:0:1",
        ":::1",
        "::ffff:127.1",
        "::ffff:0x7f.0.0.1",
        "[::ffff:127.0.0.1]",
        "::ffff:7f00:1%lo",
        "",
    ];

    #[test]
    fn no_spelling_of_loopback_is_within_a_network_that_is_not() {
        let networks: Vec<IpNet> = ["10.0.0.0/8", "192.0.2.0/24", "fd00:1::/48"]
            .iter()
            .map(|text| parse_network(text, false).expect("a network"))
            .collect();
        for text in LOOPBACKS {
            let within =
                parse_address(text).is_some_and(|address| is_within(address, networks.iter().copied()));
            assert!(!within, "{text:?}");
        }
        let taken: Vec<&str> = LOOPBACKS.into_iter().filter(|text| parse_address(text).is_some()).collect();
        assert_eq!(taken, ["127.0.0.1"], "one form is an address, and it is what it says");
        // What is an address is brought to its one form.
        for (text, one) in [
            ("::1", "::1"),
            ("0:0:0:0:0:0:0:1", "::1"),
            ("0000:0000:0000:0000:0000:0000:0000:0001", "::1"),
            ("::0001", "::1"),
            ("::ffff:127.0.0.1", "127.0.0.1"),
            ("::FFFF:7F00:0001", "127.0.0.1"),
            ("0:0:0:0:0:ffff:127.0.0.1", "127.0.0.1"),
            ("::ffff:127.255.255.254", "127.255.255.254"),
            (" 10.0.0.1 ", "10.0.0.1"),
            ("FD00:1::A", "fd00:1::a"),
        ] {
            let address = parse_address(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(address.to_string(), one);
            assert_eq!(is_within(address, networks.iter().copied()), !address.is_loopback(), "{text}");
        }
    }

    #[test]
    fn loopback_is_declared_where_it_is_allowed_and_by_itself() {
        for text in ["127.0.0.0/8", "127.0.0.1/32", "::1/128", "::ffff:127.0.0.0/104"] {
            assert!(parse_network(text, false).is_err(), "{text}");
            assert!(parse_network(text, true).is_ok(), "{text}");
        }
        for text in [
            "0.0.0.0/0",
            "::/0",
            "126.0.0.0/7",
            "64.0.0.0/2",
            "::/128",
            "::/96",
            "::/8",
            "::ffff:0:0/96",
            "::ffff:0:0/80",
            "0.0.0.0/32",
            "169.254.169.254/32",
            "169.254.0.0/16",
            "168.0.0.0/5",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "fe80::/64",
            "ff02::1/128",
            "2002:7f00:1::/48",
            "64:ff9b::7f00:0/112",
            "fe00::/7",
        ] {
            assert!(parse_network(text, true).is_err(), "{text}");
        }
    }

    #[test]
    fn a_network_is_told_in_one_form() {
        for (text, one) in [
            ("10.20.0.0/16", "10.20.0.0/16"),
            ("::ffff:10.20.0.0/112", "10.20.0.0/16"),
            ("FD00:0001:0::/48", "fd00:1::/48"),
            (" 192.0.2.7/32 ", "192.0.2.7/32"),
        ] {
            assert_eq!(parse_network(text, false).expect("a network").to_string(), one);
        }
        for text in [
            "10.20.0.0",
            "10.20.0.1/16",
            "10.20/16",
            "10.20.0.0/+16",
            "10.20.0.0/016",
            "10.20.0.0/33",
            "10.0.0.0/7",
            "10.20.0.0/255.255.0.0",
            "fd00::/129",
            "fd00::/15",
            "/8",
            "10.0.0.0/",
            "x",
            "10.20.0.0/16/8",
        ] {
            assert!(parse_network(text, true).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_is_within_what_its_prefix_says(bits in any::<u32>(), other in any::<u32>(), prefix in 8_u8..=32) {
            let mask = u32::MAX << (32 - u32::from(prefix));
            let network = IpNet::new(Ipv4Addr::from_bits(bits & mask).into(), prefix).expect("a prefix");
            let loopback = Ipv4Addr::from_bits(other).is_loopback() && !is_loopback(&network);
            let within = is_within(Ipv4Addr::from_bits(other).into(), [network]);
            prop_assert_eq!(within, bits & mask == other & mask && !loopback);
            let mapped = Ipv4Addr::from_bits(other).to_ipv6_mapped();
            prop_assert_eq!(is_within(mapped.into(), [network]), within, "however it is written");
        }

        #[test]
        fn what_is_read_is_written_and_read_again(text in "[0-9a-fx.:/% ]{0,30}") {
            if let Some(address) = parse_address(&text) {
                prop_assert_eq!(parse_address(&address.to_string()), Some(address));
            }
            if let Ok(network) = parse_network(&text, true) {
                prop_assert_eq!(parse_network(&network.to_string(), true), Ok(network));
            }
        }
    }
}
