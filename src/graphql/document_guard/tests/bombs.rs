//! The documents of threats.md rows 1, 2 and 2a.

use std::fmt::Write;

use super::{
    super::{Refusal, ScanLimits, scan},
    assert_refused,
};

/// `levels` fragments, each spreading the next `spreads` times; the last has `leaf`.
fn fan_out(levels: usize, spreads: usize, leaf: &str) -> String {
    let mut document = String::from("{viewer{...F0}}");
    for level in 0..levels {
        let next = format!("...F{} ", level + 1).repeat(spreads);
        write!(document, " fragment F{level} on Customer{{{next}}}").expect("a string grows");
    }
    write!(document, " fragment F{levels} on Customer{{{leaf}}}").expect("a string grows");
    document
}

#[test]
fn a_fan_out_of_fragments_with_objects() {
    let document = fan_out(7, 10, "contacts{id}");
    assert!(document.len() < 800);
    assert_refused(&document, Refusal::TooManySelections);
}

/// Costs no object at all, and would still take the library 2^26 visits.
#[test]
fn a_fan_out_of_fragments_with_scalars_only() {
    let document = fan_out(26, 2, "name");
    assert!(document.len() < 1_500);
    assert_refused(&document, Refusal::TooManySelections);
    // Without `nesting` to bound it, the count saturates.
    assert_refused(&fan_out(29, 2, "name"), Refusal::TooManySelections);
}

/// The library's validation also visits what nothing spreads.
#[test]
fn a_fan_out_that_no_operation_uses() {
    let unused = fan_out(7, 10, "name").replacen("...F0", "name", 1);
    assert_refused(&unused, Refusal::TooManySelections);
}

#[test]
fn wide_spreads() {
    let mut document = String::from("{viewer{");
    for at in 0..60 {
        write!(document, "...W{at} ").expect("a string grows");
    }
    document.push_str("}}");
    for at in 0..60 {
        write!(document, " fragment W{at} on Customer{{id name tags contacts{{id}}}}")
            .expect("a string grows");
    }
    assert_refused(&document, Refusal::TooManyFields);
}

#[test]
fn wide_spreads_of_many_levels() {
    let mut document = String::from("{viewer{...W0}}");
    for at in 0..25 {
        write!(document, " fragment W{at} on Customer{{name").expect("a string grows");
        for next in at + 1..25 {
            write!(document, " ...W{next}").expect("a string grows");
        }
        document.push('}');
    }
    assert_refused(&document, Refusal::TooManySelections);
}

#[test]
fn circular_fragments() {
    for document in [
        "{viewer{...A}} fragment A on Customer{...A}",
        "{viewer{...A}} fragment A on Customer{name ...B} fragment B on Customer{...C} fragment C on Customer{...A}",
        "{viewer{...A}} fragment A on Customer{contacts{customer{...on Customer{...A}}}}",
        "{viewer{name}} fragment A on Customer{...B} fragment B on Customer{...A}",
    ] {
        assert_refused(document, Refusal::CircularFragments);
    }
}

/// No field is deep here; the chain is.
#[test]
fn a_chain_of_fragments() {
    let mut document = String::from("{viewer{...C0}}");
    for at in 0..110 {
        write!(document, " fragment C{at} on Customer{{...C{}}}", at + 1).expect("a string grows");
    }
    document.push_str(" fragment C110 on Customer{name}");
    assert_refused(&document, Refusal::NestedTooDeep);
}

#[test]
fn a_longer_chain_of_fragments_where_tokens_are_free() {
    let mut document = String::from("{viewer{...C0}}");
    for at in 0..20_000 {
        write!(document, " fragment C{at} on Customer{{...C{}}}", at + 1).expect("a string grows");
    }
    document.push_str(" fragment C20000 on Customer{name}");
    let limits = ScanLimits { bytes: usize::MAX, tokens: usize::MAX, ..ScanLimits::default() };
    let document = super::read(&document, &limits).expect("valid");
    let refusal = super::inspect(
        &super::MODEL,
        &super::Limits::default(),
        &document,
        None,
        &super::variables("{}"),
        super::SIGNED_IN,
    );
    assert_eq!(refusal.expect_err("refused"), Refusal::NestedTooDeep);
}

#[test]
fn nested_brackets() {
    for opening in ["[", "{a:", "[{a:", "("] {
        let short = format!("{{viewer(a:{}", opening.repeat(3_000 / opening.len()));
        assert_refused(&short, Refusal::BracketsTooDeep);
        let long = format!("{{viewer(a:{}", opening.repeat(200_000 / opening.len()));
        assert_refused(&long, Refusal::TooLong);
    }
    assert_refused(&"{viewer".repeat(500), Refusal::BracketsTooDeep);
    assert_refused(&format!("query($a:{}", "[".repeat(3_000)), Refusal::BracketsTooDeep);
    assert_refused(&format!("query($a:Int={}", "[".repeat(3_000)), Refusal::BracketsTooDeep);
    assert_refused(&format!("{{viewer @a(b:{}", "{c:".repeat(1_000)), Refusal::BracketsTooDeep);
}

#[test]
fn ten_thousand_aliases() {
    let mut document = String::from("{");
    for at in 0..10_000 {
        write!(document, "a{at}:viewer{{id}}").expect("a string grows");
    }
    document.push('}');
    assert_refused(&document, Refusal::TooLong);
    let unlimited = ScanLimits { bytes: usize::MAX, ..ScanLimits::default() };
    assert_eq!(scan::check(&document, &unlimited), Err(Refusal::TooManyTokens));
}

#[test]
fn twenty_thousand_directives() {
    assert_refused(&format!("{{viewer{}{{id}}}}", "@a".repeat(20_000)), Refusal::TooLong);
    assert_refused(&format!("{{viewer{}{{id}}}}", "@a".repeat(500)), Refusal::TooManyTokens);
    assert_refused(&format!("{{viewer{}{{id}}}}", "@a".repeat(51)), Refusal::TooManyDirectives);
}

#[test]
fn a_refusal_says_little() {
    let document = format!("{{viewer{{ {} }}}}", "secret_canary ".repeat(300));
    for refusal in [
        super::admit(&document).expect_err("refused"),
        Refusal::TooExpensive { estimated: 123_456_789, limit: 5_000 },
    ] {
        let message = refusal.to_string();
        assert!(message.len() <= 300);
        assert!(!message.contains("secret_canary"));
        assert!(!message.contains(|character: char| character.is_ascii_digit()), "{message}");
    }
}
