//! What is below a device that is down.

use portico::events::EventType;

use super::*;
use crate::dunning::told;

both!(below_a_device_that_is_down_nothing_is_alarmed, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    // Passive equipment in between is not asked.
    let splitter = t.device().named("splitter").below(&core).not_asked().insert().await;
    let leaf = lab.device("leaf", Some(&splitter)).await;
    let other = lab.device("other", None).await;
    let all = [&core, &leaf, &other];
    lab.pass(0, &all).await;
    lab.pass(10, &all).await;
    for device in all {
        assert_eq!(lab.status(device).await, DeviceStatus::Up);
    }
    lab.answers(&core, false);
    lab.answers(&leaf, false);
    // The leaf is asked first: its failure has the one above looked at.
    lab.hasten(leaf.id).await;
    lab.pass(60, &[&other]).await;
    assert_eq!(lab.state(&leaf).await.failures, 1);
    for _ in 0..4 {
        lab.pass(10, &[&other]).await;
    }
    assert_eq!(lab.status(&core).await, DeviceStatus::Down);
    let hidden = lab.state(&leaf).await;
    assert_eq!((hidden.status, hidden.suppressed), (DeviceStatus::Unknown, true));
    assert_eq!(lab.status(&other).await, DeviceStatus::Up);
    // The core is back; the leaf is counted anew, and is down by itself.
    lab.answers(&core, true);
    lab.hasten(core.id).await;
    lab.pass(10, &all).await;
    lab.pass(10, &all).await;
    assert_eq!(lab.status(&core).await, DeviceStatus::Up);
    assert!(!lab.state(&leaf).await.suppressed);
    for _ in 0..4 {
        lab.pass(10, &all).await;
    }
    assert_eq!(lab.status(&leaf).await, DeviceStatus::Down);
    // Up three times; the core down and up; the leaf unknown and down.
    assert_eq!(told(&t, EventType::DeviceStatusChanged).await, 3 + 2 + 2);
});

both!(what_answers_by_another_way_stays_what_it_is, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let core = lab.device("core", None).await;
    let leaf = lab.device("leaf", Some(&core)).await;
    lab.pass(0, &[&core, &leaf]).await;
    lab.pass(10, &[&core, &leaf]).await;
    lab.answers(&core, false);
    lab.hasten(core.id).await;
    for _ in 0..3 {
        lab.pass(10, &[&leaf]).await;
    }
    assert_eq!(lab.status(&core).await, DeviceStatus::Down);
    assert_eq!(lab.status(&leaf).await, DeviceStatus::Up);
});
