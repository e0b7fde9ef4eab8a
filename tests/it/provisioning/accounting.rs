//! What sessions use, as radclient tells of it.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::TimeDelta;
use portico::catalog::UsageDay;
use portico::catalog::entity::usage_day;
use portico::jobs::accounting::{AccountingServer, Ear};
use portico::ports::radius::{Code, Packet};
use portico::provisioning::NasChange;
use portico::provisioning::entity::radius_session;
use tokio::net::UdpSocket;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::support::freeradius::{Exchanged, radclient};
use crate::support::guard::free_port;
use crate::support::wait::until;

/// A server that hears accounting.
fn hearing(config: &mut portico::config::Config) {
    config.provisioning.accounting_listen = Some(([127, 0, 0, 1], free_port()).into());
    config.provisioning.look_ms = 50;
    config.provisioning.reconcile_seconds = 1;
    config.secrets.file = Some(secrets_file());
    config.secrets.cache_seconds = 0;
}

/// Sends an accounting packet, signed with a secret.
async fn tell_with(t: &TestApp, secret: &str, tries: u32, attributes: &str) -> Exchanged {
    let port = t.config().provisioning.accounting_listen.expect("it hears").port();
    radclient(port, "acct", secret, attributes, tries).await
}

/// The same, signed by the NAS: it is answered, which it is once it is written down.
async fn tell(t: &TestApp, attributes: &str) {
    let told = tell_with(t, NAS_SECRET, 3, attributes).await;
    assert!(told.text.contains("Received Accounting-Response"), "{}", told.text);
}

/// A service that the network is told of, and a NAS.
async fn told_of(t: &TestApp) -> (SubscriptionId, String) {
    store_secret(t, &nas_secret_path(t), "secret", NAS_SECRET).await;
    nas(t, 3_799).await;
    let (_, service) = served(t).await;
    until("the network is told of the service", async || is_applied(t, service).await).await;
    let credentials = t.scope().select::<provisioning::entity::radius_credential::Entity>().one().await;
    (service, credentials.expect("the database answers").expect("it has a name").username)
}

async fn used(t: &TestApp) -> Vec<(i64, i64)> {
    let days: Vec<UsageDay> =
        t.scope().select::<usage_day::Entity>().all().await.expect("the database answers");
    days.into_iter().map(|day| (day.down_bytes, day.up_bytes)).collect()
}

async fn sessions(t: &TestApp) -> Vec<radius_session::Model> {
    t.scope().select::<radius_session::Entity>().all().await.expect("the database answers")
}

fn packet(user: &str, status: &str, to_user: u64, from_user: u64, more: &str) -> String {
    format!(
        "User-Name=\"{user}\",Acct-Session-Id=\"s-1\",Acct-Status-Type={status},\
         Acct-Output-Octets={},Acct-Output-Gigawords={},Acct-Input-Octets={from_user},\
         Framed-IP-Address=100.64.0.7{more}",
        to_user & 0xffff_ffff,
        to_user >> 32,
    )
}

both!(each_octet_counts_once, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, user) = told_of(&t).await;
    tell(&t, &packet(&user, "Start", 0, 0, "")).await;
    assert!(used(&t).await.is_empty());
    // Ten minutes ago, and now: past 2^32.
    tell(&t, &packet(&user, "Interim-Update", 1_000_000, 2_000, "")).await;
    assert_eq!(used(&t).await, [(1_000_000, 2_000)]);
    tell(&t, &packet(&user, "Interim-Update", 5_000_000_000, 3_000, "")).await;
    assert_eq!(used(&t).await, [(5_000_000_000, 3_000)]);
    // A duplicate, and one that comes late.
    tell(&t, &packet(&user, "Interim-Update", 5_000_000_000, 3_000, "")).await;
    tell(&t, &packet(&user, "Interim-Update", 1_000_000, 2_000, ",Acct-Delay-Time=300")).await;
    assert_eq!(used(&t).await, [(5_000_000_000, 3_000)]);
    tell(&t, &packet(&user, "Stop", 5_000_000_500, 3_500, "")).await;
    tell(&t, &packet(&user, "Stop", 5_000_000_500, 3_500, "")).await;
    tell(&t, &packet(&user, "Interim-Update", 5_000_000_400, 3_400, ",Acct-Delay-Time=60")).await;
    assert_eq!(used(&t).await, [(5_000_000_500, 3_500)]);
    let sessions = sessions(&t).await;
    assert_eq!(sessions.len(), 1);
    assert!(sessions[0].stopped_at.is_some());
    assert_eq!(sessions[0].framed_ip.as_deref(), Some("100.64.0.7"));
});

both!(what_somebody_has_recorded_and_sends_again_is_not_counted_again, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, user) = told_of(&t).await;
    for _ in 0..4 {
        for (status, down, up) in [("Start", 0, 0), ("Stop", 500, 50), ("Interim-Update", 400, 40)] {
            tell(&t, &packet(&user, status, down, up, "")).await;
            t.advance(TimeDelta::seconds(10));
        }
    }
    assert_eq!(used(&t).await, [(500, 50)]);
});

both!(a_day_is_the_tenant_s_and_one_that_is_measured_for_good_stays, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (service, user) = told_of(&t).await;
    // 10:00 in UTC is 11:00 here; twelve hours ago it was yesterday.
    tell(&t, &packet(&user, "Interim-Update", 700, 70, ",Acct-Delay-Time=43200")).await;
    let scope = t.scope();
    let day = |days| usage_day::Column::Day.eq(scope.today() - chrono::Days::new(days));
    let of = async |days| {
        let row = scope.select::<usage_day::Entity>().filter(day(days)).one().await;
        row.expect("the database answers").map(|day| (day.down_bytes, day.up_bytes))
    };
    assert_eq!((of(1).await, of(0).await), (Some((700, 70)), None));
    let tx = scope.begin().await.expect("the database answers");
    tx.update::<usage_day::Entity>().set(usage_day::Column::IsFinal, true).run().await.expect("it is there");
    tx.commit().await.expect("the database answers");
    tell(&t, &packet(&user, "Interim-Update", 900, 90, ",Acct-Delay-Time=43100")).await;
    tell(&t, &packet(&user, "Interim-Update", 1_000, 100, "")).await;
    assert_eq!((of(1).await, of(0).await), (Some((700, 70)), Some((100, 10))));
    assert_eq!(sessions(&t).await[0].subscription_id, service);
});

both!(who_does_not_know_the_secret_is_not_heard, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, user) = told_of(&t).await;
    let told = tell_with(&t, "guessed", 1, &packet(&user, "Start", 0, 0, "")).await;
    assert!(!told.answered, "{}", told.text);
    assert!(sessions(&t).await.is_empty());
    // Who is known and tells of nobody is answered, or it would not stop; nothing is counted.
    tell(&t, &packet("nobody@isp.example", "Interim-Update", 5, 5, "")).await;
    assert!(sessions(&t).await.is_empty() && used(&t).await.is_empty());
    // Another tenant has a NAS at the same address, with a secret of its own: each is heard for itself.
    let other = isp(&t).await;
    loopback(&other).await;
    let path = nas_secret_path(&other);
    store_secret(&other, &path, "secret", "another").await;
    let new =
        NewNas { name: "core".to_owned(), address: "127.0.0.1".to_owned(), secret: path, coa_port: 3_799 };
    provisioning::create_nas(&other.scope(), &other.facts().slug, new).await.expect("it is acceptable");
    let told = tell_with(&other, "another", 3, &packet(&user, "Start", 0, 0, "")).await;
    assert!(told.answered, "{}", told.text);
    assert!(sessions(&t).await.is_empty() && sessions(&other).await.is_empty());
    tell(&t, &packet(&user, "Start", 0, 0, "")).await;
    assert_eq!(sessions(&t).await.len(), 1);
});

both!(who_is_no_nas_is_not_heard, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, user) = told_of(&t).await;
    let nas = t.scope().select::<provisioning::entity::nas::Entity>().one().await;
    let nas = nas.expect("the database answers").expect("it is there");
    let begins = packet(&user, "Start", 0, 0, "");
    tell(&t, &begins).await;
    // With the right secret, from where no NAS is any more: it has moved, and then it is taken out of service.
    let change = NasChange { address: Some("127.0.0.9".to_owned()), ..NasChange::default() };
    provisioning::update_nas(&t.scope(), &t.facts().slug, nas.id, change, None)
        .await
        .expect("it is acceptable");
    let told = tell_with(&t, NAS_SECRET, 1, &packet(&user, "Interim-Update", 7, 7, "")).await;
    assert!(!told.answered, "{}", told.text);
    let change = NasChange { address: Some("127.0.0.1".to_owned()), ..NasChange::default() };
    provisioning::update_nas(&t.scope(), &t.facts().slug, nas.id, change, None)
        .await
        .expect("it is acceptable");
    provisioning::remove_nas(&t.scope(), nas.id, None).await.expect("it is there");
    let told = tell_with(&t, NAS_SECRET, 1, &packet(&user, "Interim-Update", 9, 9, "")).await;
    assert!(!told.answered, "{}", told.text);
    assert!(used(&t).await.is_empty());
});

both!(where_no_nas_is_nothing_is_looked_into_and_a_new_one_is_heard, alone, async |t: TestApp| {
    let t = isp(&t).await;
    let secrets = store_secret(&t, &nas_secret_path(&t), "secret", NAS_SECRET).await;
    let socket = std::net::UdpSocket::bind("127.0.0.1:0").expect("a port is free");
    socket.set_nonblocking(true).expect("it is a socket");
    let address = socket.local_addr().expect("it is bound");
    let ear = Arc::new(Ear {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        secrets,
        written: 0.into(),
        dropped: 0.into(),
        unknown: 0.into(),
    });
    let server = AccountingServer { ear: ear.clone(), socket };
    let stop = CancellationToken::new();
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let told = async {
        let somebody = UdpSocket::bind("127.0.0.1:0").await.expect("a port is free");
        // It has the form of accounting, and is signed by nobody.
        let forged = Packet::new(Code::AccountingRequest, 1, Vec::new()).encode().expect("it fits");
        for _ in 0..100 {
            somebody.send_to(&forged, address).await.expect("loopback takes it");
        }
        until("all are passed over", async || count(&ear.unknown) == 100).await;
        // Whose signer was looked for, in vain, is counted as dropped.
        assert_eq!((count(&ear.dropped), count(&ear.written)), (0, 0));
        nas(&t, 3_799).await;
        let begins = packet("nobody@isp.example", "Start", 0, 0, "");
        let heard = async || radclient(address.port(), "acct", NAS_SECRET, &begins, 1).await.answered;
        until("a NAS that was just entered is heard", heard).await;
        somebody.send_to(&forged, address).await.expect("loopback takes it");
        until("what is from where a NAS is is looked into", async || count(&ear.dropped) == 1).await;
        stop.cancel();
    };
    tokio::join!(server.run(stop.clone()), told);
});

both!(a_record_that_comes_again_after_the_end_is_counted_once, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (_, user) = told_of(&t).await;
    tell(&t, &packet(&user, "Start", 0, 0, ",Acct-Delay-Time=600")).await;
    tell(&t, &packet(&user, "Interim-Update", 800, 80, ",Acct-Session-Time=500,Acct-Delay-Time=100")).await;
    tell(&t, &packet(&user, "Stop", 900, 90, ",Acct-Session-Time=580,Acct-Delay-Time=20")).await;
    // The update once more, as it was and without a word of its age.
    tell(&t, &packet(&user, "Interim-Update", 800, 80, ",Acct-Session-Time=500")).await;
    assert_eq!(used(&t).await, [(900, 90)]);
    assert!(sessions(&t).await[0].stopped_at.is_some(), "nothing has begun again");
});

both!(a_nas_that_two_isps_share_tells_each_of_its_own, hearing, async |t: TestApp| {
    let mut settings = radius();
    settings.radius.realm = "other.example".to_owned();
    let (one, other) = (isp(&t).await, isp_with(&t, settings).await);
    let (_, ones) = told_of(&one).await;
    let (_, others) = told_of(&other).await;
    assert!(ones.ends_with("@isp.example") && others.ends_with("@other.example"), "{ones} {others}");
    tell(&one, &packet(&ones, "Interim-Update", 70, 7, "")).await;
    tell(&one, &packet(&others, "Interim-Update", 90, 9, "")).await;
    assert_eq!((used(&one).await, used(&other).await), (vec![(70, 7)], vec![(90, 9)]));
});

both!(a_nas_that_starts_anew_has_no_sessions, hearing, async |t: TestApp| {
    let t = isp(&t).await;
    let (service, user) = told_of(&t).await;
    // The name has changed on its way, and what was given with the sign-in has come back.
    let class = format!(",Class=\"{service}\"");
    tell(&t, &packet("stripped", "Start", 0, 0, &format!("{class},Acct-Delay-Time=120"))).await;
    tell(&t, &packet("stripped", "Interim-Update", 800, 80, &format!("{class},Acct-Delay-Time=60"))).await;
    // It may be an old one, which somebody sends again.
    tell(&t, "Acct-Status-Type=Accounting-On,Acct-Delay-Time=30").await;
    assert_eq!(sessions(&t).await[0].stopped_at, None);
    let now = t.scope().real_now().timestamp();
    tell(&t, &format!("Acct-Status-Type=Accounting-On,Event-Timestamp={}", now - 30)).await;
    assert!(sessions(&t).await[0].stopped_at.is_some());
    // It gives the name again, and begins to count anew.
    tell(&t, &packet(&user, "Interim-Update", 50, 5, &format!(",Event-Timestamp={now}"))).await;
    let sessions = sessions(&t).await;
    assert_eq!((sessions.len(), sessions[0].stopped_at), (1, None));
    assert_eq!(used(&t).await, [(850, 85)]);
});
