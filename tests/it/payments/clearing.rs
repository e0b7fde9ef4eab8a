//! Idempotency records past their time are discarded, whatever befalls those of one tenant.

use std::time::Duration;

use chrono::TimeDelta;
use portico::db::Reads as _;
use portico::idempotency::entity::idempotency_record;
use portico::idempotency::{Begun, Keep, Key, begin};
use portico::jobs::payments::PaymentJob;
use portico::tenancy::TenantDirectory;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend};
use serde_json::json;

use super::desk::engine;
use crate::support::app::TestApp;

/// The key of a record that the database does not give up.
const STUCK: &str = "stuck";

async fn record(t: &TestApp, key: &str) {
    let tx = t.scope().begin().await.expect("begun");
    let begun =
        begin(&tx, &Key::new("test", key, &json!({}), Keep::Day)).await.expect("the database answers");
    assert!(matches!(begun, Begun::New(_)), "{begun:?}");
    tx.commit().await.expect("committed");
}

async fn records(t: &TestApp) -> u64 {
    t.scope().select::<idempotency_record::Entity>().count().await.expect("the database answers")
}

/// Has the database refuse to remove the record.
async fn hold(db: &DatabaseConnection) {
    let statements: &[&str] = match db.get_database_backend() {
        DbBackend::Postgres => &[
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
             'BEGIN RAISE EXCEPTION ''it is held''; END'",
            "CREATE TRIGGER held BEFORE DELETE ON idempotency_record FOR EACH ROW
               WHEN (OLD.idempotency_key = 'stuck') EXECUTE FUNCTION refuse()",
        ],
        _ => &["CREATE TRIGGER held BEFORE DELETE ON idempotency_record
                  WHEN OLD.idempotency_key = 'stuck' BEGIN SELECT RAISE(ABORT, 'it is held'); END"],
    };
    for statement in statements {
        db.execute_unprepared(statement).await.expect("the database takes it");
    }
}

both!(one_tenant_s_fault_keeps_no_other_s_records, |_| {}, async |t: TestApp| {
    // Before and after the one with the fault, in whatever order they are looked at.
    let tenants = [t.tenant().await, t.tenant().await, t.tenant().await];
    for (tenant, key) in tenants.iter().zip(["a", STUCK, "b"]) {
        record(tenant, key).await;
    }
    hold(t.raw()).await;
    t.advance(TimeDelta::hours(25));
    let job = PaymentJob {
        payments: engine(&t),
        db: t.db().clone(),
        directory: TenantDirectory::default(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        every: Duration::from_secs(1),
    };
    job.discard().await.expect("the database answers");
    let mut left = Vec::new();
    for tenant in &tenants {
        left.push(records(tenant).await);
    }
    assert_eq!(left, [0, 1, 0]);
});
