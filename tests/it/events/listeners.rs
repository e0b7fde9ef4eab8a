//! What listeners have not heard is kept, and what is gone is not waited for.

use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use portico::db::{PlatformScope, Tx};
use portico::events::{Discarded, Event, Listener, discard_before, run_listener, unheard};
use portico::kernel::fault::Fault;

use super::{about, made_up_invoice, tell};
use crate::support::app::TestApp;
use crate::support::wait::until;

/// Counts what it hears.
struct Counting(&'static str, AtomicUsize);

#[async_trait]
impl Listener for Counting {
    fn name(&self) -> &'static str {
        self.0
    }

    async fn hear(&self, _: &Tx, events: &[Event]) -> Result<(), Fault> {
        self.1.fetch_add(events.len(), Ordering::Relaxed);
        Ok(())
    }
}

/// A tenant with two events, a day old.
async fn with_old_events(t: &TestApp) {
    let alice = t.customer().insert().await;
    for _ in 0..2 {
        tell(t, about(alice.id, &made_up_invoice(t))).await;
    }
    until("all events have their cursors", async || {
        portico::events::bounds(&t.scope()).await.expect("the database answers").head == 2
    })
    .await;
    t.advance(TimeDelta::days(1));
}

async fn discard(t: &TestApp, listeners: &[&str]) -> Discarded {
    let scope = t.scope();
    let before = scope.real_now() - TimeDelta::hours(1);
    discard_before(&scope, before, listeners).await.expect("the database answers")
}

both!(what_a_listener_has_not_heard_is_kept, |_| {}, async |t: TestApp| {
    with_old_events(&t).await;
    let (quick, slow) = (Counting("quick", AtomicUsize::new(0)), Counting("slow", AtomicUsize::new(0)));
    assert_eq!(run_listener(&t.scope(), &quick).await.expect("heard"), 2);
    let held = Discarded { events: 0, held_back: true };
    assert_eq!(discard(&t, &["quick", "slow"]).await, held, "one has not begun");
    assert_eq!(run_listener(&t.scope(), &slow).await.expect("heard"), 2);
    assert_eq!(discard(&t, &["quick", "slow"]).await, Discarded { events: 2, held_back: false });
});

both!(a_listener_is_not_asked_for_ever_to_hear_what_is_gone, |_| {}, async |t: TestApp| {
    with_old_events(&t).await;
    // From before there was this listener.
    assert_eq!(discard(&t, &[]).await.events, 2);
    let late = Counting("late", AtomicUsize::new(0));
    let platform = PlatformScope::new(t.db().clone());
    let tenant = t.facts().reference.id;
    assert!(unheard(&platform, &late).await.expect("the database answers").contains(&tenant));
    assert_eq!(run_listener(&t.scope(), &late).await.expect("nothing to hear"), 0);
    assert!(!unheard(&platform, &late).await.expect("the database answers").contains(&tenant));
    let alice = t.customer().insert().await;
    tell(&t, about(alice.id, &made_up_invoice(&t))).await;
    until("the next event is heard", async || {
        run_listener(&t.scope(), &late).await.expect("the database answers");
        late.1.load(Ordering::Relaxed) == 1
    })
    .await;
});
