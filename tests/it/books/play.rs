//! A history: an ISP of its own with two customers and a clock of its own, to whom things happen through the services.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::TimeDelta;
use portico::app::Application;
use portico::billing::{BillingDay, DunningDay, LateFeesDay, NoOutages};
use portico::catalog::discounts::Reduction;
use portico::catalog::entity::{coupon, plan, top_up_pack};
use portico::catalog::{self, NewCoupon, NewPack};
use portico::customers::entity::customer::{self, BillingMode};
use portico::db::{Reads as _, Scope, TenantOwned};
use portico::events::Listener as _;
use portico::events::entity::outbox_event::{self, EventType};
use portico::kernel::actor::{Account, Actor, Role, StaffRole};
use portico::kernel::clock::{ManualClock, SharedClock};
use portico::kernel::fault::Fault;
use portico::kernel::ids::{EventId, PaymentMethodId, SessionId};
use portico::payments::sandbox::SandboxGateway;
use portico::payments::{AutopayListener, Payments, PaymentsOnAccount};
use portico::tenancy::{
    DailyWork as _, DunningAction, DunningSettings, DunningStep, LateFee, LateFeeStage, NewTenant,
    TenantDirectory,
};
use sea_orm::ColumnTrait as _;
use secrecy::SecretString;

use super::print::{Count, assert_unchanged, print};
use super::step::Step;
use crate::payments::desk::store_test_methods;
use crate::support::app::{TestApp, now, today};

/// Why something was not done.
pub(super) enum Why {
    /// A rule was against it, in its words.
    Refused(String),
    /// Nobody's doing: there is no such thing in these tests.
    Fault(Fault),
}

/// An ISP, its customers, and what the test knows of them by itself.
pub(super) struct History {
    pub(super) t: TestApp,
    pub(super) payments: Arc<Payments>,
    pub(super) customers: Vec<customer::Model>,
    pub(super) plans: Vec<plan::Model>,
    pub(super) coupons: Vec<coupon::Model>,
    pub(super) pack: top_up_pack::Model,
    /// The methods of each customer, in the order of `sandbox::TEST_METHODS`.
    pub(super) methods: Vec<Vec<PaymentMethodId>>,
    pub(super) links: Vec<SecretString>,
    /// How often each kind of step was done, and how often refused.
    pub(super) counts: BTreeMap<String, (usize, usize)>,
    clock: Arc<ManualClock>,
    keys: u32,
    heard: HashSet<EventId>,
    /// The fingerprint of the tenant, where it is known.
    last: Option<Vec<Count>>,
    step: String,
}

fn settings(new: &mut NewTenant) {
    let stage = |after_days, fee| LateFeeStage { after_days, fee, min_minor: 5_00, max_minor: Some(25_00) };
    let stages = vec![stage(0, LateFee::RateMicro(50_000)), stage(14, LateFee::FlatMinor(10_00))];
    let billing = &mut new.settings.billing;
    billing.late_fees.insert("EUR".to_owned(), stages);
    billing.low_balance_minor = Some(20_00);
    let step = |after_days, action| DunningStep { after_days, action };
    let steps = vec![
        step(0, DunningAction::Reminder),
        step(7, DunningAction::FinalNotice),
        step(14, DunningAction::Suspension),
    ];
    billing.dunning = DunningSettings { steps, ..DunningSettings::default() };
    new.settings.services.pause.fee_minor = 2_50;
    new.settings.services.downgrade_within_term = true;
}

impl History {
    /// An ISP with four plans, and two customers with a service each: one pays its bills, the other before them.
    pub(super) async fn begin(t: &TestApp, payments: &Payments) -> Self {
        let t = t.tenant_with(settings).await;
        let clock = Arc::new(ManualClock::at(now()));
        let shared: SharedClock = clock.clone();
        let entropy = t.scope().entropy().clone();
        let sandbox = SandboxGateway {
            db: t.db().clone(),
            directory: TenantDirectory::default(),
            clock: shared.clone(),
            entropy,
            signing_key: payments.sandbox.signing_key.clone(),
            latency: std::time::Duration::ZERO,
        };
        let payments = Payments {
            sandbox: Arc::new(sandbox),
            stripe: payments.stripe.clone(),
            secrets: payments.secrets.clone(),
            keyring: payments.keyring.clone(),
            clock: shared,
        };
        let plans = vec![
            t.plan().insert().await,
            t.plan()
                .with(|row| {
                    row.price_minor = 19_99;
                    row.cap_bytes = Some(100 * catalog::usage::GB);
                    row.overage_per_gb_minor = Some(50);
                    row.contract_months = 0;
                })
                .insert()
                .await,
            t.plan().with(|row| (row.price_minor, row.setup_fee_minor) = (59_90, 49_00)).insert().await,
            t.plan().with(|row| row.price_minor = 9_95).insert().await,
        ];
        let customers = vec![
            t.customer().with(|row| row.billing_day = 25).insert().await,
            t.customer().with(|row| row.billing_mode = BillingMode::Prepaid).insert().await,
        ];
        for (customer, plan) in customers.iter().zip(&plans) {
            let service = t.subscription(customer, plan).with(|row| {
                (row.activated_on, row.billed_through, row.contract_end) =
                    (Some(today()), Some(today()), None);
            });
            service.insert().await;
        }
        let (coupons, pack) = offers(&t, &plans).await;
        let mut history = Self {
            t,
            payments: Arc::new(payments),
            customers,
            plans,
            coupons,
            pack,
            methods: Vec::new(),
            links: Vec::new(),
            counts: BTreeMap::new(),
            clock,
            keys: 0,
            heard: HashSet::new(),
            last: None,
            step: String::new(),
        };
        for at in 0..history.customers.len() {
            let methods =
                store_test_methods(&history.payments, &history.scope(), history.customers[at].id).await;
            history.methods.push(methods);
        }
        history
    }

    /// The ISP now, by the clock of the history.
    pub(super) fn scope(&self) -> Scope {
        let clock: SharedClock = self.clock.clone();
        let of_test = self.t.scope();
        let reference = self.t.facts().reference.clone();
        let entropy = of_test.entropy().clone();
        Scope::new(self.t.db().clone(), reference, Actor::System, &clock, entropy, "history".into())
    }

    /// The same for somebody of the staff.
    pub(super) fn desk(&self) -> Scope {
        let scope = self.scope();
        scope.acting_as(staff(&scope))
    }

    /// All rows of a table.
    pub(super) async fn rows<E: TenantOwned>(&self) -> Vec<E::Model> {
        self.scope().select::<E>().all().await.expect("the database answers")
    }

    pub(super) fn who(&self, at: usize) -> &customer::Model {
        &self.customers[at % self.customers.len()]
    }

    /// A key that nobody has used.
    pub(super) fn key(&mut self) -> String {
        self.keys += 1;
        format!("key-{}", self.keys)
    }

    /// Does something. What is refused has written nothing.
    pub(super) async fn attempt<T, E>(&mut self, call: impl Future<Output = Result<T, E>>) -> Option<T>
    where
        Why: From<E>,
    {
        let before = match self.last.take() {
            Some(last) => last,
            None => print(&self.scope()).await,
        };
        let result = call.await;
        let count = self.counts.entry(self.step.clone()).or_default();
        match result.map_err(Why::from) {
            Ok(done) => {
                count.0 += 1;
                Some(done)
            }
            Err(Why::Refused(words)) => {
                count.1 += 1;
                let after = print(&self.scope()).await;
                assert_unchanged(&before, &after, &format!("a refusal ({words})"));
                self.last = Some(after);
                None
            }
            Err(Why::Fault(fault)) => panic!("a fault: {fault}"),
        }
    }

    /// Does something a second time, under the same key: it writes nothing.
    pub(super) async fn again<T, E>(&mut self, call: impl Future<Output = Result<T, E>>) -> T
    where
        Why: From<E>,
    {
        let before = print(&self.scope()).await;
        let done = match call.await.map_err(Why::from) {
            Ok(done) => done,
            Err(Why::Refused(words)) => {
                panic!("what was done is refused when it is asked for again: {words}")
            }
            Err(Why::Fault(fault)) => panic!("a fault: {fault}"),
        };
        let after = print(&self.scope()).await;
        assert_unchanged(&before, &after, "a replay");
        self.last = Some(after);
        done
    }

    /// Lets a step happen.
    pub(super) async fn take(&mut self, step: &Step) {
        self.step = step.name();
        match step {
            Step::Days(days) => {
                for _ in 0..*days {
                    self.clock.advance(TimeDelta::days(1));
                    self.day().await;
                }
            }
            Step::Seconds(seconds) => {
                self.clock.advance(TimeDelta::seconds(i64::from(*seconds)));
                self.work().await;
            }
            Step::Run => self.bills().await,
            Step::Order { .. }
            | Step::ChangePlan { .. }
            | Step::CallOff(_)
            | Step::Pause { .. }
            | Step::Resume(_)
            | Step::End { .. }
            | Step::Keep(_)
            | Step::Redeem { .. }
            | Step::Discount { .. }
            | Step::TopUp { .. }
            | Step::Use { .. } => self.service(step).await,
            Step::Draft { .. }
            | Step::Finalise(_)
            | Step::Void(_)
            | Step::WriteOff(_)
            | Step::Waive(_)
            | Step::Credit { .. }
            | Step::Courtesy { .. }
            | Step::UseCredit { .. }
            | Step::Unapply(_)
            | Step::VoidCredit(_)
            | Step::Dispute(_)
            | Step::Uphold { .. }
            | Step::Reject(_)
            | Step::Promise { .. } => self.document(step).await,
            Step::Pay { .. }
            | Step::Cash { .. }
            | Step::Confirm(_)
            | Step::Cancel(_)
            | Step::Refund { .. }
            | Step::Link { .. }
            | Step::PayLink { .. }
            | Step::ConfirmLink { .. }
            | Step::Autopay { .. }
            | Step::Alert { .. } => Box::pin(self.money(step)).await,
        }
        self.listen().await;
    }

    /// What the calendar and the jobs bring with a day: services, bills and late fees, what is drawn, the dunning.
    async fn day(&mut self) {
        self.last = None;
        let (scope, tenant) = (self.scope(), self.t.facts().clone());
        catalog::ServicesDay.run(&scope, &tenant).await.expect("the day's services");
        let fees = LateFeesDay { payments: Arc::new(PaymentsOnAccount) };
        fees.run(&scope, &tenant).await.expect("the day's late fees");
        self.bills().await;
        self.listen().await;
        let drawn = self.payments.draw_due(&|| self.scope(), &tenant).await;
        drawn.expect("the day's drawing");
        let dunning = DunningDay { outages: Arc::new(NoOutages) };
        dunning.run(&scope, &tenant).await.expect("the day's dunning");
        self.work().await;
        self.listen().await;
    }

    async fn bills(&mut self) {
        self.last = None;
        let bills =
            BillingDay { payments: Arc::new(PaymentsOnAccount), holder: "history".to_owned(), workers: 1 };
        bills.run(&self.scope(), self.t.facts()).await.expect("the day's bills");
    }

    /// A round of the gateway's time and of the reconciler.
    async fn work(&mut self) {
        self.last = None;
        self.payments.work(&self.scope(), self.t.facts()).await.expect("the job works");
    }

    /// Autopay plans by what has happened.
    async fn listen(&mut self) {
        let scope = self.scope();
        let of = [EventType::InvoiceFinalized, EventType::PaymentFailed];
        let events = scope.select::<outbox_event::Entity>().filter(outbox_event::Column::EventType.is_in(of));
        let mut events = events.all().await.expect("the database answers");
        events.retain(|event| self.heard.insert(event.id));
        if events.is_empty() {
            return;
        }
        self.last = None;
        let tx = scope.begin().await.expect("begun");
        AutopayListener.hear(&tx, &events).await.expect("heard");
        tx.commit().await.expect("committed");
    }
}

fn staff(scope: &Scope) -> Actor {
    Actor::Account(Account {
        id: scope.new_id(),
        session: scope.new_id::<SessionId>(),
        roles: vec![Role::Staff(StaffRole::TenantAdmin)],
        view: None,
        by_token: false,
    })
}

/// A coupon for every plan and one for a single plan, and volume to buy.
async fn offers(t: &TestApp, plans: &[plan::Model]) -> (Vec<coupon::Model>, top_up_pack::Model) {
    let scope = t.scope();
    let scope = scope.acting_as(staff(&scope));
    let coupon = |code: &str, reduction, plans, months| NewCoupon {
        code: code.to_owned(),
        name: "Welcome".to_owned(),
        reduction,
        currency: None,
        plans,
        months,
        valid_from: today(),
        valid_to: None,
        max_redemptions: None,
    };
    let everywhere = coupon("WELCOME-ALL", Reduction::Percent(150_000), Vec::new(), Some(2));
    let one = coupon("WELCOME-ONE", Reduction::Amount(5_00), vec![plans[0].id], None);
    let coupons = vec![
        catalog::create_coupon(&scope, everywhere).await.expect("made"),
        catalog::create_coupon(&scope, one).await.expect("made"),
    ];
    let pack = NewPack {
        code: "GB-50".to_owned(),
        name: "50 GB".to_owned(),
        bytes: 50 * catalog::usage::GB,
        price_minor: 9_99,
        tax_code: plans[0].tax_code.clone(),
    };
    (coupons, catalog::create_pack(&scope, pack).await.expect("made"))
}

/// The payments of the server, of which each history has its own with a clock of its own.
pub(super) fn payments_of(t: &TestApp) -> Payments {
    Application::payments(t.config(), t.db(), &t.clock(), t.scope().entropy())
        .expect("as the server has them")
}

/// One of some things, by its place among them.
pub(super) fn pick<T>(of: &[T], at: usize) -> Option<&T> {
    of.get(at % of.len().max(1))
}
