//! Where devices may be asked (threats.md 19).

use std::net::IpAddr;

use portico::network::inventory;

use super::*;
use crate::support::app::{Backing, on_own_server, on_shared_server};

const NETWORK: &str = "managementNetwork { id cidr note }";

async fn declare(noc: &Caller, cidr: &str) -> Value {
    send(noc, "declareManagementNetwork", json!({ "cidr": cidr, "note": "Core" }), NETWORK).await
}

async fn listed(noc: &Caller) -> Value {
    noc.gql("{ managementNetworks { cidr } }", json!({})).await.ok()["managementNetworks"].clone()
}

both!(networks_are_declared_and_taken_back, async |t: TestApp| {
    let noc = noc(&t).await;
    let network = done(declare(&noc, "::ffff:10.20.0.0/112").await)["managementNetwork"].clone();
    assert_eq!((&network["cidr"], &network["note"]), (&json!("10.20.0.0/16"), &json!("Core")));
    done(declare(&noc, "FD00:1::/48").await);
    assert_eq!(listed(&noc).await, json!([{ "cidr": "10.20.0.0/16" }, { "cidr": "fd00:1::/48" }]));
    assert_eq!(refused(&declare(&noc, "10.20.0.0/16").await), ("NAME_TAKEN", "cidr"));
    for cidr in ["0.0.0.0/0", "::/0", "169.254.0.0/16", "10.20.0.1/16", "10.20.0.0", "probe", "224.0.0.0/8"] {
        assert_eq!(refused(&declare(&noc, cidr).await), ("ADDRESS_NOT_ALLOWED", "cidr"), "{cidr}");
    }
    let remove = json!({ "managementNetworkId": network["id"] });
    done(send(&noc, "removeManagementNetwork", remove.clone(), NETWORK).await);
    let gone = send(&noc, "removeManagementNetwork", remove, NETWORK).await;
    assert_eq!(refused(&gone), ("NOT_FOUND", "managementNetworkId"));
    assert_eq!(listed(&noc).await, json!([{ "cidr": "fd00:1::/48" }]));
});

both!(a_network_is_kept_while_a_device_is_asked_in_it, async |t: TestApp| {
    let noc = noc(&t).await;
    let wide = done(declare(&noc, "10.20.0.0/16").await)["managementNetwork"]["id"].clone();
    let id = done(create(&noc, router(&t, "edge", "10.20.3.1")).await)["device"]["id"].clone();
    let remove = json!({ "managementNetworkId": wide });
    let payload = send(&noc, "removeManagementNetwork", remove.clone(), NETWORK).await;
    assert_eq!(refused(&payload), ("IN_USE", "managementNetworkId"));
    assert_eq!(message(&payload), "devices are asked there: edge");
    // Another network has the address too.
    let narrow = done(declare(&noc, "10.20.3.0/24").await)["managementNetwork"]["id"].clone();
    done(send(&noc, "removeManagementNetwork", remove, NETWORK).await);
    let narrow = json!({ "managementNetworkId": narrow });
    let payload = send(&noc, "removeManagementNetwork", narrow.clone(), NETWORK).await;
    assert_eq!(refused(&payload), ("IN_USE", "managementNetworkId"));
    let address: IpAddr = "10.20.3.1".parse().expect("an address");
    assert!(inventory::address_allowed(&t.scope(), address).await.expect("read"));
    // Who is not asked needs no network. To change anything else of it, its address must be one that may be.
    done(update(&noc, &id, json!({ "snmp": null })).await);
    done(send(&noc, "removeManagementNetwork", narrow, NETWORK).await);
    assert!(!inventory::address_allowed(&t.scope(), address).await.expect("read"));
    let asked = json!({ "snmp": { "version": "V1", "secretPath": t.snmp_secret() } });
    assert_eq!(refused(&update(&noc, &id, asked).await), ("ADDRESS_NOT_ALLOWED", "address"));
});

both!(no_spelling_of_loopback_gets_round_the_networks, async |t: TestApp| {
    let noc = noc(&t).await;
    for cidr in ["10.0.0.0/8", "192.0.2.0/24", "fd00:1::/48"] {
        t.management_network(cidr).await;
    }
    let spellings = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.1.",
        "127.000.000.001",
        "0",
        "0.0.0.0",
        "localhost",
        "localhost.localdomain",
        "127.0.0.1.nip.io",
        "127。0。0。1",
        "127.0.0.1",
        "127.0.0.1%00",
        "127.0.0.1/8",
        "127.0.0.1#",
        "127.0.0.1:161",
        "127.255.255.254",
        "http://127.0.0.1",
        "user@127.0.0.1",
        "::",
        "::1",
        "[::1]",
        "::1%lo",
        "0:0:0:0:0:0:0:1",
        "::ffff:127.0.0.1",
        "::FFFF:7F00:1",
        "0:0:0:0:0:ffff:7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "10.0.0.1\u{200b}",
        " ",
        "::ffff:169.254.169.254",
    ];
    assert!(spellings.len() > 40);
    for address in spellings {
        let payload = create(&noc, router(&t, "edge", address)).await;
        assert_eq!(refused(&payload), ("ADDRESS_NOT_ALLOWED", "address"), "{address:?}");
    }
});

#[test]
fn loopback_is_declared_where_the_configuration_allows_it() {
    on_shared_server(Backing::Embedded, concat!(module_path!(), "::allowed"), async |t: TestApp| {
        let noc = noc(&t).await;
        done(declare(&noc, "127.0.0.0/8").await);
        done(create(&noc, router(&t, "lab", "127.0.0.1")).await);
    });
    let forbid = |config: &mut portico::config::Config| config.network.allow_loopback = false;
    on_own_server(Backing::Embedded, concat!(module_path!(), "::not"), forbid, async |t: TestApp| {
        let noc = noc(&t).await;
        for cidr in ["127.0.0.0/8", "127.0.0.1/32", "::1/128", "::ffff:127.0.0.0/104"] {
            assert_eq!(refused(&declare(&noc, cidr).await), ("ADDRESS_NOT_ALLOWED", "cidr"), "{cidr}");
        }
        assert_eq!(listed(&noc).await, json!([]));
    });
}

#[test]
fn a_device_and_the_end_of_its_network_never_cross() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        for round in 0..8 {
            let network = t.management_network("192.0.2.0/24").await;
            let (scope, rules) = (t.scope(), rules(&t));
            let terms = inventory::DeviceTerms {
                name: format!("edge-{round}"),
                kind: portico::network::entity::device::DeviceKind::Router,
                vendor: None,
                model: None,
                site: None,
                parent: None,
                address: Some("192.0.2.7".to_owned()),
                snmp: Some(inventory::SnmpTerms {
                    version: portico::network::entity::device::SnmpVersion::V2C,
                    port: 161,
                    secret_path: Some(t.snmp_secret()),
                }),
                poll_interval_seconds: 300,
                in_maintenance: false,
            };
            let (entered, removed) = tokio::join!(
                inventory::create_device(&scope, &rules, terms),
                inventory::remove_network(&scope, network.id)
            );
            assert!(entered.is_ok() != removed.is_ok(), "{entered:?} {removed:?}");
            if let Ok(device) = entered {
                inventory::retire_device(&scope, device.id, None).await.expect("nothing hangs on it");
                inventory::remove_network(&scope, network.id).await.expect("nobody is asked there");
            }
        }
    });
}
