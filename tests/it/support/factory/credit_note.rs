//! Credit notes.

use portico::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use portico::billing::entity::document_sequence::DocumentKind;
use portico::billing::ledger::rules::credit_status;
use portico::billing::ledger::{BalanceChange, allocate_credit};
use portico::customers::entity::customer;
use portico::kernel::ids::InvoiceId;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

use super::ledger;
use crate::support::app::TestApp;

/// A credit note to be.
#[must_use = "nothing is made before insert()"]
pub(crate) struct CreditNoteBuilder<'a> {
    app: &'a TestApp,
    row: credit_note::Model,
    allocations: Vec<(InvoiceId, i64)>,
}

impl TestApp {
    /// A courtesy of so many minor units, tax included, that corrects no invoice.
    pub(crate) fn credit_note(&self, customer: &customer::Model, total: i64) -> CreditNoteBuilder<'_> {
        let scope = self.scope();
        let row = credit_note::Model {
            id: scope.new_id(),
            tenant_id: customer.tenant_id,
            number: String::new(),
            customer_id: customer.id,
            invoice_id: None,
            reason: CreditReason::Goodwill,
            currency: customer.currency,
            net_minor: total,
            tax_minor: 0,
            total_minor: total,
            allocated_minor: 0,
            status: CreditNoteStatus::Issued,
            issued_at: scope.now(),
            remark: None,
            voided_at: None,
            version: 1,
        };
        CreditNoteBuilder { app: self, row, allocations: Vec::new() }
    }
}

impl CreditNoteBuilder<'_> {
    /// Corrects an invoice.
    pub(crate) fn correcting(mut self, invoice: InvoiceId, reason: CreditReason) -> Self {
        self.row.invoice_id = Some(invoice);
        self.row.reason = reason;
        self
    }

    /// So many minor units of it take tax back.
    pub(crate) fn taxed(mut self, tax: i64) -> Self {
        self.row.net_minor = self.row.total_minor - tax;
        self.row.tax_minor = tax;
        self
    }

    /// Used for an open invoice.
    pub(crate) fn allocate(mut self, invoice: InvoiceId, amount: i64) -> Self {
        self.allocations.push((invoice, amount));
        self
    }

    /// Makes it.
    pub(crate) async fn insert(mut self) -> credit_note::Model {
        let scope = self.app.scope();
        let tx = scope.begin().await.expect("the database answers");
        self.row.number = ledger::number(&tx, DocumentKind::CreditNote, scope.today()).await;
        tx.insert(self.row.clone().into_active_model().reset_all()).await.expect("the credit note is new");
        let change = BalanceChange { unapplied: self.row.total_minor, ..BalanceChange::default() };
        ledger::book(&tx, self.row.customer_id, change).await;
        for (invoice, amount) in self.allocations {
            allocate_credit(&tx, self.row.id, invoice, amount).await.expect("an open invoice takes it");
            self.row.allocated_minor += amount;
            self.row.status = credit_status(self.row.total_minor, self.row.allocated_minor);
            self.row.version += 1;
        }
        tx.commit().await.expect("the database answers");
        self.row
    }
}
