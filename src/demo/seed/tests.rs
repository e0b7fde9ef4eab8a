use std::sync::Arc;

use migrations::{Migrator, MigratorTrait as _};

use super::*;
use crate::accounting;
use crate::billing::entity::invoice;
use crate::customers::entity::customer;
use crate::db::{PlatformScope, Scope};
use crate::demo::bulk::{BulkSpec, seed_bulk};
use crate::identity::entity::portal_account;
use crate::kernel::actor::Actor;
use crate::kernel::clock::{ManualClock, SharedClock};
use crate::kernel::entropy::SeededEntropy;
use crate::network::entity::{device_hour, device_state, interface_five_minutes};
use crate::ports::keyring::{KeySet, MasterKey};
use crate::tenancy;
use crate::tickets::entity::ticket;

/// Hashing is tested where it lives; here it only has to happen.
const CHEAP: HashCost = HashCost { memory_kib: 8, passes: 1, lanes: 1 };

const NOW: &str = "2026-11-22T15:00:00Z";

async fn migrated(directory: &tempfile::TempDir) -> Db {
    let db = Db::open(&Db::embedded(&directory.path().join("seed.sqlite"))).expect("opened");
    Migrator::up(db.for_migrations(), None).await.expect("migrated");
    db
}

fn keyring() -> Keyring {
    Keyring::fixed(KeySet::new(MasterKey::generate(&*entropy()), []).expect("one key"), entropy())
}

fn entropy() -> SharedEntropy {
    Arc::new(SeededEntropy::new(3))
}

/// What the check of the ledger finds in the books of a tenant.
async fn ledger_findings(db: &Db, slug: &str) -> Vec<accounting::Finding> {
    let tenant = tenancy::find_by_slug(&PlatformScope::new(db.clone()), slug).await.expect("read");
    let reference = tenant.expect("it is there").reference;
    let clock: SharedClock = Arc::new(ManualClock::at(NOW.parse().expect("valid")));
    let scope = Scope::new(db.clone(), reference, Actor::System, &clock, entropy(), "test".into());
    let report = accounting::ledger_check(&scope, &accounting::LedgerCheck::ALL, 20).await;
    report.expect("the database answers").findings
}

#[tokio::test]
async fn the_demonstration_loads_and_its_sign_ins_work() {
    let directory = tempfile::tempdir().expect("a directory");
    let db = migrated(&directory).await;
    let seeded = seed_demo(&db, NOW.parse().expect("valid"), CHEAP, entropy(), &keyring()).await;
    let tenants = seeded.expect("seeded");
    let hosts: Vec<_> = tenants.iter().map(|tenant| tenant.host.as_str()).collect();
    assert_eq!(hosts, ["localhost", "other.localhost"]);
    let platform = PlatformScope::new(db.clone());
    assert_eq!(platform.select::<customer::Entity>().count().await.expect("counted"), 440);
    assert!(platform.select::<invoice::Entity>().count().await.expect("counted") > 4_800);
    assert!(platform.select::<ticket::Entity>().count().await.expect("counted") > 80);
    assert_eq!(platform.select::<device_state::Entity>().count().await.expect("counted"), 2 * 12);
    let hours = platform.select::<device_hour::Entity>().count().await.expect("counted");
    assert_eq!(hours, 2 * 12 * 40 * 24, "who has answered in each hour of forty days");
    // Eight lines of each head are measured, that of the household among them: five minutes each, for two days.
    let detailed = platform.select::<interface_five_minutes::Entity>().count().await.expect("counted");
    assert!(detailed >= 2 * 4 * 8 * 576, "{detailed}");
    let accounts = platform.select::<portal_account::Entity>().all().await.expect("read");
    let hasher = seed_hasher(CHEAP, entropy()).expect("a hasher");
    for login in tenants.iter().flat_map(|tenant| &tenant.logins) {
        let normal = login.portal_id.replace('-', "");
        let account = accounts.iter().find(|account| account.portal_id == normal).expect("stored");
        let verdict = hasher.verify(login.password.clone().into(), account.password_hash.as_deref()).await;
        assert!(verdict.expect("verified").matches, "{}", login.role);
        let staff = ["support", "billing", "noc", "admin"].contains(&login.role.as_str());
        assert_eq!(login.totp_secret.is_some(), staff, "{}", login.role);
    }
    for tenant in &tenants {
        let found = ledger_findings(&db, &tenant.slug).await;
        assert!(found.is_empty(), "the books of {}: {found:#?}", tenant.slug);
    }
    let again = seed_demo(&db, NOW.parse().expect("valid"), CHEAP, entropy(), &keyring()).await;
    assert!(matches!(again, Err(SeedError::Tenant(CreateTenantError::Taken))), "{again:?}");
    db.close().await;
}

#[tokio::test]
async fn a_bulk_load_gives_every_row_its_tenant_and_tells_how_to_sign_in() {
    let directory = tempfile::tempdir().expect("a directory");
    let db = migrated(&directory).await;
    let spec =
        BulkSpec { seed: 5, tenants: 3, customers: 12, months: 3, password: "fifteen letters!".into() };
    let told = std::cell::RefCell::new(Vec::new());
    let note = |done, of| told.borrow_mut().push((done, of));
    let summary =
        seed_bulk(&db, &spec, NOW.parse().expect("valid"), CHEAP, entropy(), note).await.expect("seeded");
    assert_eq!(told.into_inner(), [(1, 3), (2, 3), (3, 3)]);
    let json = serde_json::to_value(&summary).expect("JSON");
    assert_eq!(json["tenants"][2]["host"], "isp-003.localhost");
    assert_eq!(json["tenants"][0]["customerIds"][0], json["tenants"][0]["logins"][0]["customerId"]);
    assert_eq!(json["rows"]["customer"], 36);
    for tenant in json["tenants"].as_array().expect("a list") {
        let found = ledger_findings(&db, tenant["slug"].as_str().expect("a slug")).await;
        assert!(found.is_empty(), "{found:#?}");
    }
    let platform = PlatformScope::new(db.clone());
    let lines = platform.select::<crate::billing::entity::invoice_line::Entity>().all().await.expect("read");
    assert_eq!(Some(lines.len()), summary.rows.get("invoice_line").copied());
    let mut tenants: Vec<_> = lines.iter().map(|line| line.tenant_id).collect();
    tenants.sort_unstable();
    tenants.dedup();
    assert_eq!(tenants.len(), 3);
    db.close().await;
}

#[test]
fn what_is_written_to_demo_json_has_the_promised_shape() {
    let login = DemoLogin {
        role: "customer".into(),
        portal_id: "HN-ABCD-EFGH-Q".into(),
        password: "three-words-and-7".into(),
        totp_secret: None,
        name: "Anna Bauer".into(),
    };
    let tenant =
        TenantLogins { slug: "a".into(), name: "A".into(), host: "localhost".into(), logins: vec![login] };
    let file = DemoLogins { url: "http://localhost:8080".into(), tenants: vec![tenant] };
    assert_eq!(
        serde_json::to_value(file).expect("JSON"),
        serde_json::json!({ "url": "http://localhost:8080", "tenants": [{ "slug": "a", "name": "A", "host": "localhost",
            "logins": [{ "role": "customer", "portalId": "HN-ABCD-EFGH-Q", "password": "three-words-and-7", "name": "Anna Bauer" }] }] })
    );
}
