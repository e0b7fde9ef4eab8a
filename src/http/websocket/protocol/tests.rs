use super::*;

fn code(phase: Phase, text: &str) -> u16 {
    read(phase, text, |id| id == "running").expect_err("refused").code
}

#[test]
fn each_phase_takes_what_is_its() {
    use Phase::{Initialising, Ready, Waiting};
    let init = r#"{"type":"connection_init"}"#;
    let subscribe = r#"{"type":"subscribe","id":"1","payload":{"query":"{a}"}}"#;
    assert!(matches!(read(Waiting, init, |_| false), Ok(Request::Init(InitCredential::Absent))));
    assert_eq!((code(Initialising, init), code(Ready, init)), (4429, 4429));
    assert_eq!((code(Waiting, subscribe), code(Initialising, subscribe)), (4401, 4401));
    match read(Ready, subscribe, |_| false) {
        Ok(Request::Subscribe(id, params)) => {
            assert_eq!((&*id, params.query.as_deref()), ("1", Some("{a}")));
        }
        other => panic!("{other:?}"),
    }
    for phase in [Waiting, Initialising, Ready] {
        assert!(matches!(read(phase, r#"{"type":"ping"}"#, |_| false), Ok(Request::Ping(None))));
        assert!(matches!(read(phase, r#"{"type":"pong"}"#, |_| false), Ok(Request::Pong)));
        assert!(matches!(
            read(phase, r#"{"type":"complete","id":"x"}"#, |_| false),
            Ok(Request::Complete(_))
        ));
    }
}

#[test]
fn an_id_in_use_is_named_if_the_reason_has_room_for_it() {
    let subscribe = r#"{"type":"subscribe","id":"running","payload":{"query":"{a}"}}"#;
    let close = read(Phase::Ready, subscribe, |id| id == "running").expect_err("refused");
    assert_eq!((close.code, &*close.reason), (4409, "Subscriber for running already exists"));
    let long = Close::duplicate(&"é".repeat(60));
    assert_eq!((long.code, &*long.reason), (4409, "Subscriber already exists"));
    assert!(Close::bad_params(&"é".repeat(100)).payload().len() <= 125);
}

#[test]
fn only_one_name_of_the_first_payload_is_ours() {
    let given = |payload: &str| {
        let text = format!(r#"{{"type":"connection_init","payload":{payload}}}"#);
        match read(Phase::Waiting, &text, |_| false) {
            Ok(Request::Init(InitCredential::Absent)) => "absent",
            Ok(Request::Init(InitCredential::Bearer(_))) => "bearer",
            Ok(Request::Init(InitCredential::Malformed)) => "malformed",
            other => panic!("{other:?}"),
        }
    };
    for (payload, expected) in [
        ("null", "absent"),
        (r#"{"token":"x","a":[1]}"#, "absent"),
        (r#"{"authorization":null}"#, "absent"),
        (r#"{"authorization":"Bearer abc"}"#, "bearer"),
        (r#"{"Authorization":"bearer  abc "}"#, "bearer"),
        (r#"{"authorization":"Bearer a b"}"#, "malformed"),
        (r#"{"authorization":"abc"}"#, "malformed"),
        (r#"{"authorization":7}"#, "malformed"),
        (r#"{"authorization":"Bearer a","Authorization":"Bearer b"}"#, "malformed"),
    ] {
        assert_eq!(given(payload), expected, "{payload}");
    }
}

#[test]
fn messages_to_the_client_are_json_whatever_the_id() {
    let id = "\"\\\u{1}";
    for (text, kind) in [
        (next(id, r#"{"data":{}}"#), "next"),
        (error(id, r#"{"errors":[{"message":"no"}],"extensions":{}}"#), "error"),
        (complete(id), "complete"),
    ] {
        let message: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&message["id"], &message["type"]), (&id.into(), &kind.into()));
        if kind == "error" {
            assert_eq!(message["payload"][0]["message"], "no");
        }
    }
}
