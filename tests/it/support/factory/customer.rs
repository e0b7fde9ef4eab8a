//! Customers, each with its balance of nothing.

use fake::faker::address::en::{CityName, StreetName, ZipCode};
use fake::faker::name::en::Name;
use portico::billing::entity::customer_balance;
use portico::customers::Address;
use portico::customers::entity::customer::{self, BillingMode, CustomerKind, CustomerStatus};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::support::app::TestApp;

/// A customer to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct CustomerBuilder<'a> {
    app: &'a TestApp,
    row: customer::Model,
}

impl TestApp {
    /// An active household.
    pub(crate) fn customer(&self) -> CustomerBuilder<'_> {
        let scope = self.scope();
        let number = self.next_number();
        let address = Address {
            line1: format!("{} {number}", self.made_up(&StreetName())),
            line2: None,
            postal_code: self.made_up(&ZipCode()),
            city: self.made_up(&CityName()),
            country: "DE".to_owned(),
        };
        let row = customer::Model {
            id: scope.new_id(),
            tenant_id: self.facts().reference.id,
            number: format!("C-{number:06}"),
            kind: CustomerKind::Residential,
            name: self.made_up_name(),
            email: Some(format!("customer-{number}@customers.example")),
            phone: Some(format!("+49301234{number:06}")),
            address: serde_json::to_value(address).expect("an address is JSON"),
            currency: self.facts().reference.currency,
            tax_exempt_reason: None,
            tax_exempt_certificate: None,
            tax_exempt_valid_to: None,
            billing_mode: BillingMode::Postpaid,
            billing_day: 1,
            due_days: 14,
            grace_days: 7,
            status: CustomerStatus::Active,
            created_at: scope.now(),
            version: 1,
        };
        CustomerBuilder { app: self, row }
    }

    /// A person's name.
    pub(crate) fn made_up_name(&self) -> String {
        self.made_up(&Name())
    }
}

impl CustomerBuilder<'_> {
    /// With this name.
    pub(crate) fn named(self, name: &str) -> Self {
        self.with(|row| name.clone_into(&mut row.name))
    }

    /// With any other change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut customer::Model)) -> Self {
        change(&mut self.row);
        self
    }

    /// Makes it.
    pub(crate) async fn insert(self) -> customer::Model {
        let tx = self.app.scope().begin().await.expect("the database answers");
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("the customer is new");
        let balance = customer_balance::ActiveModel {
            customer_id: Set(self.row.id),
            open_minor: Set(0),
            unapplied_minor: Set(0),
            open_invoices: Set(0),
            ..Default::default()
        };
        tx.insert(balance).await.expect("the customer is new");
        tx.commit().await.expect("the database answers");
        self.row
    }
}
