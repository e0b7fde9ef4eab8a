//! `portico network import`.

use portico::db::Reads as _;
use portico::import::network::{NetworkReport, import_network};
use portico::import::{ImportError, Sheet};
use portico::network::entity::{device_state, service_link, site};

use super::*;
use crate::support::app::{Backing, on_shared_server};
use crate::support::guard::scratch;
use crate::support::program::{command, run};

async fn import(t: &TestApp, text: &str, dry_run: bool) -> NetworkReport {
    let sheet = Sheet::parse("devices.csv".to_owned(), text.as_bytes()).expect("readable");
    import_network(&t.scope(), &rules(t), &sheet, dry_run).await.expect("imported")
}

fn told(report: &NetworkReport) -> Vec<String> {
    report.refusals.iter().map(ToString::to_string).collect()
}

/// What a report says in numbers: sites, devices, links, known, refused.
fn counts(report: &NetworkReport) -> [usize; 5] {
    [report.sites, report.devices, report.links, report.known, report.refused()]
}

async fn devices(t: &TestApp) -> Vec<device::Model> {
    let mut rows = t.scope().select::<device::Entity>().all().await.expect("the database answers");
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows
}

both!(a_network_is_entered_and_entered_again, async |t: TestApp| {
    t.management_network("10.0.0.0/8").await;
    let (customer, plan) = (t.customer().insert().await, t.plan().insert().await);
    let (first, second) =
        (t.subscription(&customer, &plan).insert().await, t.subscription(&customer, &plan).insert().await);
    let secret = t.snmp_secret();
    // What is below stands before what it is reached through.
    let text = format!(
        "Name;Kind;Parent;Site;Site address;Site latitude;Site longitude;Address;SNMP version;SNMP secret;Maintenance;Services;Rack\n\
         onu-1;ONU;olt-1;Street;;;;;;;;{} {};7\n\
         olt-1;olt;core;Tower;1 Hill;52.5;13.4;10.0.0.2;v2c;{secret};yes;;7\n\
         core;Router;;Tower;;;;10.0.0.1;3;{secret};;;\n",
        first.number, second.number
    );
    let rehearsed = import(&t, &text, true).await;
    assert_eq!(counts(&rehearsed), [2, 3, 2, 0, 0], "{rehearsed}");
    assert!(devices(&t).await.is_empty(), "it was taken back");
    let report = import(&t, &text, false).await;
    assert_eq!(report, rehearsed);
    assert_eq!(
        report.to_string(),
        "devices.csv: 3 devices, 2 sites and 2 links written, 0 devices known, 0 rows refused; left out: Rack"
    );
    let rows = devices(&t).await;
    let [core, olt, onu] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((core.parent_id, olt.parent_id, onu.parent_id), (None, Some(core.id), Some(olt.id)));
    assert_eq!((olt.in_maintenance, onu.snmp_version, olt.snmp_port), (true, None, 161));
    let scope = t.scope();
    let states = scope.select::<device_state::Entity>().all().await.expect("the database answers");
    assert_eq!(states.len(), 2, "those that are asked");
    let sites = scope.select::<site::Entity>().all().await.expect("the database answers");
    let tower = sites.iter().find(|site| site.name == "Tower").expect("it was entered");
    // The first row that names a site says where it is.
    assert_eq!((tower.address.as_deref(), tower.latitude_e6), (Some("1 Hill"), Some(52_500_000)));
    let links = scope.select::<service_link::Entity>().all().await.expect("the database answers");
    assert!(links.len() == 2 && links.iter().all(|link| link.device_id == onu.id));
    // The same file once more, and one that says something else.
    let again = import(&t, &text, false).await;
    assert_eq!((counts(&again), again.differing.as_slice()), ([0, 0, 0, 3, 0], [].as_slice()), "{again}");
    let other = text.replace("olt-1;olt;core", "olt-1;olt;");
    let other = import(&t, &other, false).await;
    assert_eq!((counts(&other), other.differing.as_slice()), ([0, 0, 0, 3, 0], [3].as_slice()), "{other}");
    assert_eq!(devices(&t).await, rows, "it is left as it is");
});

both!(every_row_that_is_refused_is_told_with_its_place, async |t: TestApp| {
    t.management_network("10.0.0.0/8").await;
    let (customer, plan) = (t.customer().insert().await, t.plan().insert().await);
    let service = t.subscription(&customer, &plan).insert().await;
    let elsewhere = t.subscription(&customer, &plan).insert().await;
    let known = t.device().named("known").insert().await;
    t.link(&elsewhere, &known, None).await;
    let secret = t.snmp_secret();
    let text = format!(
        "name,kind,parent,address,snmp_version,snmp_secret,services\n\
         good,switch,known,10.0.0.1,2c,{secret},{}\n\
         ,switch,,,,,\n\
         toast,toaster,,,,,\n\
         far,switch,,11.0.0.1,2c,{secret},\n\
         near,switch,,127.1,,,\n\
         open,switch,,10.0.0.2,2c,keyring,\n\
         a,switch,b,,,,\n\
         b,switch,a,,,,\n\
         lost,switch,nowhere,,,,\n\
         below,switch,far,,,,\n\
         good,switch,,,,,\n\
         thief,switch,,,,,{}\n\
         twice,switch,,,,,{}\n\
         none,switch,,,,,S-0\n\
         short,switch\n",
        service.number, elsewhere.number, service.number
    );
    let report = import(&t, &text, false).await;
    assert_eq!(counts(&report), [0, 1, 1, 0, 14], "{report}");
    let moved = |number: &str| format!("`{number}` hangs on another device, or stands here before");
    assert_eq!(
        told(&report),
        [
            "devices.csv:3: name: must be 1 to 100 characters, without line ends".to_owned(),
            "devices.csv:4: kind: `toaster` is not a kind of device".to_owned(),
            "devices.csv:5: address: is in none of the management networks".to_owned(),
            "devices.csv:6: address: is not an address such as 10.20.0.7 or fd00:1::7".to_owned(),
            format!("devices.csv:7: snmp_secret: must be a path below snmp/{}/", t.facts().slug),
            "devices.csv:8: parent: the row of `b` was refused, or `b` is reached through this one"
                .to_owned(),
            "devices.csv:9: parent: the row of `a` was refused, or `a` is reached through this one"
                .to_owned(),
            "devices.csv:10: parent: there is no device `nowhere` in service".to_owned(),
            "devices.csv:11: parent: the row of `far` was refused, or `far` is reached through this one"
                .to_owned(),
            "devices.csv:12: name: `good` stands in this file before".to_owned(),
            format!("devices.csv:13: services: {}", moved(&elsewhere.number)),
            format!("devices.csv:14: services: {}", moved(&service.number)),
            "devices.csv:15: services: there is no service `S-0`".to_owned(),
            "devices.csv:16: has 2 cells, the header has 7".to_owned(),
        ]
    );
    let names: Vec<String> = devices(&t).await.into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["good", "known"]);
});

both!(a_file_without_what_is_needed_is_refused_whole, async |t: TestApp| {
    let sheet = Sheet::parse("devices.csv".to_owned(), b"name,vendor\ncore,Acme\n").expect("readable");
    let refused = import_network(&t.scope(), &rules(&t), &sheet, false).await.expect_err("refused");
    assert!(matches!(refused, ImportError::Reader(_)), "{refused}");
    assert!(devices(&t).await.is_empty());
});

both!(encoding_and_separator_are_found_out, async |t: TestApp| {
    let text = "Name;Kind\nZürich-1;switch\nKöln-1;router\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let sheet = Sheet::parse("devices.csv".to_owned(), &latin).expect("readable");
    import_network(&t.scope(), &rules(&t), &sheet, false).await.expect("imported");
    let names: Vec<String> = devices(&t).await.into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["Köln-1", "Zürich-1"]);
});

#[test]
fn the_command_enters_a_file_and_tells_what_it_did() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let file = scratch("devices").join("devices.csv");
        std::fs::write(&file, "name,kind\ncore,router\nedge,toaster\n").expect("written");
        let file = file.to_str().expect("text");
        let words = ["network", "import", file, "--tenant", t.facts().slug.as_str()];
        for (more, kept) in [(vec!["--dry-run"], 0), (vec![], 1)] {
            let words: Vec<&str> = words.iter().copied().chain(more).collect();
            let output = run(&mut command(t.config(), &words));
            let told = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
            assert!(told.contains("1 devices, 0 sites and 0 links written"), "{told}");
            assert!(told.contains("devices.csv:3: kind: `toaster` is not a kind of device"), "{told}");
            assert_eq!(told.contains("dry run"), kept == 0, "{told}");
            assert_eq!(devices(&t).await.len(), kept);
        }
    });
}
