//! Many devices over real sockets, three in ten of which are silent and one in twenty of which answers noise.
//!
//! `PORTICO_POLL_DEVICES=10000 cargo test --release --test it network::poll::scale -- --nocapture` measures a pass over ten
//! thousand of them: they are asked every 300 s, so it has to take less.

use std::fs;
use std::time::Instant;

use portico::network::entity::device_state::Column;
use portico::ports::snmp::Oid;
use portico::ports::snmp::agent::{Conduct, DeviceSketch, InterfaceSketch, MibImage, SimulatedAgent};

use super::*;
use crate::support::app::{Backing, on_own_server};

/// A switch of 24 ports.
fn image() -> Arc<MibImage> {
    let port =
        |index: u32| InterfaceSketch::new(index, &format!("ge-0/0/{index}"), 1_000, 1_000_000, 500_000);
    let sketch = DeviceSketch {
        name: "edge".to_owned(),
        descr: "one of many".to_owned(),
        object_id: Oid::of(&[1, 3, 6, 1, 4, 1, 99_999, 1]),
        interfaces: (1..=24).map(port).collect(),
        cpu_percent: 25,
        memory_percent: 50,
    };
    Arc::new(sketch.image())
}

/// What this process has used: seconds of its processors, and megabytes of memory.
fn used() -> (u64, u64) {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let after_name = stat.rsplit(") ").next().expect("a name in brackets");
    let fields: Vec<u64> = after_name.split(' ').map(|field| field.parse().unwrap_or_default()).collect();
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells");
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kilobytes: u64 = resident.trim().trim_end_matches(" kB").parse().unwrap_or_default();
    // utime and stime, in hundredths of a second.
    ((fields[11] + fields[12]) / 100, kilobytes / 1_024)
}

async fn count(t: &TestApp, column: Column) -> u64 {
    let scope = t.scope();
    let states = scope.select::<device_state::Entity>().filter(column.eq(1));
    states.count().await.expect("the database answers")
}

#[test]
fn a_pass_over_many_devices_asks_each_once() {
    let many =
        std::env::var("PORTICO_POLL_DEVICES").ok().and_then(|text| text.parse().ok()).unwrap_or(60_u64);
    on_own_server(Backing::Services, module_path!(), with_secrets, async |t: TestApp| {
        store_community(&t, COMMUNITY).await;
        let image = image();
        let (mut agents, mut wrong) = (Vec::new(), 0);
        for number in 0..many {
            let agent = SimulatedAgent::start(([127, 0, 0, 1], 0).into(), COMMUNITY, image.clone());
            let agent = agent.expect("a free port");
            match number % 20 {
                0..6 => agent.behave(Conduct::Silent),
                6 => agent.behave(Conduct::Noise),
                _ => {}
            }
            wrong += u64::from(number % 20 < 7);
            let device = on_loopback(&t, &format!("device {number}"), agent.address().port()).await;
            hasten(&t, device.id).await;
            agents.push(agent);
        }
        let clock = t.clock();
        let poller = Application::poller(t.config(), &clock, t.scope().entropy()).expect("a poller");
        let concurrency = usize::from(t.config().network.poll_concurrency);
        let worker = PollJob { concurrency, ..worker(&t, poller.client.clone()) };
        let (before, begun) = (used(), Instant::now());
        let asked = worker.once().await.expect("the database answers");
        let (took, after) = (begun.elapsed(), used());
        assert_eq!(u64::try_from(asked).expect("fits"), many);
        assert_eq!(
            (count(&t, Column::Successes).await, count(&t, Column::Failures).await),
            (many - wrong, wrong)
        );
        eprintln!(
            "{many} devices of 24 ports in {} s: {} s of processors, agents included; {} MB, {} MB before",
            took.as_secs(),
            after.0 - before.0,
            after.1,
            before.1
        );
    });
}
