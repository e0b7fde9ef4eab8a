//! The host of a request, which names the tenant (api.md §2).

use std::sync::Arc;

use super::backend::Backend;
use super::refusal::Refusal;
use crate::tenancy::Tenant;

/// Where a request was sent to, as its client sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// Whether the client's connection was encrypted.
    pub(super) https: bool,
    /// Lower-case, without port and trailing dot; IPv6 in brackets.
    pub(super) host: String,
    /// The port, if it was named.
    pub(super) port: Option<u16>,
}

/// Reads `host[:port]` of a `Host` header or an absolute request target (RFC 9112 §3.2). Stricter than the grammar:
/// only letters, digits, `-` and `.` in labels of 1–63 characters, or an IPv6 address in brackets; so no user
/// information, no escapes, and one spelling of each host.
pub(super) fn parse(authority: &str, https: bool) -> Option<Site> {
    let (host, port) = match authority.rfind(':').filter(|at| !authority[*at..].contains(']')) {
        Some(at) => (&authority[..at], Some(port(&authority[at + 1..])?)),
        None => (authority, None),
    };
    let valid = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']')?.parse::<std::net::Ipv6Addr>().is_ok(),
        None => is_name(host.strip_suffix('.').unwrap_or(host)),
    };
    let host = host.strip_suffix('.').unwrap_or(host);
    valid.then(|| Site { https, host: host.to_ascii_lowercase(), port })
}

fn port(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn is_name(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// The tenant served at `site`.
pub(super) async fn find(backend: &dyn Backend, site: &Site) -> Result<Arc<Tenant>, Refusal> {
    match backend.tenant(&site.host).await {
        Ok(Some(tenant)) => {
            tracing::Span::current().record("tenant", tracing::field::display(tenant.reference.id));
            Ok(tenant)
        }
        Ok(None) => Err(Refusal::UnknownHost),
        Err(fault) => Err(Refusal::of_fault(&fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_normalised() {
        for (authority, host, port) in [
            ("isp.example", "isp.example", None),
            ("ISP.Example:8443", "isp.example", Some(8443)),
            ("localhost.", "localhost", None),
            ("localhost.:80", "localhost", Some(80)),
            ("other.localhost:0", "other.localhost", Some(0)),
            ("127.0.0.1:8080", "127.0.0.1", Some(8080)),
            ("[::1]:8080", "[::1]", Some(8080)),
            ("[2001:DB8::1]", "[2001:db8::1]", None),
            ("xn--bcher-kva.example", "xn--bcher-kva.example", None),
        ] {
            assert_eq!(parse(authority, false), Some(Site { https: false, host: host.to_owned(), port }));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let long = format!("{}.example", "a".repeat(64));
        let longer = "a.".repeat(127) + "ab";
        for authority in [
            "",
            ".",
            "..",
            ":80",
            "a..b",
            ".a",
            "a.example..",
            "user@isp.example",
            "isp.example/",
            "isp.example?",
            "isp.example:",
            "isp.example:x",
            "isp.example:65536",
            "isp.example:+80",
            "isp.example:80:80",
            "isp example",
            "isp.example\t",
            "isp_.example",
            "bücher.example",
            "%69sp.example",
            "isp.example,other",
            "[::1",
            "::1",
            "[::1]x",
            "[nonsense]",
            "[::1]:",
            "*",
            &long,
            &longer,
        ] {
            assert_eq!(parse(authority, true), None, "{authority:?}");
        }
    }
}
