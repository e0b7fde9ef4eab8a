//! External ids. PostgreSQL has no base32, and writing it in SQL would make the floor dearer than it need be; so the
//! statements give `inv_<uuid>` and one pass over the text turns it into `inv_<26 symbols>`.

use memchr::memmem::Finder;
use uuid::Uuid;

const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// What stands before each id.
const BEFORE: &str = r#""id":""#;
/// Three letters and an underscore.
const PREFIX: usize = 4;
const UUID: usize = 36;

/// The text with every `"id":"xxx_<uuid>"` in its external form.
pub(crate) fn externalise(json: &str) -> String {
    let finder = Finder::new(BEFORE);
    let mut text = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = finder.find(rest.as_bytes()) {
        let start = at + BEFORE.len() + PREFIX;
        let row = rest.get(start..start + UUID).and_then(|text| Uuid::try_parse(text).ok());
        let Some(row) = row else { break };
        text.push_str(&rest[..start]);
        push(&mut text, row);
        rest = &rest[start + UUID..];
    }
    text.push_str(rest);
    text
}

/// TypeID: 26 symbols of 5 bits, the first two bits are zero.
fn push(text: &mut String, id: Uuid) {
    let bits = id.as_u128();
    for place in (0..26).rev() {
        let symbol = (bits >> (5 * place)) & 31;
        text.push(char::from(SYMBOLS[usize::try_from(symbol).unwrap_or_default()]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_s_example() {
        let json = r#"{"id":"inv_01890a5d-ac96-774b-bcce-b302099a8057","name":"a","plan":{"id":"pln_01890a5d-ac96-774b-bcce-b302099a8057"}}"#;
        let external = r#"{"id":"inv_01h455vb4pex5vsknk084sn02q","name":"a","plan":{"id":"pln_01h455vb4pex5vsknk084sn02q"}}"#;
        assert_eq!(externalise(json), external);
    }
}
