//! Invoices enter the books: as drafts, or issued with number and dates.

use super::Books;
use crate::billing::entity::billed_period::{self, BilledKind};
use crate::billing::entity::document_sequence::DocumentKind;
use crate::billing::entity::invoice::{self, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::entity::{invoice_line, invoice_line_tax, late_fee};
use crate::billing::ledger::rules::invoice_status;
use crate::billing::totals::PricedLine;
use crate::db::FIRST_VERSION;
use crate::demo::bill::{Bill, Line};
use crate::demo::people::Client;
use crate::demo::world::UNASSIGNED;
use crate::kernel::clock::{Instant, date_in};
use crate::kernel::money::MICRO_SCALE;

impl Books<'_> {
    /// Keeps a bill as a draft: no number, no dates, nothing owed.
    pub(in crate::demo) fn draft(&mut self, owner: &Client, bill: &Bill, at: Instant) -> usize {
        let invoice = self.invoices.len();
        let row = invoice::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            number: None,
            customer_id: owner.row.id,
            status: InvoiceStatus::Draft,
            kind: bill.kind,
            period_start: bill.period.map(|(start, _)| start),
            period_end: bill.period.map(|(_, end)| end),
            issue_date: None,
            due_date: None,
            currency: owner.row.currency,
            subtotal_minor: bill.priced.subtotal,
            tax_minor: bill.priced.tax_total,
            total_minor: bill.priced.total,
            allocated_minor: 0,
            dispute_hold_minor: 0,
            finalized_at: None,
            voided_at: None,
            created_at: at,
            version: FIRST_VERSION,
        };
        for (position, (line, priced)) in (1..).zip(bill.lines.iter().zip(&bill.priced.lines)) {
            self.line(&row, position, line, priced, at);
        }
        self.invoices.push(row);
        invoice
    }

    /// Notes that `fee_invoice` charges the first fee on an overdue invoice.
    pub(in crate::demo) fn note_late_fee(
        &mut self,
        overdue: usize,
        fee_invoice: usize,
        overdue_minor: i64,
        at: Instant,
    ) {
        let (overdue, fee) = (&self.invoices[overdue], &self.invoices[fee_invoice]);
        let row = late_fee::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            customer_id: overdue.customer_id,
            invoice_id: overdue.id,
            stage: 1,
            fee_invoice_id: fee.id,
            overdue_minor,
            amount_minor: fee.total_minor,
            charged_at: at,
            waived_at: None,
            waive_reason: None,
        };
        self.late_fees.push(row);
    }

    fn line(
        &mut self,
        invoice: &invoice::Model,
        position: i32,
        line: &Line,
        priced: &PricedLine,
        at: Instant,
    ) {
        let row = invoice_line::Model {
            id: self.ids.at(at),
            tenant_id: UNASSIGNED,
            invoice_id: invoice.id,
            position,
            kind: line.kind,
            subscription_id: line.subscription,
            description_key: line.key.to_owned(),
            description_args: line.args.clone(),
            service_start: line.days.map(|(start, _)| start),
            service_end: line.days.map(|(_, end)| end),
            quantity_micro: line.quantity * 10_i64.pow(MICRO_SCALE),
            unit_price_minor: line.unit_price,
            net_minor: priced.net,
            reverses_line_id: None,
            tax_code: line.tax_code().map(str::to_owned),
        };
        let claimed = match line.kind {
            LineKind::Recurring => Some(BilledKind::Recurring),
            LineKind::Usage => Some(BilledKind::Usage),
            _ => None,
        };
        if let (Some(kind), Some(subscription_id), Some((period_start, period_end))) =
            (claimed, line.subscription, line.days)
        {
            self.billed_periods.push(billed_period::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                subscription_id,
                kind,
                period_start,
                period_end,
                invoice_id: Some(invoice.id),
                credit_note_id: None,
            });
        }
        for tax in &priced.taxes {
            let rate = self.rates.iter().find(|rate| rate.id == tax.rate).expect("priced with these rates");
            self.taxes.push(invoice_line_tax::Model {
                id: self.ids.at(at),
                tenant_id: UNASSIGNED,
                invoice_id: invoice.id,
                line_id: row.id,
                tax_rate_id: rate.id,
                name: rate.name.clone(),
                jurisdiction: rate.jurisdiction.clone(),
                rate_micro: rate.rate_micro,
                base_minor: tax.base,
                amount_minor: tax.amount,
            });
        }
        self.lines.push(row);
    }

    /// Issues a bill and, if `settle`, uses up what is unapplied on it: DRAFT→OPEN, and →PAID if nothing is owed.
    pub(in crate::demo) fn issue(
        &mut self,
        client: usize,
        owner: &Client,
        bill: &Bill,
        at: Instant,
        settle: bool,
    ) -> usize {
        let invoice = self.draft(owner, bill, at);
        let number = self.number(DocumentKind::Invoice, at);
        let due = self.due(owner, at);
        let row = &mut self.invoices[invoice];
        row.number = Some(number);
        row.issue_date = Some(date_in(self.calendar.zone, at));
        row.due_date = Some(due);
        row.finalized_at = Some(at);
        row.status = invoice_status(InvoiceStatus::Open, row.total_minor, 0);
        self.accounts[client].open.push(invoice);
        if settle {
            let sources = self.unapplied_sources(client);
            self.settle(client, sources, at);
        }
        invoice
    }
}
