//! Who the client is, past the proxies we trust (api.md §2).
//!
//! Each proxy appends the address of its own peer. So the list is read from the right: as long as the hop that
//! vouches for an entry is trusted, the entry is believed; the first address that is not a trusted proxy is the
//! client, and whatever stands left of it is the client's own invention.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};

use actix_web::http::header::{
    FORWARDED, HeaderMap, HeaderName, X_FORWARDED_FOR, X_FORWARDED_HOST, X_FORWARDED_PROTO,
};
use ipnet::IpNet;

use super::header_list;
use super::settings::ProxyHeaders;

/// What is known of a client's own connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client<'a> {
    /// The client's address; IPv4 in IPv6 is IPv4.
    pub(super) ip: IpAddr,
    /// Whether its connection was encrypted.
    pub(super) https: bool,
    /// The host it asked for, where a trusted proxy says so.
    pub(super) host: Option<Cow<'a, str>>,
    /// Whether the request came through a trusted proxy.
    pub(super) proxied: bool,
}

/// Reads the headers, if `peer` may write them. We do not speak TLS ourselves, so a direct client has none.
pub(super) fn resolve<'a>(
    peer: IpAddr,
    headers: &'a HeaderMap,
    trusted: &[IpNet],
    kind: ProxyHeaders,
) -> Client<'a> {
    let peer = peer.to_canonical();
    if !is_trusted(peer, trusted) {
        return Client { ip: peer, https: false, host: None, proxied: false };
    }
    match kind {
        ProxyHeaders::XForwarded => x_forwarded(peer, headers, trusted),
        ProxyHeaders::Forwarded => rfc_7239(peer, headers, trusted),
    }
}

fn x_forwarded<'a>(peer: IpAddr, headers: &'a HeaderMap, trusted: &[IpNet]) -> Client<'a> {
    let hops = values(headers, &X_FORWARDED_FOR);
    let (ip, depth) = client(peer, hops.iter().map(|hop| address(hop)), trusted);
    let at_depth = |name| {
        let list = values(headers, name);
        list.len().checked_sub(depth.min(list.len()).max(1)).map(|index| list[index])
    };
    Client {
        ip,
        https: at_depth(&X_FORWARDED_PROTO).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
        host: at_depth(&X_FORWARDED_HOST).map(Cow::Borrowed),
        proxied: true,
    }
}

fn rfc_7239<'a>(peer: IpAddr, headers: &'a HeaderMap, trusted: &[IpNet]) -> Client<'a> {
    let hops = values(headers, &FORWARDED);
    let named = |hop: &'a str, name: &str| {
        hop.split(';')
            .filter_map(header_list::parameter)
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    };
    let (ip, depth) = client(peer, hops.iter().map(|hop| named(hop, "for").and_then(address)), trusted);
    let hop = hops.len().checked_sub(depth.max(1)).map(|index| hops[index]);
    Client {
        ip,
        https: hop
            .and_then(|hop| named(hop, "proto"))
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
        host: hop.and_then(|hop| named(hop, "host")).map(Cow::Borrowed),
        proxied: true,
    }
}

/// The client, and how many entries from the right were read to find it. An entry that is no address (`unknown`, an
/// obfuscated name) ends the search: the last known hop stands for the client.
fn client(
    peer: IpAddr,
    hops: impl DoubleEndedIterator<Item = Option<IpAddr>>,
    trusted: &[IpNet],
) -> (IpAddr, usize) {
    let (mut ip, mut depth) = (peer, 0);
    for hop in hops.rev() {
        let Some(hop) = hop else { break };
        (ip, depth) = (hop, depth + 1);
        if !is_trusted(hop, trusted) {
            break;
        }
    }
    (ip, depth)
}

fn is_trusted(ip: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(&ip))
}

/// The entries of all headers of this name. Split at every comma, quoted or not, and byte by byte: a proxy's own
/// entry holds no comma, and what a client wrote before it (an open quote, bytes that are no text) must not hide it.
fn values<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<&'a str> {
    headers
        .get_all(name)
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(|entry| std::str::from_utf8(entry).map_or("not text", str::trim_ascii))
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim_matches('"');
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    text.parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .or_else(bracketed)
        .map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn networks() -> Vec<IpNet> {
        ["10.0.0.0/8", "fd00::/8", "127.0.0.1/32"].map(|net| net.parse().expect("valid")).to_vec()
    }

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in lines {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).expect("valid"));
        }
        map
    }

    fn check(
        peer: &str,
        kind: ProxyHeaders,
        lines: &[(&'static str, &str)],
        ip: &str,
        https: bool,
        host: Option<&str>,
    ) {
        let headers = headers(lines);
        let client = resolve(peer.parse().expect("valid"), &headers, &networks(), kind);
        assert_eq!(client.ip, ip.parse::<IpAddr>().expect("valid"), "{peer} {lines:?}");
        assert_eq!(client.https, https, "{peer} {lines:?}");
        assert_eq!(client.host.as_deref(), host, "{peer} {lines:?}");
    }

    #[test]
    fn x_forwarded_headers_of_trusted_proxies() {
        let kind = ProxyHeaders::XForwarded;
        let all = [
            ("x-forwarded-for", "203.0.113.9"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "isp.example"),
        ];
        check("10.0.0.1", kind, &all, "203.0.113.9", true, Some("isp.example"));
        check("::ffff:10.0.0.1", kind, &all, "203.0.113.9", true, Some("isp.example"));
        check("192.0.2.7", kind, &all, "192.0.2.7", false, None);
        check("10.0.0.1", kind, &[], "10.0.0.1", false, None);
        // the client's own inventions stand on the left
        let forged = [("x-forwarded-for", "1.1.1.1, 203.0.113.9"), ("x-forwarded-proto", "https")];
        check("10.0.0.1", kind, &forged, "203.0.113.9", true, None);
        let chain = [
            ("x-forwarded-for", "1.1.1.1, 203.0.113.9"),
            ("x-forwarded-for", "10.1.1.1"),
            ("x-forwarded-proto", "http, https, http"),
            ("x-forwarded-host", "evil.example, isp.example, inner"),
        ];
        check("10.0.0.1", kind, &chain, "203.0.113.9", true, Some("isp.example"));
        // all trusted: the farthest
        check("10.0.0.1", kind, &[("x-forwarded-for", "10.2.2.2, 10.1.1.1")], "10.2.2.2", false, None);
        // no address: the last known hop
        check("10.0.0.1", kind, &[("x-forwarded-for", "203.0.113.9, unknown")], "10.0.0.1", false, None);
        check("10.0.0.1", kind, &[("x-forwarded-for", "nonsense, 10.1.1.1")], "10.1.1.1", false, None);
        // spellings
        check("10.0.0.1", kind, &[("x-forwarded-for", "203.0.113.9:55")], "203.0.113.9", false, None);
        check("10.0.0.1", kind, &[("x-forwarded-for", "[2001:db8::1]:55")], "2001:db8::1", false, None);
        check("fd00::1", kind, &[("x-forwarded-for", "::ffff:203.0.113.9")], "203.0.113.9", false, None);
        // the other kind is not believed
        check(
            "10.0.0.1",
            kind,
            &[("forwarded", "for=1.1.1.1;proto=https;host=evil.example")],
            "10.0.0.1",
            false,
            None,
        );
    }

    #[test]
    fn forwarded_headers_of_trusted_proxies() {
        let kind = ProxyHeaders::Forwarded;
        let one = [("forwarded", "For=203.0.113.9;Proto=https;Host=\"isp.example:443\"")];
        check("10.0.0.1", kind, &one, "203.0.113.9", true, Some("isp.example:443"));
        check("192.0.2.7", kind, &one, "192.0.2.7", false, None);
        let chain = [
            (
                "forwarded",
                "for=1.1.1.1;host=evil.example, for=\"[2001:db8::1]:4711\";proto=https;host=isp.example",
            ),
            ("forwarded", "for=10.1.1.1;proto=http;host=inner"),
        ];
        check("10.0.0.1", kind, &chain, "2001:db8::1", true, Some("isp.example"));
        check("10.0.0.1", kind, &[("forwarded", "for=_hidden;proto=https")], "10.0.0.1", true, None);
        check("10.0.0.1", kind, &[("x-forwarded-for", "1.1.1.1")], "10.0.0.1", false, None);
    }

    proptest! {
        /// Whatever a client writes into the header, the proxy's own entry decides.
        #[test]
        fn a_client_cannot_choose_its_address(forged in r"[ -~\u{80}-\u{ff}]{0,60}", client: [u8; 4]) {
            let client = IpAddr::from(client);
            prop_assume!(!is_trusted(client, &networks()));
            let x_line = format!("{forged}, {client}");
            let line = format!("{forged}, for={client};proto=https");
            let headers = headers(&[("x-forwarded-for", &x_line), ("forwarded", &line)]);
            for kind in [ProxyHeaders::XForwarded, ProxyHeaders::Forwarded] {
                let seen = resolve([10, 0, 0, 1].into(), &headers, &networks(), kind);
                prop_assert_eq!(seen.ip, client);
            }
        }

        /// Without a trusted proxy no header changes anything.
        #[test]
        fn an_untrusted_peer_is_the_client(value in "[ -~]{0,60}", proto in "https?") {
            let lines = [("x-forwarded-for", value.as_str()), ("x-forwarded-proto", &proto), ("x-forwarded-host", &value)];
            let headers = headers(&lines);
            for kind in [ProxyHeaders::XForwarded, ProxyHeaders::Forwarded] {
                let client = resolve([192, 0, 2, 1].into(), &headers, &networks(), kind);
                prop_assert_eq!(client, Client { ip: [192, 0, 2, 1].into(), https: false, host: None, proxied: false });
            }
        }
    }
}
