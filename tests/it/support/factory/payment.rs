//! Payments.

use portico::billing::entity::document_sequence::DocumentKind;
use portico::billing::ledger::BalanceChange;
use portico::customers::entity::customer;
use portico::kernel::ids::InvoiceId;
use portico::payments;
use portico::payments::entity::payment::{self, PaymentChannel, PaymentStatus};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::ledger;
use crate::support::app::TestApp;

/// A payment to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct PaymentBuilder<'a> {
    app: &'a TestApp,
    row: payment::Model,
    allocations: Vec<(InvoiceId, i64)>,
}

impl TestApp {
    /// A transfer of so many minor units that has come in.
    pub(crate) fn payment(&self, customer: &customer::Model, amount: i64) -> PaymentBuilder<'_> {
        let scope = self.scope();
        let row = payment::Model {
            id: scope.new_id(),
            tenant_id: customer.tenant_id,
            number: String::new(),
            customer_id: customer.id,
            currency: customer.currency,
            amount_minor: amount,
            channel: PaymentChannel::Bank,
            status: PaymentStatus::Succeeded,
            gateway_ref: None,
            refunded_minor: 0,
            charged_back_minor: 0,
            allocated_minor: 0,
            receipt_number: None,
            received_at: scope.now(),
            version: 1,
        };
        PaymentBuilder { app: self, row, allocations: Vec::new() }
    }
}

impl PaymentBuilder<'_> {
    /// By another way than a transfer.
    pub(crate) fn channel(mut self, channel: PaymentChannel) -> Self {
        self.row.channel = channel;
        self
    }

    /// In another state; what has not come in changes no balance.
    pub(crate) fn status(mut self, status: PaymentStatus) -> Self {
        self.row.status = status;
        self
    }

    /// Used for an open invoice.
    pub(crate) fn allocate(mut self, invoice: InvoiceId, amount: i64) -> Self {
        self.allocations.push((invoice, amount));
        self
    }

    /// Makes it.
    pub(crate) async fn insert(mut self) -> payment::Model {
        let scope = self.app.scope();
        let tx = scope.begin().await.expect("the database answers");
        let today = scope.today();
        self.row.number = ledger::number(&tx, DocumentKind::Payment, today).await;
        let received = self.row.status == PaymentStatus::Succeeded;
        if received {
            self.row.receipt_number = Some(ledger::number(&tx, DocumentKind::Receipt, today).await);
        }
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("the payment is new");
        if received {
            let change = BalanceChange { unapplied: self.row.amount_minor, ..BalanceChange::default() };
            ledger::book(&tx, self.row.customer_id, change).await;
        }
        for (invoice, amount) in self.allocations {
            assert!(received, "what has not come in cannot be used");
            payments::ledger::allocate(&tx, self.row.id, invoice, amount)
                .await
                .expect("an open invoice takes it");
            self.row.allocated_minor += amount;
            self.row.version += 1;
        }
        tx.commit().await.expect("the database answers");
        self.row
    }
}
