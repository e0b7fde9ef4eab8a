use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::kernel::entropy::SeededEntropy;

/// The table of the module's documentation: prefix, symbols, normal form, shown as.
const VECTORS: [(&str, &str, &str, &str); 7] = [
    ("", "AAAAAAAA", "AAAAAAAAA", "AAAA-AAAA-A"),
    ("", "BAAAAAAA", "BAAAAAAAB", "BAAA-AAAA-B"),
    ("", "AAAAAAAB", "AAAAAAABJ", "AAAA-AAAB-J"),
    ("", "ABCDEFGH", "ABCDEFGHQ", "ABCD-EFGH-Q"),
    ("", "23456789", "23456789E", "2345-6789-E"),
    ("NET", "7K3MQX9A", "NET7K3MQX9A5", "NET-7K3M-QX9A-5"),
    ("A1", "ZZZZ", "A1ZZZZD", "A1-ZZZZ-D"),
];

fn format(prefix: &str, length: usize) -> PortalIdFormat {
    PortalIdFormat::new(prefix, length).expect("valid")
}

#[test]
fn the_published_vectors_hold() {
    for (prefix, symbols, normal, shown) in VECTORS {
        let format = format(prefix, symbols.len());
        let id = PortalId::normalise(normal, &format).expect(normal);
        assert_eq!(id.as_str(), normal);
        assert_eq!(id.to_string(), shown);
        assert_eq!(PortalId::normalise(shown, &format), Ok(id));
    }
}

#[test]
fn any_case_any_separator_with_or_without_the_prefix() {
    let format = format("NET", 8);
    let expected = PortalId::normalise("NET7K3MQX9A5", &format).expect("valid");
    for typed in [
        "net-7k3m-qx9a-5",
        "  NET 7K3M QX9A 5\t",
        "net_7k3m.qx9a\u{2013}5",
        "NET\u{2011}7K3M\u{ad}QX9A\u{a0}5",
        "7k3m-qx9a-5",
        "7\u{2212}K3MQX9A5\n",
    ] {
        assert_eq!(PortalId::normalise(typed, &format), Ok(expected.clone()), "{typed:?}");
    }
}

#[test]
fn the_error_tells_what_is_wrong() {
    let format = format("NET", 8);
    let length = PortalIdError::Length { expected: 9 };
    for (typed, error) in [
        (String::new(), length),
        ("7K3MQX9".to_owned(), length),
        ("NET7K3MQX9A".to_owned(), length),
        ("NET7K3MQX9A55".to_owned(), length),
        ("A".repeat(1_000_000), length),
        ("-".repeat(1_000_000), length),
        ("TEN7K3MQX9A5".to_owned(), PortalIdError::Prefix),
        ("\u{0}ET7K3MQX9A5".to_owned(), PortalIdError::Prefix),
        ("7K3MQX9O5".to_owned(), PortalIdError::Symbol { position: 8 }),
        ("0K3MQX9A5".to_owned(), PortalIdError::Symbol { position: 1 }),
        ("7K3MQX9A\u{0}".to_owned(), PortalIdError::Symbol { position: 9 }),
        ("7K3MQXßA5".to_owned(), PortalIdError::Symbol { position: 7 }),
        ("7K3MQX9A8".to_owned(), PortalIdError::Check),
    ] {
        assert_eq!(PortalId::normalise(&typed, &format), Err(error), "{typed:.20}");
    }
}

#[test]
fn a_format_has_bounds() {
    for prefix in ["ABCDEF", "net", "N-T", "É"] {
        assert_eq!(PortalIdFormat::new(prefix, 8), Err(FormatError::Prefix), "{prefix}");
    }
    for length in [0, 3, 21] {
        assert_eq!(PortalIdFormat::new("", length), Err(FormatError::Length), "{length}");
    }
    assert!(PortalIdFormat::new("AZ09X", 4).is_ok() && PortalIdFormat::new("", 20).is_ok());
}

#[test]
fn generated_symbols_are_evenly_spread_and_read_back() {
    let format = format("X", 20);
    let random = SeededEntropy::new(7);
    let mut seen: HashMap<char, u32> = HashMap::new();
    for _ in 0..12_400 {
        let id = PortalId::generate(&format, &random);
        assert_eq!(PortalId::normalise(&id.to_string(), &format).as_ref(), Ok(&id));
        for symbol in id.as_str()[1..21].chars() {
            *seen.entry(symbol).or_default() += 1;
        }
    }
    // 248,000 symbols, 8,000 of each expected, standard deviation 88: six of them on either side. Taking a byte
    // modulo 31 would give 8,719 of each of the first eight and fail this.
    assert_eq!(seen.len(), 31);
    for (symbol, count) in seen {
        assert!((7_472..=8_528).contains(&count), "{symbol}: {count}");
    }
}

fn ids() -> impl Strategy<Value = (PortalIdFormat, PortalId)> {
    ("[A-Z0-9]{0,5}", LENGTHS, any::<u64>()).prop_map(|(prefix, length, seed)| {
        let format = format(&prefix, length);
        let id = PortalId::generate(&format, &SeededEntropy::new(seed));
        (format, id)
    })
}

proptest! {
    #[test]
    fn every_single_wrong_symbol_is_caught((format, id) in ids()) {
        let body: Vec<char> = id.as_str()[format.prefix.len()..].chars().collect();
        for position in 0..body.len() {
            for wrong in ALPHABET.iter().map(|symbol| char::from(*symbol)).filter(|s| *s != body[position]) {
                let mut typed = body.clone();
                typed[position] = wrong;
                let typed: String = typed.into_iter().collect();
                prop_assert_eq!(PortalId::normalise(&typed, &format), Err(PortalIdError::Check));
            }
        }
    }

    #[test]
    fn every_swap_of_different_neighbours_is_caught((format, id) in ids()) {
        let body: Vec<char> = id.as_str()[format.prefix.len()..].chars().collect();
        for position in (1..body.len()).filter(|i| body[*i] != body[i - 1]) {
            let mut typed = body.clone();
            typed.swap(position, position - 1);
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(PortalId::normalise(&typed, &format), Err(PortalIdError::Check));
        }
    }

    #[test]
    fn no_text_makes_it_panic(typed in any::<String>(), (format, _) in ids()) {
        if let Ok(id) = PortalId::normalise(&typed, &format) {
            prop_assert_eq!(PortalId::normalise(id.as_str(), &format), Ok(id));
        }
    }
}
