//! What the scan lets through, the parser survives on the 2 MiB stack of a worker thread.
//!
//! An overflow would end the test process, so these tests fail by crashing it. The parser's guard against
//! it (pest's own, where the platform has one) must not be needed either.

use std::thread;

use proptest::prelude::*;

use super::{
    super::{Refusal, ScanLimits, read, scan},
    depth::bracket_depth,
};

const STACK: usize = 2 * 1024 * 1024;

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread").join().expect("no panic");
}

fn assert_survives(document: String) {
    on_a_small_stack(move || match async_graphql::parser::parse_query(&document) {
        // Dropped here, which recurses too.
        Ok(_) => {}
        Err(error) => assert!(!error.to_string().contains("stack limit"), "{document}"),
    });
}

#[test]
fn the_deepest_documents_that_pass_parse() {
    let nested = |prefix: &str, opening: &str, middle: &str, closing: &str, levels: usize, suffix: &str| {
        format!("{prefix}{}{middle}{}{suffix}", opening.repeat(levels), closing.repeat(levels))
    };
    for document in [
        nested("", "{a", "", "}", 64, ""),
        nested("{a", "...@b{", "a", "}", 62, "}").replacen("{a...", "{...", 1),
        nested("{a(b:", "[", "", "]", 62, ")}"),
        nested("{a(b:", "{c:", "1", "}", 62, ")}"),
        nested("{a(b:", "[{c:", "1", "}]", 31, ")}"),
        nested("{a@b(c:", "[", "1 1", "]", 62, ")}"),
        nested("query($a:", "[", "Int", "]", 63, "){a}"),
        nested("query($a:Int=", "[", "", "]", 63, "){a}"),
        nested("query($a:Int=", "{c:", "\"\"", "}", 63, "){a}"),
        nested("query($a:Int@b(c:", "[", "", "]", 62, ")){a}"),
        // Half and half: selections down to an argument.
        format!("{}(b:{}{}){}", "{a".repeat(32), "[".repeat(31), "]".repeat(31), "}".repeat(32)),
        format!("{}@b(c:{}1{}){}", "{a:a".repeat(32), "{d:".repeat(31), "}".repeat(31), "}".repeat(32)),
        // Broken off at the bottom, so that every level has to be given up.
        "{a".repeat(64),
        format!("{{a(b:{}", "[".repeat(62)),
        format!("{{a(b:{}", "{c:".repeat(62)),
        format!("{{a(b:{}", "[{c:".repeat(31)),
    ] {
        assert_eq!(scan::check(&document, &ScanLimits::default()), Ok(()), "{document}");
        assert_survives(document);
    }
}

#[test]
fn one_level_more_does_not_pass() {
    for document in ["{a".repeat(65), format!("{{a(b:{}", "[".repeat(63))] {
        assert_eq!(scan::check(&document, &ScanLimits::default()), Err(Refusal::BracketsTooDeep));
    }
}

/// Pieces of which hostile documents are made: every way into and out of strings and comments, and every
/// bracket together with what lets the parser go on behind it.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "{a",
        "{a:",
        "(a:",
        "[[[[[[[[",
        "{a:{a:{a:{a:",
        "{a{a{a{a",
        "(a:[{b:[",
        "\"",
        "\"\"",
        "\"\"\"",
        "\\\"\"\"",
        "\\\"",
        "\\\\",
        "\\",
        "\\u00e9",
        "\\n",
        "#",
        "\n",
        "\r",
        "\r\n",
        ",",
        " ",
        "\u{feff}",
        "é",
        "a",
        "a:",
        "$a",
        "$a:",
        "@d",
        "...",
        "...on T",
        "on",
        "query",
        "fragment F on T",
        "mutation",
        "=",
        "!",
        "|",
        "&",
        "1",
        "-1",
        "0",
        "1.5e-3",
        "true",
        "null",
        "Int",
    ])
}

fn soup() -> impl Strategy<Value = String> {
    let start = proptest::sample::select(vec![
        "",
        "{a(b:",
        "{a(b:[",
        "query($a:",
        "query($a:Int=",
        "{a@d(e:",
        "{",
        "{a ",
        "{a(b:\"\"\"",
    ]);
    let pieces = proptest::collection::vec((piece(), 1..40_usize), 0..60);
    (start, pieces).prop_map(|(start, pieces)| {
        let mut text = String::from(start);
        for (piece, times) in pieces {
            for _ in 0..times {
                if text.len() + piece.len() <= 4_096 {
                    text.push_str(piece);
                }
            }
        }
        text
    })
}

/// The inside of a list: strings of every form between values that nest, most of which parse.
fn values() -> impl Strategy<Value = String> {
    let value = proptest::sample::select(vec![
        "\"\"",
        "\"\"\"",
        "\"a\"",
        "\"[[\"",
        "\"\\\"[\"",
        "\"\\\\\"",
        "\"#\"",
        "\"\"\"[\"\"\"",
        "\"\"\"\\\"\"\"[\"\"\"",
        "\"\"\"\"\"\"",
        "\"\"\"\n[\"#\"\"\"",
        "#\"\n",
        "#\"\"\"[\r",
        "[1]",
        "[[1]]",
        "{c:[1]}",
        "[\"]\"]",
        " ",
        "\n",
        "\\\"\"\"",
    ]);
    proptest::collection::vec(value, 0..12).prop_map(|values| values.concat())
}

/// Whether the scan sees at least as much nesting as the parser made of the document.
fn assert_scan_sees(document: &str) -> bool {
    let Ok(parsed) = async_graphql::parser::parse_query(document) else { return false };
    let limits = ScanLimits { brackets: bracket_depth(&parsed) - 1, ..ScanLimits::default() };
    assert_eq!(scan::check(document, &limits), Err(Refusal::BracketsTooDeep), "{document}");
    true
}

#[test]
fn the_scan_sees_what_the_parser_sees_behind_an_open_block_string() {
    // Not GraphQL by the specification, and yet the library reads an empty string, "a" and two lists.
    assert!(assert_scan_sees(r#"{a(b:["""a" [[1]]])}"#));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_passes_the_scan_parses_or_fails_in_peace(document in soup()) {
        if scan::check(&document, &ScanLimits { tokens: usize::MAX, ..ScanLimits::default() }).is_ok() {
            assert_survives(document);
        }
    }

    #[test]
    fn the_scan_sees_all_nesting(values in values()) {
        assert_scan_sees(&format!("{{a(b:[{values}])}}"));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = read(&text, &ScanLimits::default());
    }
}
