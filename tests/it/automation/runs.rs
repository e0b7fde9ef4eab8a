//! `ansible-playbook` itself, against this machine.

use super::*;
use crate::network::{done, send, staff};

both!(a_playbook_says_what_it_would_change_and_then_changes_it, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on =
        [device(&t, "a", DeviceKind::Router).await, device(&t, "b {{ 1 + 1 }}", DeviceKind::Switch).await];
    let place = scratch("place");
    let told = json!([{ "name": "place", "value": place.to_str().expect("a path") }]);
    let checked = start(&noc, "write", &on, true, told.clone()).await;
    assert_eq!(checked["run"]["status"], "QUEUED");
    let checked = over(&noc, &id_of(&checked)).await;
    assert_eq!((&checked["status"], &checked["checkMode"]), (&json!("SUCCESS"), &json!(true)), "{checked}");
    assert!(std::fs::read_dir(&place).expect("it is there").next().is_none(), "nothing was changed");
    let lines = printed(&checked);
    assert!(
        lines.contains(&"TASK Write") && lines.contains(&"+by a"),
        "what would change is shown: {lines:?}"
    );
    let done = over(&noc, &id_of(&start(&noc, "write", &on, false, told).await)).await;
    assert_eq!(
        (&done["status"], &done["failure"], &done["logTruncated"]),
        (&json!("SUCCESS"), &json!(null), &json!(false))
    );
    let hosts = done["perHost"].as_array().expect("hosts");
    assert_eq!(hosts.len(), 2);
    for host in hosts {
        let counts = ["ok", "changed", "unreachable", "failed", "skipped"].map(|name| host[name].clone());
        assert_eq!(counts, [json!(1), json!(1), json!(0), json!(0), json!(0)], "{host}");
    }
    // What a device is called is text, whatever it looks like.
    let text = |id: &DeviceId| std::fs::read_to_string(place.join(id.to_string())).expect("it was written");
    assert_eq!((text(&on[0]), text(&on[1])), ("by a".to_owned(), "by b {{ 1 + 1 }}".to_owned()));
    let left = t.config().automation.scratch.as_ref().expect("it is set");
    until("the private directories are gone", async || {
        std::fs::read_dir(left).expect("it is there").next().is_none()
    })
    .await;
});

both!(hosts_that_fail_and_hosts_that_are_away_are_told_apart, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let (good, bad) =
        (device(&t, "good", DeviceKind::Router).await, device(&t, "bad", DeviceKind::Router).await);
    let far = device(&t, "far", DeviceKind::Router).await;
    let mixed = over(&noc, &id_of(&start(&noc, "fail", &[good, bad, far], false, json!([])).await)).await;
    assert_eq!((&mixed["status"], &mixed["failure"]), (&json!("FAILED"), &json!("TASK_FAILED")), "{mixed}");
    let hosts = mixed["perHost"].as_array().expect("hosts");
    let of = |name: &str| {
        let host = hosts.iter().find(|host| host["host"] == name).unwrap_or_else(|| panic!("{mixed}"));
        ["ok", "unreachable", "failed"].map(|count| host[count].as_i64().expect("a count"))
    };
    assert_eq!((of("good"), of("bad"), of("far")), ([1, 0, 0], [0, 0, 1], [0, 1, 0]));
    let away = over(&noc, &id_of(&start(&noc, "fail", &[far], false, json!([])).await)).await;
    assert_eq!((&away["status"], &away["failure"]), (&json!("FAILED"), &json!("UNREACHABLE")), "{away}");
});

both!(
    what_takes_too_long_is_ended_with_what_it_has_started,
    |config: &mut Config| {
        with_playbooks(config);
        config.automation.time_limit_seconds = 8;
    },
    async |t: TestApp| {
        let noc = staff(&t, LinkRole::Noc).await;
        let on = [device(&t, "a", DeviceKind::Router).await];
        let place = scratch("place");
        let told = json!([{ "name": "place", "value": place.to_str().expect("a path") }]);
        let run = over(&noc, &id_of(&start(&noc, "wait", &on, false, told).await)).await;
        assert_eq!((&run["status"], &run["failure"]), (&json!("TIMEOUT"), &json!(null)), "{run}");
        if let Ok(pid) = std::fs::read_to_string(place.join("pid")) {
            assert!(!lives(&pid), "what it has started has ended too");
        }
    }
);

both!(a_run_is_cancelled_while_it_is_under_way, with_playbooks, async |t: TestApp| {
    let (support, noc) = (staff(&t, LinkRole::Support).await, staff(&t, LinkRole::Noc).await);
    let on = [device(&t, "a", DeviceKind::Router).await];
    let place = scratch("place");
    let told = json!([{ "name": "place", "value": place.to_str().expect("a path") }]);
    let id = id_of(&start(&support, "wait", &on, false, told).await);
    let pid = place.join("pid");
    until("the playbook waits", async || {
        std::fs::read_to_string(&pid).is_ok_and(|text| text.ends_with('\n'))
    })
    .await;
    assert_eq!(seen(&noc, &id).await["status"], "RUNNING");
    let asked =
        send(&noc, "cancelAutomationRun", json!({ "runId": id }), "run { status cancelAskedAt }").await;
    let asked = done(asked);
    assert!(asked["run"]["cancelAskedAt"].is_string(), "{asked}");
    let run = over(&noc, &id).await;
    assert_eq!((&run["status"], &run["failure"]), (&json!("CANCELLED"), &json!(null)), "{run}");
    let pid = std::fs::read_to_string(pid).expect("it was written");
    assert!(!lives(&pid), "what it has started has ended too");
    let again = send(&noc, "cancelAutomationRun", json!({ "runId": id }), "run { status }").await;
    assert_eq!(crate::network::refused(&again), ("INVALID_TRANSITION", "runId"));
    assert_eq!(again["userErrors"][0]["allowed"], json!([]));
});

both!(what_is_printed_without_end_is_cut_off_and_said_to_be, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on = [device(&t, "a", DeviceKind::Router).await];
    let run = over(&noc, &id_of(&start(&noc, "chatter", &on, false, json!([])).await)).await;
    assert_eq!(
        (&run["status"], &run["logTruncated"]),
        (&json!("SUCCESS"), &json!(true)),
        "{}",
        run["failureText"]
    );
    assert_eq!(run["log"]["totalCount"], 5_000);
    assert_eq!(run["perHost"][0]["ok"], 1, "results do not travel with the lines");
});

both!(what_a_run_prints_is_followed_live_to_its_end, with_playbooks, async |t: TestApp| {
    let noc = staff(&t, LinkRole::Noc).await;
    let on = [device(&t, "a", DeviceKind::Router).await];
    let told = json!([{ "name": "word", "value": "hello" }]);
    let id = id_of(&start(&noc, "say", &on, false, told).await);
    let mut socket = noc.live().await;
    let stream = |after: &str| {
        format!(
            "subscription {{ automationLog(runId: \"{id}\"{after}) {{ run {{ id status }} lines {{ number text }} }} }}"
        )
    };
    socket.subscribe("log", &stream("")).await;
    let (mut numbers, mut text, mut last) = (Vec::new(), String::new(), Value::Null);
    loop {
        let message = socket.message_of("log").await;
        if message["type"] == "complete" {
            break;
        }
        assert_eq!(message["type"], "next", "{message}");
        let update = message["payload"]["data"]["automationLog"].clone();
        for line in update["lines"].as_array().expect("lines") {
            numbers.push(line["number"].as_i64().expect("a number"));
            text.push_str(line["text"].as_str().expect("text"));
        }
        last = update;
    }
    assert_eq!((&last["run"]["id"], &last["run"]["status"]), (&json!(id), &json!("SUCCESS")));
    let all: Vec<i64> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, all, "each line once and in order");
    assert!(text.contains("PLAY Say") && text.contains("hello times 1"), "{text}");
    // Whoever comes back goes on where it was, also when all is over.
    socket.subscribe("rest", &stream(", after: 1")).await;
    let rest = socket.message_of("rest").await["payload"]["data"]["automationLog"]["lines"].clone();
    assert_eq!(
        (rest[0]["number"].as_i64(), rest.as_array().map(Vec::len)),
        (Some(2), Some(numbers.len() - 1))
    );
    assert_eq!(socket.message_of("rest").await["type"], "complete");
});
