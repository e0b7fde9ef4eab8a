use proptest::prelude::*;

use super::*;

/// A frame with a mask that changes something.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let key = [0x11, 0x22, 0x33, 0x44];
    let length = u8::try_from(payload.len()).expect("short");
    let masked = payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key);
    [first, 0x80 | length].into_iter().chain(key).chain(masked).collect()
}

fn all(inbox: &mut Inbox) -> Result<Vec<Incoming>, Close> {
    let mut found = Vec::new();
    while let Some(incoming) = inbox.decode()? {
        found.push(incoming);
    }
    Ok(found)
}

proptest! {
    /// However a stream of frames is cut, the same messages come out of it.
    #[test]
    fn cuts_do_not_matter(
        texts in prop::collection::vec("[a-zé]{0,20}", 1..6),
        parts in prop::collection::vec(0_usize..20, 0..4),
        cuts in prop::collection::vec(1_usize..40, 1..20),
    ) {
        let mut bytes = Vec::new();
        for text in &texts {
            let mut rest = text.as_bytes();
            let mut first = 1;
            for part in &parts {
                let (piece, left) = rest.split_at((*part).min(rest.len()));
                bytes.extend(frame(first, piece));
                bytes.extend(frame(0x89, b"!"));
                (first, rest) = (0, left);
            }
            bytes.extend(frame(0x80 | first, rest));
        }
        let mut inbox = Inbox::new(BytesMut::new(), 1024);
        let (mut found, mut rest) = (Vec::new(), bytes.as_slice());
        for cut in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, left) = rest.split_at((*cut).min(rest.len()));
            inbox.buffer.extend_from_slice(piece);
            found.extend(all(&mut inbox).expect("well formed"));
            rest = left;
        }
        let pings = found.iter().filter(|incoming| matches!(incoming, Incoming::Ping(_))).count();
        prop_assert_eq!(pings, texts.len() * parts.len());
        let received: Vec<_> = found.into_iter().filter_map(|incoming| match incoming {
            Incoming::Text(text) => Some(String::from_utf8(text.to_vec()).expect("checked")),
            _ => None,
        }).collect();
        prop_assert_eq!(received, texts);
    }

    /// Whatever comes, nothing panics and no more is kept than a message may have.
    #[test]
    fn anything_is_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), max in 0_usize..64) {
        let mut inbox = Inbox::new(BytesMut::from(bytes.as_slice()), max);
        if all(&mut inbox).is_ok() {
            prop_assert!(inbox.buffer.len() <= max + MAX_HEAD);
            prop_assert!(inbox.parts.is_none_or(|parts| parts.len() <= max));
        }
    }
}
