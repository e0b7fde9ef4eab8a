//! How large a picture is, by its header. Pure: what a viewer would unpack is not unpacked here.

/// Width and height in pixels; none: the header is damaged.
pub(super) type Size = Option<(u32, u32)>;

/// PNG (RFC 2083): the first chunk is the header.
pub(super) fn png(bytes: &[u8]) -> Size {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((big(bytes.get(16..20)?), big(bytes.get(20..24)?)))
}

/// GIF 87a and 89a: the logical screen, which holds all pictures.
pub(super) fn gif(bytes: &[u8]) -> Size {
    Some((little(bytes.get(6..8)?), little(bytes.get(8..10)?)))
}

/// JPEG (ITU-T T.81 annex B): the first start of frame, which comes before the first scan.
pub(super) fn jpeg(bytes: &[u8]) -> Size {
    let mut rest = bytes.get(2..)?;
    loop {
        rest = rest.strip_prefix(b"\xff")?;
        while let Some(filled) = rest.strip_prefix(b"\xff") {
            rest = filled;
        }
        let (marker, segment) = rest.split_first()?;
        let length = usize::try_from(big(segment.get(..2)?)).ok()?;
        match marker {
            // These begin frames: all of the row but the tables (C4, CC) and what is reserved (C8).
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((big(segment.get(5..7)?), big(segment.get(3..5)?)));
            }
            // A scan without a frame, the end, or markers that do not stand here.
            0xd0..=0xda | 0x00 | 0x01 => return None,
            _ => rest = segment.get(length.max(2)..)?,
        }
    }
}

/// WebP (RFC 9649): lossy, lossless or extended.
pub(super) fn webp(bytes: &[u8]) -> Size {
    match bytes.get(12..16)? {
        b"VP8 " if bytes.get(23..26)? == b"\x9d\x01\x2a" => {
            Some((little(bytes.get(26..28)?) & 0x3fff, little(bytes.get(28..30)?) & 0x3fff))
        }
        b"VP8L" if *bytes.get(20)? == 0x2f => {
            let sizes = little(bytes.get(21..25)?);
            Some(((sizes & 0x3fff) + 1, ((sizes >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes.get(24..27)?) + 1, little(bytes.get(27..30)?) + 1)),
        _ => None,
    }
}

/// At most four bytes, the most significant first.
fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// At most four bytes, the least significant first.
fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_format_tells_its_size() {
        let png_head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0";
        assert_eq!(png(png_head), Some((640, 480)));
        assert_eq!(gif(b"GIF89a\x80\x02\xe0\x01\xf7\0\0"), Some((640, 480)));
        let app0 = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
        let frame = b"\xff\xff\xc2\x00\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(jpeg(&[b"\xff\xd8".as_slice(), app0, frame].concat()), Some((640, 480)));
        assert_eq!(jpeg(&[b"\xff\xd8".as_slice(), app0, b"\xff\xda\0\x08"].concat()), None);
        assert_eq!(jpeg(&[b"\xff\xd8".as_slice(), app0].concat()), None);
        let riff = b"RIFF\0\0\0\0WEBP";
        let lossy = b"VP8 \0\0\0\0\x10\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        assert_eq!(webp(&[riff.as_slice(), lossy].concat()), Some((640, 480)));
        let sizes: u32 = 0x27f | (0x1df << 14);
        let lossless = [b"VP8L\0\0\0\0\x2f".as_slice(), &sizes.to_le_bytes()].concat();
        assert_eq!(webp(&[riff.as_slice(), &lossless].concat()), Some((640, 480)));
        let extended = b"VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(webp(&[riff.as_slice(), extended].concat()), Some((640, 480)));
        assert_eq!(webp(b"RIFF\0\0\0\0WEBPALPH\0\0\0\0"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            for read in [png, gif, jpeg, webp] {
                let _ = read(&bytes);
                let _ = read(&[b"\xff\xd8\xff".as_slice(), &bytes].concat());
                let _ = read(&[b"RIFF\0\0\0\0WEBPVP8X".as_slice(), &bytes].concat());
            }
        }
    }
}
