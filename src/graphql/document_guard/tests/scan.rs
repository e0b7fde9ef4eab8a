//! What the scan counts and what it does not.

use super::super::{ReadError, Refusal, ScanLimits, read, scan};

fn tokens(document: &str) -> usize {
    let fits = |tokens| scan::check(document, &ScanLimits { tokens, ..ScanLimits::default() }).is_ok();
    (0..=1_000).find(|&tokens| fits(tokens)).expect("at most 1,000")
}

fn depth(document: &str) -> usize {
    let fits = |brackets| scan::check(document, &ScanLimits { brackets, ..ScanLimits::default() }).is_ok();
    (0..=1_000).find(|&brackets| fits(brackets)).expect("at most 1,000")
}

#[test]
fn tokens_are_those_of_the_specification() {
    assert_eq!(tokens(""), 0);
    assert_eq!(tokens("# a comment { [ (\n , ,\t\u{feff}\r\n"), 0);
    assert_eq!(tokens("query Q($a: [Int!]! = [1]) @d { a: b(c: $d) ...F ... on T { e } }"), 37);
    assert_eq!(tokens(r#"a "b c" """d "e" f""" "" """""" g"#), 6);
    assert_eq!(tokens("1.5e10 _a1 0.5"), 3);
}

#[test]
fn long_names_are_refused_whatever_they_name() {
    let (longest, too_long) = ("x".repeat(128), "x".repeat(129));
    for shape in [
        "{NAME:a}",
        "{NAME}",
        "query NAME{a}",
        "{...NAME}",
        "{a} fragment NAME on T{a}",
        "{... on NAME{a}}",
        "query($NAME:Int){a}",
        "query($a:NAME){a}",
        "{a(NAME:1)}",
        "{a(b:$NAME)}",
        "{a(b:{NAME:1})}",
        "{a(b:NAME)}",
        "{a@NAME}",
    ] {
        let verdict = |name| read(&shape.replace("NAME", name), &ScanLimits::default()).map(drop);
        assert_ne!(verdict(&longest), Err(ReadError::Refused(Refusal::NameTooLong)), "{shape}");
        assert_eq!(verdict(&too_long), Err(ReadError::Refused(Refusal::NameTooLong)), "{shape}");
    }
    // Strings and comments hold no names.
    read(&format!("{{a(b:\"{too_long}\")}} # {too_long}"), &ScanLimits::default()).expect("valid");
    assert_eq!(Refusal::NameTooLong.code(), "QUERY_TOO_COMPLEX");
}

#[test]
fn numbers_without_a_gap_count_each() {
    assert_eq!(tokens("1-1-1"), 5);
    assert_eq!(tokens("0000"), 4);
    assert_eq!(tokens("1e-5"), 1);
}

#[test]
fn brackets_nest_whatever_their_kind() {
    assert_eq!(depth("{ a(b: [{ c: [1] }]) { d } e { f } }"), 5);
    // A closing bracket too many does not buy an opening one.
    assert_eq!(depth("]]]]}}}}{{{{"), 4);
}

#[test]
fn brackets_in_strings_and_comments_are_none() {
    for document in [
        r#"{a(b:"[[[[")}"#,
        r#"{a(b:"\"[[[[")}"#,
        r#"{a(b:"\\", c:"[[[[")}"#,
        r#"{a(b:"""[[[["[[[[""")}"#,
        r#"{a(b:"""[[[[\"""[[[[""")}"#,
        "{a(b:\"\"\"\n[[[[\n\"\"\")}",
        "{a(b:1)#[[[[\n}",
        "{a(b:1)#\"[[[[\r}",
    ] {
        assert_eq!(depth(document), 2, "{document}");
        read(document, &ScanLimits::default()).expect("valid");
    }
}

/// Each hides brackets from a scan that divides the text in another way than the parser.
#[test]
fn brackets_after_what_only_looks_like_a_string_count() {
    let four = "[[[[";
    for document in [
        // The backslash is itself escaped, so the string ends before the brackets.
        format!(r#"{{a(b:"\\"{four}"#),
        // No closing `"""`: the grammar reads `""` and then `"a"`.
        format!(r#"{{a(b:["""a"{four}"#),
        format!(r#"{{a(b:["" """a"{four}"#),
        // `\"""` does not close a block string, so this is not one either.
        format!(r#"{{a(b:["""a" "\""""{four}"#),
        // A line end breaks a string, and ends a comment.
        format!("{{a(b:\"\n{four}"),
        format!("{{a(b:\"\\\n{four}"),
        format!("{{a(b:\"\r{four}"),
        format!("#\"\n{{a(b:{four}"),
        // A comment does not begin inside a string, nor a string inside a comment.
        format!(r##"{{a(b:"#",c:{four}"##),
        format!("#\"\"\"\n{{a(b:{four}"),
        // The block string closes at the first three quotes of four.
        format!("{{a(b:[\"\"\"a\"\"\"\"\n{four}"),
    ] {
        assert!(depth(&document) >= 6, "{document}");
    }
}

#[test]
fn a_long_tail_of_open_block_strings_is_read_once() {
    // Quadratic, this would be 10^12 steps.
    let document = r#"""" \"#.repeat(250_000);
    let limits = ScanLimits { bytes: usize::MAX, tokens: usize::MAX, ..ScanLimits::default() };
    assert_eq!(scan::check(&document, &limits), Ok(()));
}

#[test]
fn length_is_counted_in_bytes() {
    let limits = ScanLimits { bytes: 10, ..ScanLimits::default() };
    assert_eq!(scan::check("{ abcdef }", &limits), Ok(()));
    assert_eq!(scan::check("{ abcdéf }", &limits), Err(Refusal::TooLong));
}

#[test]
fn a_malformed_document_is_not_repeated() {
    for (document, expected) in [
        (format!("{{ {} ", "secret ".repeat(900)), "Syntax error: expected"),
        (String::from("{ secret } { secret }"), "Syntax error: an anonymous operation must be the only one."),
        (String::from("query secret{a} query secret{b}"), "Syntax error: two operations have the same name."),
        (
            String::from("{a} fragment secret on T{a} fragment secret on T{b}"),
            "Syntax error: two fragments have the same name.",
        ),
        (String::from("fragment secret on T{a}"), "Syntax error: the document has no operation."),
        (String::from("{ a(secret: 1e999) }"), "Syntax error: the document cannot be read."),
        (String::from("{ a(secret: \"\u{0}\")"), "Syntax error: expected"),
        (String::new(), "Syntax error: expected"),
    ] {
        let error = read(&document, &ScanLimits::default()).expect_err("refused");
        let ReadError::Malformed { message, .. } = &error else { panic!("{error:?}") };
        assert!(message.starts_with(expected), "{message}");
        assert!(message.len() <= 300 && !message.contains("secret"), "{message}");
    }
}

#[test]
fn a_malformed_document_has_a_position() {
    let error = read("{\n  a(\n}", &ScanLimits::default()).expect_err("refused");
    assert!(matches!(error, ReadError::Malformed { position: Some((3, 1)), .. }), "{error:?}");
}
