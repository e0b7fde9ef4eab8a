//! Compression of answers, and the bounded decompression of requests.
//!
//! On BREACH: it needs a secret in the body, beside text that the attacker chooses, in answers that the attacker can
//! make a browser fetch again and again. Session secrets travel in cookies, not in bodies, and the CSRF rules keep
//! other sites from making a browser run operations at all; so answers are compressed.

use std::io::Read as _;

use actix_http::encoding::Encoder;
use actix_web::body::{BodySize, BoxBody, MessageBody as _};
use actix_web::dev::ResponseHead;
use actix_web::http::header::{CONTENT_TYPE, ContentEncoding, HeaderValue, VARY};
use actix_web::web::Bytes;
use flate2::read::MultiGzDecoder;

use super::header_list;

/// Below this, the packet is as full with the text as with its compressed form.
const WORTHWHILE: u64 = 1024;

/// The coding to answer in: the heavier of those we speak, Brotli of two alike; `None` is no coding.
pub(super) fn negotiate(accept_encoding: Option<&str>) -> Option<ContentEncoding> {
    let (mut brotli, mut gzip) = (0, 0);
    for item in accept_encoding.into_iter().flat_map(|value| header_list::split(value, b',')) {
        let mut parts = header_list::split(item, b';');
        let name = parts.next().unwrap_or_default();
        let Some(weight) = header_list::weight(parts) else { continue };
        if name.eq_ignore_ascii_case("br") {
            brotli = weight;
        } else if name.eq_ignore_ascii_case("gzip") {
            gzip = weight;
        }
    }
    match (brotli, gzip) {
        (0, 0) => None,
        _ if brotli >= gzip => Some(ContentEncoding::Brotli),
        _ => Some(ContentEncoding::Gzip),
    }
}

/// Compresses the body of an answer where that is worth it and the client takes `coding`.
pub(super) fn compress(coding: Option<ContentEncoding>, head: &mut ResponseHead, body: BoxBody) -> BoxBody {
    if !matches!(body.size(), BodySize::Sized(WORTHWHILE..)) || !is_text(head) {
        return body;
    }
    let Some(coding) = coding else {
        head.headers_mut().append(VARY, HeaderValue::from_static("accept-encoding"));
        return body;
    };
    BoxBody::new(Encoder::response(coding, head, body))
}

fn is_text(head: &ResponseHead) -> bool {
    let kind = head.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/json")
        || kind.starts_with("application/graphql-response+json")
        || kind.starts_with("text/")
        || kind.starts_with("image/svg+xml")
}

/// Why a compressed body is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GunzipFault {
    /// It holds more than the limit.
    TooLarge,
    /// It is not gzip, or cut off.
    Broken,
}

/// Decompresses a gzip body of at most `max` bytes. Memory is bounded by `max` and the 32 KiB window of the format,
/// however much the body claims to hold.
pub(super) fn gunzip(compressed: &[u8], max: usize) -> Result<Bytes, GunzipFault> {
    let limit = u64::try_from(max).unwrap_or(u64::MAX).saturating_add(1);
    let mut body = Vec::with_capacity(compressed.len().saturating_mul(4).min(max));
    MultiGzDecoder::new(compressed).take(limit).read_to_end(&mut body).map_err(|_| GunzipFault::Broken)?;
    if body.len() > max { Err(GunzipFault::TooLarge) } else { Ok(Bytes::from(body)) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).expect("valid");
        encoder.finish().expect("valid")
    }

    #[test]
    fn the_heaviest_coding_that_we_speak_is_chosen() {
        for (value, expected) in [
            (None, None),
            (Some(""), None),
            (Some("identity"), None),
            (Some("zstd, deflate"), None),
            (Some("gzip"), Some(ContentEncoding::Gzip)),
            (Some("gzip, deflate, br, zstd"), Some(ContentEncoding::Brotli)),
            (Some("GZIP;q=1.0, br;q=0.9"), Some(ContentEncoding::Gzip)),
            (Some("br;q=0, gzip;q=0"), None),
            (Some("*"), None),
        ] {
            assert_eq!(negotiate(value), expected, "{value:?}");
        }
    }

    #[test]
    fn a_body_is_counted_after_decompression() {
        assert_eq!(gunzip(&gzip(b"{}"), 2), Ok(Bytes::from_static(b"{}")));
        assert_eq!(gunzip(&gzip(b"{} "), 2), Err(GunzipFault::TooLarge));
        let bomb = gzip(&vec![b' '; 50 << 20]);
        assert!(bomb.len() < 64 << 10);
        assert_eq!(gunzip(&bomb, 256 << 10), Err(GunzipFault::TooLarge));
        let whole = gzip(b"{\"query\":\"{a}\"}");
        assert_eq!(gunzip(&whole[..whole.len() - 4], 1024), Err(GunzipFault::Broken));
        assert_eq!(gunzip(b"plain", 1024), Err(GunzipFault::Broken));
    }
}
