//! One interface costs as many statements as two hundred.

use std::sync::Mutex;

use super::fake::FakePort;
use super::*;

both!(a_poll_costs_the_same_for_one_interface_and_for_two_hundred, with_secrets, async |t: TestApp| {
    let lab = Lab::open(&t).await;
    let mut statements = Vec::new();
    for (name, ports) in [("small", 1), ("large", 200)] {
        let device = lab.device(name, None).await;
        lab.network.change(address(&device), |device| device.ports = vec![FakePort::gigabit(0); ports]);
        let (poller, scopes) = (&lab.worker.poller, Mutex::new(Vec::new()));
        for _ in 0..2 {
            lab.hasten(device.id).await;
            let lease = poller.lease();
            assert_eq!(claim(&t, &lease).await.len(), 1);
            scopes.lock().expect("no panic").clear();
            let scope = || {
                let scope = t.scope();
                scopes.lock().expect("no panic").push(scope.clone());
                scope
            };
            assert!(poller.poll(&scope, &lease, device.id).await.expect("asked").is_some());
        }
        assert_eq!(interfaces(&t, &device).await.len(), ports);
        let scopes = scopes.into_inner().expect("no panic");
        statements.push(scopes.iter().map(portico::db::Scope::statements).sum::<u32>());
    }
    assert_eq!(statements[0], statements[1]);
    assert!(statements[1] <= 16, "{}", statements[1]);
});
