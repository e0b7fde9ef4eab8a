//! What happens to services: ordered, changed, paused, ended, used.

use chrono::Days;
use portico::catalog::discounts::Reduction;
use portico::catalog::entity::plan_change_quote::PlanChangeTiming;
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::catalog::{self, CatalogError, End, EndTiming, Grant, Order, Reading};
use portico::kernel::ids::SubscriptionId;

use super::play::{History, Why, pick};
use super::step::Step;

impl From<CatalogError> for Why {
    fn from(error: CatalogError) -> Self {
        match error {
            CatalogError::Refused(refusal) => {
                Self::Refused(format!("{:?}: {}", refusal.code, refusal.message))
            }
            CatalogError::Forbidden => panic!("forbidden"),
            CatalogError::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl History {
    /// A service, mostly one that runs.
    async fn service_at(&self, at: usize) -> Option<SubscriptionId> {
        let mut rows = self.rows::<subscription::Entity>().await;
        rows.sort_by(|one, other| one.number.cmp(&other.number));
        if !at.is_multiple_of(4) {
            rows.retain(|row| row.status != SubscriptionStatus::Cancelled);
        }
        pick(&rows, at / 4).map(|row| row.id)
    }

    pub(super) async fn service(&mut self, step: &Step) {
        let (scope, settings) = (self.scope(), self.t.facts().settings.services.clone());
        match step {
            Step::Order { who, plan } => self.order(*who, *plan).await,
            Step::ChangePlan { which, plan, now } => {
                let Some(id) = self.service_at(*which).await else { return };
                let plan = self.plans[plan % self.plans.len()].id;
                let timing = if *now { PlanChangeTiming::Now } else { PlanChangeTiming::PeriodEnd };
                let quote = self.attempt(catalog::preview(&scope, &settings, id, plan, timing)).await;
                let Some(quote) = quote else { return };
                self.attempt(catalog::change(&scope, quote.id)).await.expect("nothing came between");
                assert!(self.attempt(catalog::change(&scope, quote.id)).await.is_none(), "taken twice");
            }
            Step::CallOff(which) => {
                let Some(id) = self.service_at(*which).await else { return };
                self.attempt(catalog::call_off(&scope, id, None)).await;
            }
            Step::Pause { which, days } => {
                let Some(id) = self.service_at(*which).await else { return };
                let until = scope.today() + Days::new(u64::from(*days));
                self.attempt(catalog::pause(&scope, &settings.pause, id, until, None)).await;
            }
            Step::Resume(which) => {
                let Some(id) = self.service_at(*which).await else { return };
                self.attempt(catalog::resume(&scope, id, None)).await;
            }
            Step::End { which, now } => {
                let Some(id) = self.service_at(*which).await else { return };
                let terms = catalog::end_terms_of(&scope, settings.early_end_percent, &[id]).await;
                let fee = terms.expect("the database answers").get(&id).map(|terms| terms.fee_now);
                let timing = if *now { EndTiming::Now } else { EndTiming::TermEnd };
                let end = End {
                    subscription: id,
                    timing,
                    accepted_fee: fee.filter(|_| which % 5 != 0),
                    waive_fee: false,
                    reason: "moves away".to_owned(),
                    expected: None,
                };
                self.attempt(catalog::end(&scope, &settings, end)).await;
            }
            Step::Keep(which) => {
                let Some(id) = self.service_at(*which).await else { return };
                self.attempt(catalog::keep(&scope, id, None)).await;
            }
            Step::Redeem { who, coupon } => {
                let code = self.coupons[coupon % self.coupons.len()].code.clone();
                let customer = self.who(*who).id;
                self.attempt(catalog::redeem_coupon(&scope, customer, &code)).await;
            }
            Step::Discount { who, percent } => {
                let grant = Grant {
                    customer: self.who(*who).id,
                    subscription: None,
                    name: "Loyalty".to_owned(),
                    reduction: if *percent { Reduction::Percent(333_333) } else { Reduction::Amount(70_00) },
                    months: Some(1),
                    reason: "asked for".to_owned(),
                };
                self.attempt(catalog::grant_discount(&scope, grant)).await;
            }
            Step::TopUp { which, again } => {
                let Some(id) = self.service_at(*which).await else { return };
                let (pack, key) = (self.pack.id, self.key());
                let bought = self.attempt(catalog::buy_top_up(&scope, id, pack, &key)).await;
                if bought.is_some() && *again {
                    assert!(self.again(catalog::buy_top_up(&scope, id, pack, &key)).await.replayed);
                }
            }
            Step::Use { which, gb, thousandths } => {
                let Some(subscription) = self.service_at(*which).await else { return };
                let reading = Reading {
                    subscription,
                    day: scope.today(),
                    down_bytes: gb * catalog::usage::GB,
                    up_bytes: thousandths * 1_234_567,
                    is_final: false,
                };
                let desk = self.desk();
                self.attempt(catalog::record_usage(&desk, vec![reading])).await;
            }
            _ => unreachable!("no step of a service"),
        }
    }

    /// From the order to the first day.
    async fn order(&mut self, who: usize, plan: usize) {
        let scope = self.scope();
        let order =
            Order { customer: self.who(who).id, plan: self.plans[plan % self.plans.len()].id, price: None };
        let Some(row) = self.attempt(catalog::order(&scope, order)).await else { return };
        self.attempt(catalog::provision(&scope, row.id, None)).await.expect("it is new");
        self.attempt(catalog::activate(&scope, row.id, None)).await.expect("it is set up");
    }
}
