//! Origins that a tenant may allow: those from which a browser sends the session's cookie.

use super::service::is_label;

/// Whether `origin` may be allowed beside these hosts: an origin (`https://app.isp.example`, no path) of the same site
/// as one of them, because the cookie with `SameSite=Lax` travels no further (api.md §1). Plain http is for `localhost`.
///
/// Two hosts are taken for one site if one is below the other, or both are below the same parent of at least two labels:
/// the list of public suffixes is not consulted, so a tenant at `isp.co.uk` could allow `other.co.uk`. No browser would
/// send the cookie there.
pub(super) fn is_allowable(origin: &str, hosts: &[String]) -> bool {
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
    let local = host == "localhost" || host.ends_with(".localhost");
    let scheme_fits = scheme == "https" || (scheme == "http" && local);
    let port_fits =
        port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number.to_string() == port));
    scheme_fits
        && port_fits
        && host.split('.').all(is_label)
        && hosts.iter().any(|own| is_same_site(own, host))
}

fn is_same_site(a: &str, b: &str) -> bool {
    let is_site = |host: &str| host.contains('.') || host == "localhost";
    let below = |child: &str, parent: &str| {
        let rest = child.strip_suffix(parent);
        is_site(parent) && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    let parent = a.split_once('.').map(|(_, parent)| parent);
    below(a, b) || below(b, a) || parent.is_some_and(|parent| below(b, parent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_of_the_same_site() {
        let hosts = ["portal.isp.example".to_owned(), "localhost".to_owned()];
        for fits in [
            "https://portal.isp.example",
            "https://app.isp.example",
            "https://app.isp.example:8443",
            "https://isp.example",
            "https://new.portal.isp.example",
            "http://localhost:5173",
            "http://other.localhost:5173",
        ] {
            assert!(is_allowable(fits, &hosts), "{fits}");
        }
        for unfit in [
            "https://isp.example.evil.example",
            "https://evilisp.example",
            "https://evil.example",
            "https://example",
            "http://app.isp.example",
            "https://app.isp.example/",
            "https://app.isp.example:x",
            "https://app.isp.example:080",
            "https://app.isp.example:99999",
            "https://user@app.isp.example",
            "https://*.isp.example",
            "null",
            "*",
            "",
        ] {
            assert!(!is_allowable(unfit, &hosts), "{unfit}");
        }
    }
}
