//! Plans and subscriptions.

use portico::catalog::entity::plan::{self, PlanKind};
use portico::catalog::entity::subscription::{self, SubscriptionStatus};
use portico::customers::entity::customer;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::tenant::TAX_CODE;
use crate::support::app::{TestApp, today};

/// A plan to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct PlanBuilder<'a> {
    app: &'a TestApp,
    row: plan::Model,
}

/// A subscription to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct SubscriptionBuilder<'a> {
    app: &'a TestApp,
    row: subscription::Model,
}

impl TestApp {
    /// Internet access that anybody may order.
    pub(crate) fn plan(&self) -> PlanBuilder<'_> {
        let number = self.next_number();
        let row = plan::Model {
            id: self.scope().new_id(),
            tenant_id: self.facts().reference.id,
            code: format!("FIBRE-{number}"),
            name: format!("Fibre {number}"),
            kind: PlanKind::Internet,
            currency: self.facts().reference.currency,
            price_minor: 39_90,
            setup_fee_minor: 0,
            down_kbps: 500_000,
            up_kbps: 100_000,
            cap_bytes: None,
            overage_per_gb_minor: None,
            contract_months: 12,
            public: true,
            tax_code: TAX_CODE.to_owned(),
            valid_from: "2020-01-01".parse().expect("a date"),
            valid_to: None,
            version: 1,
        };
        PlanBuilder { app: self, row }
    }

    /// A subscription in service.
    pub(crate) fn subscription(
        &self,
        customer: &customer::Model,
        plan: &plan::Model,
    ) -> SubscriptionBuilder<'_> {
        let scope = self.scope();
        let row = subscription::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            number: format!("S-{:06}", self.next_number()),
            customer_id: customer.id,
            plan_id: plan.id,
            price_override_minor: None,
            status: SubscriptionStatus::Active,
            activated_on: Some(today() - chrono::Days::new(365)),
            ends_on: None,
            contract_end: Some(today()),
            billed_through: Some(today()),
            created_at: scope.now(),
            version: 1,
        };
        SubscriptionBuilder { app: self, row }
    }
}

impl PlanBuilder<'_> {
    /// With any change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut plan::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> plan::Model {
        let tx = self.app.scope().begin().await.expect("the database answers");
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("the plan is new");
        tx.commit().await.expect("the database answers");
        self.row
    }
}

impl SubscriptionBuilder<'_> {
    /// With any change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut subscription::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> subscription::Model {
        let tx = self.app.scope().begin().await.expect("the database answers");
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("it fits the tenant");
        tx.commit().await.expect("the database answers");
        self.row
    }
}
