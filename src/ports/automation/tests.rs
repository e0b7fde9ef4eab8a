use proptest::prelude::*;
use secrecy::SecretString;

use super::output::{Gauge, Redactor, Splitter, tidy};
use super::workspace::{inventory, variables};
use super::*;

fn lines(chunks: &[&[u8]]) -> Vec<String> {
    let mut splitter = Splitter::default();
    let mut lines: Vec<String> = chunks.iter().flat_map(|chunk| splitter.take(chunk)).collect();
    lines.extend(splitter.rest());
    lines
}

#[test]
fn lines_are_whole_however_they_arrive() {
    assert_eq!(lines(&[b"PLAY a\nTA", b"SK b\r\n\nend"]), ["PLAY a", "TASK b\r", "", "end"]);
    assert_eq!(lines(&[b"\xff\n"]), ["\u{fffd}"]);
    assert!(lines(&[b""]).is_empty());
    assert_eq!(tidy("TASK b\r"), "TASK b");
    assert_eq!(tidy("a\u{0}b\u{1b}[31m"), "a b [31m");
}

#[test]
fn a_line_without_end_takes_no_more_room_than_another() {
    let endless = vec![b'x'; 10 * MAX_LINE];
    let line = lines(&[&endless, &endless]).remove(0);
    assert!(line.len() <= 2 * MAX_LINE);
    let line = tidy(&line);
    assert!(line.ends_with("x…") && line.len() <= MAX_LINE + '…'.len_utf8());
    // A sign of several bytes is not cut in two.
    assert!(tidy(&"ß".repeat(MAX_LINE)).ends_with("ß…"));
}

fn redactor(secrets: &[&str]) -> Redactor {
    let secrets: Vec<SecretString> = secrets.iter().map(|secret| SecretString::from(*secret)).collect();
    Redactor::of(secrets.iter())
}

#[test]
fn secrets_are_masked_in_every_form_they_are_printed_in() {
    let redactor = redactor(&["hunter22", "two\nlines", "say \"hi\"", "hunter22 and more", "p\u{e4}ss 🔑"]);
    for (line, masked) in [
        ("pass=hunter22!", "pass=********!"),
        ("hunter22 and more", "********"),
        ("+lines", "+********"),
        (r#"{"msg": "say \"hi\""}"#, r#"{"msg": "********"}"#),
        ("p\u{e4}ss 🔑", "********"),
        (r#"{"msg": "p\u00e4ss \ud83d\udd11"}"#, r#"{"msg": "********"}"#),
        ("nothing", "nothing"),
    ] {
        assert_eq!(redactor.clean(line.to_owned()), masked);
    }
    // What is too short to be one would mask everything.
    assert_eq!(self::redactor(&["a"]).clean("a banana".to_owned()), "a banana");
}

#[test]
fn what_is_too_much_is_left_out_and_said_to_be() {
    let mut gauge = Gauge::default();
    assert!((0..MAX_LINES).all(|_| gauge.admits("x")) && !gauge.cut);
    assert!(!gauge.admits("x") && gauge.cut);
    let mut gauge = Gauge::default();
    assert!(!gauge.admits(&"x".repeat(MAX_BYTES + 1)) && gauge.cut);
    assert!(!gauge.admits("x"), "nothing follows a gap");
}

#[test]
fn what_comes_from_outside_is_marked_and_in_ascii() {
    let job = Job {
        id: "run_1".to_owned(),
        playbook: "p.yml".into(),
        hosts: vec![Host {
            alias: "ndv_1".to_owned(),
            address: Some("192.0.2.1".to_owned()),
            facts: [("portico_name".to_owned(), "{{ evil }}\"\n\u{2028}".to_owned())].into(),
        }],
        variables: BTreeMap::new(),
        check: false,
        time_limit: Duration::from_secs(1),
    };
    assert_eq!(
        inventory(&job),
        "{\"all\": {\"hosts\": {\n  \"ndv_1\": !unsafe {\"portico_name\": \"{{ evil }}\\\"\\U0000000a\\U00002028\", \
         \"ansible_host\": \"192.0.2.1\"}\n}}}\n"
    );
    let told = [
        ("count".to_owned(), Setting::Plain(Json::from(3))),
        ("name".to_owned(), Setting::Plain(Json::from("ü"))),
        ("pass".to_owned(), Setting::Secret("a\\b".into())),
    ];
    assert_eq!(
        variables(&told.into()).as_str(),
        "---\n!unsafe {\n  \"count\": 3,\n  \"name\": \"\\U000000fc\",\n  \"pass\": \"a\\\\b\",\n}\n"
    );
    assert_eq!(variables(&BTreeMap::new()).as_str(), "---\n!unsafe {\n}\n");
}

proptest! {
    /// Whatever the secret and whatever is around it: it is not in the line any more.
    #[test]
    fn no_secret_is_printed(secret in "[!-)+-~]{4,40}", before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
        let clean = redactor(&[&secret]).clean(format!("{before}{secret}{after}"));
        prop_assert!(!clean.contains(&secret), "{clean}");
    }

    /// However a text is cut, the same lines come out.
    #[test]
    fn chunks_do_not_matter(text in "[a-z\n]{0,200}", at in 0_usize..200) {
        let at = at.min(text.len());
        let (first, second) = text.as_bytes().split_at(at);
        prop_assert_eq!(lines(&[first, second]), lines(&[text.as_bytes()]));
    }
}
