//! Resellers and whom they serve.

use chrono::NaiveDate;
use fake::faker::company::en::CompanyName;
use portico::customers::entity::reseller::{self, ResellerStatus};
use portico::customers::entity::{customer, reseller_customer};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::support::app::{TestApp, today};

/// A reseller to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct ResellerBuilder<'a> {
    app: &'a TestApp,
    row: reseller::Model,
}

impl TestApp {
    /// An active reseller below nobody.
    pub(crate) fn reseller(&self) -> ResellerBuilder<'_> {
        let scope = self.scope();
        let row = reseller::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            code: format!("R{:03}", self.next_number()),
            name: self.made_up(&CompanyName()),
            parent_id: None,
            status: ResellerStatus::Active,
            tier: "standard".to_owned(),
            created_at: scope.now(),
            version: 1,
        };
        ResellerBuilder { app: self, row }
    }

    /// Lets `reseller` serve `customer` since a year ago.
    pub(crate) async fn assign(&self, customer: &customer::Model, reseller: &reseller::Model) {
        self.assign_for(customer, reseller, today() - chrono::Days::new(365), None).await;
    }

    /// Lets `reseller` serve `customer` from the first day to the day before the second.
    pub(crate) async fn assign_for(
        &self,
        customer: &customer::Model,
        reseller: &reseller::Model,
        from: NaiveDate,
        to: Option<NaiveDate>,
    ) {
        let scope = self.scope();
        let tx = scope.begin().await.expect("the database answers");
        let row = reseller_customer::ActiveModel {
            id: Set(scope.new_id()),
            reseller_id: Set(reseller.id),
            customer_id: Set(customer.id),
            from_date: Set(from),
            to_date: Set(to),
            ..Default::default()
        };
        tx.insert(row).await.expect("both are of the tenant");
        tx.commit().await.expect("the database answers");
    }
}

impl ResellerBuilder<'_> {
    /// Below another one.
    pub(crate) fn child_of(self, parent: &reseller::Model) -> Self {
        self.with(|row| row.parent_id = Some(parent.id))
    }

    /// With any other change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut reseller::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> reseller::Model {
        let tx = self.app.scope().begin().await.expect("the database answers");
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("the reseller is new");
        tx.commit().await.expect("the database answers");
        self.row
    }
}
