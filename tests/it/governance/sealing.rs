//! The job that seals: no tenant keeps the others waiting.

use std::time::Duration;

use portico::db::Reads as _;
use portico::db::audit::{self, Record};
use portico::jobs::seal::SealJob;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _};
use tokio_util::sync::CancellationToken;

use crate::support::app::TestApp;

fn job(t: &TestApp) -> SealJob {
    SealJob {
        db: t.db().clone(),
        clock: t.clock(),
        entropy: t.scope().entropy().clone(),
        every: Duration::from_secs(1),
    }
}

async fn write(t: &TestApp, entries: usize) {
    let tx = t.scope().begin().await.expect("the database answers");
    for _ in 0..entries {
        tx.record(Record::new("test.write", "nothing")).await.expect("recorded");
    }
    tx.commit().await.expect("the database answers");
}

async fn unsealed(t: &TestApp) -> u64 {
    let scope = t.scope();
    let waiting = scope.select::<audit::Entity>().filter(audit::Column::Link.is_null());
    waiting.count().await.expect("the database answers")
}

/// Two tenants, in the order in which the job comes to them.
async fn two(house: &TestApp) -> [TestApp; 2] {
    let mut both = [house.tenant().await, house.tenant().await];
    both.sort_by_key(|t| t.facts().reference.id.0);
    both
}

both!(a_tenant_that_never_stops_writing_does_not_keep_the_others_waiting, |_| {}, async |house: TestApp| {
    let [busy, other] = two(&house).await;
    write(&busy, 450).await;
    write(&other, 1).await;
    let (stop, job) = (CancellationToken::new(), job(&house));
    let writing = async {
        for turn in 0..100 {
            if unsealed(&other).await == 0 {
                break;
            }
            write(&busy, 250).await;
            // Who waits for the embedded database's one writer looks every tenth of a second: without a moment between
            // two writes it may wait for ever, whoever's turn it is.
            tokio::time::sleep(Duration::from_millis(2 * turn)).await;
        }
        stop.cancel();
    };
    let (looked, ()) = tokio::join!(job.once(&stop), writing);
    looked.expect("the database answers");
    assert_eq!(unsealed(&other).await, 0);
    job.once(&CancellationToken::new()).await.expect("the database answers");
    assert_eq!(unsealed(&busy).await, 0, "its turns come until nothing is left");
});

both!(a_tenant_that_cannot_be_sealed_does_not_keep_the_others_waiting, |_| {}, async |house: TestApp| {
    let [broken, other] = two(&house).await;
    write(&broken, 3).await;
    write(&other, 3).await;
    let sql = format!("UPDATE tenant SET timezone = 'Mars' WHERE slug = '{}'", broken.facts().slug);
    house.raw().execute_unprepared(&sql).await.expect("the database answers");
    job(&house).once(&CancellationToken::new()).await.expect("the look goes on");
    assert_eq!((unsealed(&broken).await, unsealed(&other).await), (3, 0));
});
