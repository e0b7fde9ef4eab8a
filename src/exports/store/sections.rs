//! What an export is made of: one statement for each file, with the columns that are the customer's to know.

use chrono::NaiveDate;
use sea_orm::{FromQueryResult, Value};
use serde::Serialize;
use serde_json::Value as Json;

use crate::accounting::csv::{Cell, write_header, write_row};
use crate::db::{DbError, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId};

/// A part of an export.
pub(in crate::exports) struct Section {
    /// What it is of.
    pub(in crate::exports) name: &'static str,
    /// As CSV.
    pub(in crate::exports) csv: String,
    /// As JSON.
    pub(in crate::exports) json: Json,
}

/// What a section is found by.
enum By {
    Customer,
    Account,
}

impl By {
    fn value(&self, customer: CustomerId, account: AccountId) -> Value {
        match self {
            Self::Customer => customer.into(),
            Self::Account => account.into(),
        }
    }
}

/// What stands in a cell of CSV.
trait AsCell {
    fn cell(&self) -> Cell;
}

impl AsCell for String {
    fn cell(&self) -> Cell {
        Cell::text(self)
    }
}

macro_rules! as_text {
    ($($ty:ty => $text:expr;)+) => {$(
        impl AsCell for $ty {
            fn cell(&self) -> Cell {
                let text: fn(&$ty) -> String = $text;
                Cell::Text(text(self))
            }
        }
    )+};
}

as_text! {
    bool => bool::to_string;
    NaiveDate => NaiveDate::to_string;
    Instant => |at| at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    Json => Json::to_string;
}

impl AsCell for i64 {
    fn cell(&self) -> Cell {
        Cell::Number((*self).into())
    }
}

impl AsCell for i32 {
    fn cell(&self) -> Cell {
        Cell::Number((*self).into())
    }
}

impl<T: AsCell> AsCell for Option<T> {
    fn cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Empty, AsCell::cell)
    }
}

macro_rules! sections {
    ($($name:ident $file:literal by $by:ident { $($field:ident: $ty:ty),+ $(,)? } $sql:literal;)+) => {
        $(
            #[derive(FromQueryResult, Serialize)]
            struct $name { $($field: $ty),+ }
        )+

        /// Everything that is kept of a customer and of the account that asks. One statement a section.
        pub(in crate::exports) async fn sections(
            db: &impl Reads,
            customer: CustomerId,
            account: AccountId,
        ) -> Result<Vec<Section>, DbError> {
            let mut sections = Vec::new();
            $(
                let rows: Vec<$name> = db.rows($sql, [By::$by.value(customer, account)]).await?;
                let mut csv = String::new();
                write_header(&mut csv, &[$(stringify!($field)),+]);
                for row in &rows {
                    write_row(&mut csv, &[$(row.$field.cell()),+]);
                }
                let json = serde_json::to_value(&rows).map_err(Fault::internal)?;
                sections.push(Section { name: $file, csv, json });
            )+
            Ok(sections)
        }
    };
}

// Amounts are whole minor units of the currency beside them.
sections! {
    AccountRow "account" by Account {
        portal_id: String, kind: String, status: String, display_name: String, email: Option<String>,
        phone: Option<String>, locale: Option<String>, last_login_at: Option<Instant>, created_at: Instant,
    } "SELECT portal_id, kind, status, display_name, email, phone, locale, last_login_at, created_at
         FROM portal_account WHERE tenant_id = $1 AND id = $2";
    CustomerRow "customer" by Customer {
        number: String, kind: String, name: String, email: Option<String>, phone: Option<String>, address: Json,
        currency: String, billing_mode: String, status: String, created_at: Instant,
    } "SELECT number, kind, name, email, phone, address, currency, billing_mode, status, created_at
         FROM customer WHERE tenant_id = $1 AND id = $2";
    SubscriptionRow "subscriptions" by Customer {
        number: String, plan: String, status: String, price_minor: i64, currency: String,
        activated_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, contract_end: Option<NaiveDate>,
        billed_through: Option<NaiveDate>, created_at: Instant,
    } "SELECT s.number, p.name AS plan, s.status, coalesce(s.price_override_minor, p.price_minor) AS price_minor,
              p.currency, s.activated_on, s.ends_on, s.contract_end, s.billed_through, s.created_at
         FROM subscription s JOIN plan p ON p.tenant_id = s.tenant_id AND p.id = s.plan_id
        WHERE s.tenant_id = $1 AND s.customer_id = $2 ORDER BY s.created_at, s.id";
    InvoiceRow "invoices" by Customer {
        number: String, kind: String, status: String, period_start: Option<NaiveDate>, period_end: Option<NaiveDate>,
        issue_date: NaiveDate, due_date: NaiveDate, currency: String, subtotal_minor: i64, tax_minor: i64,
        total_minor: i64, allocated_minor: i64, voided_at: Option<Instant>,
    } "SELECT number, kind, status, period_start, period_end, issue_date, due_date, currency, subtotal_minor, tax_minor,
              total_minor, allocated_minor, voided_at
         FROM invoice WHERE tenant_id = $1 AND customer_id = $2 AND status <> 'DRAFT' ORDER BY issue_date, id";
    LineRow "invoice_lines" by Customer {
        invoice: String, position: i32, kind: String, subscription: Option<String>, description_key: String,
        description_args: Json, service_start: Option<NaiveDate>, service_end: Option<NaiveDate>, quantity_micro: i64,
        unit_price_minor: i64, net_minor: i64, currency: String,
    } "SELECT i.number AS invoice, l.position, l.kind, s.number AS subscription, l.description_key, l.description_args,
              l.service_start, l.service_end, l.quantity_micro, l.unit_price_minor, l.net_minor, i.currency
         FROM invoice_line l
         JOIN invoice i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
         LEFT JOIN subscription s ON s.tenant_id = l.tenant_id AND s.id = l.subscription_id
        WHERE l.tenant_id = $1 AND i.customer_id = $2 AND i.status <> 'DRAFT' ORDER BY i.issue_date, i.id, l.position";
    TaxRow "invoice_taxes" by Customer {
        invoice: String, position: i32, name: String, jurisdiction: String, rate_micro: i64, base_minor: i64,
        amount_minor: i64, currency: String,
    } "SELECT i.number AS invoice, l.position, t.name, t.jurisdiction, t.rate_micro, t.base_minor, t.amount_minor,
              i.currency
         FROM invoice_line_tax t
         JOIN invoice_line l ON l.tenant_id = t.tenant_id AND l.id = t.line_id
         JOIN invoice i ON i.tenant_id = t.tenant_id AND i.id = l.invoice_id
        WHERE t.tenant_id = $1 AND i.customer_id = $2 AND i.status <> 'DRAFT'
        ORDER BY i.issue_date, i.id, l.position, t.name, t.id";
    PaymentRow "payments" by Customer {
        number: String, channel: String, status: String, currency: String, amount_minor: i64, refunded_minor: i64,
        charged_back_minor: i64, allocated_minor: i64, receipt_number: Option<String>, received_at: Instant,
    } "SELECT number, channel, status, currency, amount_minor, refunded_minor, charged_back_minor, allocated_minor,
              receipt_number, received_at
         FROM payment WHERE tenant_id = $1 AND customer_id = $2 ORDER BY received_at, id";
    CreditRow "credit_notes" by Customer {
        number: String, invoice: Option<String>, reason: String, status: String, currency: String, net_minor: i64,
        tax_minor: i64, total_minor: i64, allocated_minor: i64, issued_at: Instant,
    } "SELECT c.number, i.number AS invoice, c.reason, c.status, c.currency, c.net_minor, c.tax_minor, c.total_minor,
              c.allocated_minor, c.issued_at
         FROM credit_note c LEFT JOIN invoice i ON i.tenant_id = c.tenant_id AND i.id = c.invoice_id
        WHERE c.tenant_id = $1 AND c.customer_id = $2 ORDER BY c.issued_at, c.id";
    OutageCreditRow "outage_credits" by Customer {
        service: String, incident: String, credit_note: Option<String>, currency: String, from_at: Instant,
        to_at: Instant, minutes: i64, period_start: NaiveDate, period_end: NaiveDate, price_minor: i64,
        amount_minor: i64,
    } "SELECT s.number AS service, n.title AS incident, c.number AS credit_note, o.currency, o.from_at, o.to_at, o.minutes,
              o.period_start, o.period_end, o.price_minor, o.amount_minor
         FROM outage_credit o
         JOIN subscription s ON s.tenant_id = o.tenant_id AND s.id = o.subscription_id
         JOIN incident n ON n.tenant_id = o.tenant_id AND n.id = o.incident_id
         LEFT JOIN credit_note c ON c.tenant_id = o.tenant_id AND c.id = o.credit_note_id
        WHERE o.tenant_id = $1 AND o.customer_id = $2 ORDER BY o.from_at, o.id";
    AllocationRow "allocations" by Customer {
        invoice: Option<String>, payment: Option<String>, credit_note: Option<String>, amount_minor: i64,
        currency: String, at: Instant, reversed_at: Option<Instant>,
    } "SELECT i.number AS invoice, p.number AS payment, c.number AS credit_note, a.amount_minor, i.currency, a.at,
              a.reversed_at
         FROM allocation a
         JOIN invoice i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
         LEFT JOIN payment p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
         LEFT JOIN credit_note c ON c.tenant_id = a.tenant_id AND c.id = a.credit_note_id
        WHERE a.tenant_id = $1 AND a.customer_id = $2 ORDER BY a.at, a.id";
    DisputeRow "disputes" by Customer {
        invoice: Option<String>, position: i32, reason: String, explanation: String, amount_minor: i64,
        currency: String, status: String, opened_at: Instant, settled_at: Option<Instant>, answer: Option<String>,
    } "SELECT i.number AS invoice, l.position, d.reason, d.explanation, d.amount_minor, i.currency, d.status, d.opened_at,
              d.settled_at, d.answer
         FROM line_dispute d
         JOIN invoice i ON i.tenant_id = d.tenant_id AND i.id = d.invoice_id
         JOIN invoice_line l ON l.tenant_id = d.tenant_id AND l.id = d.line_id
        WHERE d.tenant_id = $1 AND d.customer_id = $2 ORDER BY d.opened_at, d.id";
    TicketRow "tickets" by Customer {
        number: String, subject: String, category: String, priority: String, status: String, source: String,
        created_at: Instant, resolved_at: Option<Instant>, closed_at: Option<Instant>, rating_comment: Option<String>,
    } "SELECT number, subject, category, priority, status, source, created_at, resolved_at, closed_at, rating_comment
         FROM ticket WHERE tenant_id = $1 AND customer_id = $2 ORDER BY created_at, id";
    TicketReplyRow "ticket_replies" by Customer {
        ticket: String, author_kind: String, author_name: String, body: String, channel: String, created_at: Instant,
    } "SELECT t.number AS ticket, r.author_kind, r.author_name, r.body, r.channel, r.created_at
         FROM ticket_reply r JOIN ticket t ON t.tenant_id = r.tenant_id AND t.id = r.ticket_id
        WHERE r.tenant_id = $1 AND t.customer_id = $2 ORDER BY r.created_at, r.id";
    TicketFileRow "ticket_files" by Customer {
        ticket: String, file_name: String, media_type: String, size_bytes: i64, created_at: Instant,
    } "SELECT t.number AS ticket, a.file_name, a.media_type, a.size_bytes, a.created_at
         FROM ticket_attachment a JOIN ticket t ON t.tenant_id = a.tenant_id AND t.id = a.ticket_id
        WHERE a.tenant_id = $1 AND t.customer_id = $2 AND a.note_id IS NULL ORDER BY a.created_at, a.id";
    PromiseRow "payment_arrangements" by Customer {
        accepted_at: Instant, status: String, closed_on: Option<NaiveDate>, number: i32, due: NaiveDate,
        amount_minor: i64, currency: String,
    } "SELECT a.accepted_at, a.status, a.closed_on, p.number, p.due, p.amount_minor, a.currency
         FROM payment_arrangement a
         JOIN arrangement_instalment p ON p.tenant_id = a.tenant_id AND p.arrangement_id = a.id
        WHERE a.tenant_id = $1 AND a.customer_id = $2 ORDER BY a.accepted_at, a.id, p.number";
    ReminderRow "reminders" by Customer {
        invoice: Option<String>, action: String, overdue_minor: i64, currency: String, taken_on: NaiveDate,
    } "SELECT i.number AS invoice, s.action, s.overdue_minor, i.currency, s.taken_on
         FROM dunning_step s
         JOIN invoice i ON i.tenant_id = s.tenant_id AND i.id = s.invoice_id
        WHERE s.tenant_id = $1 AND s.customer_id = $2 ORDER BY s.taken_on, s.id";
    SignInRow "sign_ins" by Account {
        at: Instant, ok: bool, reason: String, ip: String, user_agent: String, reported_at: Option<Instant>,
    } "SELECT at, ok, reason, ip, user_agent, reported_at
         FROM login_attempt WHERE tenant_id = $1 AND account_id = $2 ORDER BY at, id";
    NotificationRow "notifications" by Account {
        topic: String, kind: String, subject: Option<String>, args: Json, created_at: Instant, read_at: Option<Instant>,
    } "SELECT topic, kind, subject, args, created_at, read_at
         FROM notification WHERE tenant_id = $1 AND account_id = $2 ORDER BY created_at, id";
    ChangeRow "changes" by Customer {
        at: Instant, action: String, subject: String, actor_kind: Option<String>, reason: Option<String>,
    } "SELECT at, action, subject, actor_kind, reason
         FROM audit_entry WHERE tenant_id = $1 AND customer_id = $2 ORDER BY at, id";
    LookRow "looks" by Customer {
        at: Instant, viewer_kind: String, depth: String, reason: Option<String>,
    } "SELECT at, viewer_kind, depth, reason
         FROM read_access WHERE tenant_id = $1 AND subject_id = $2 ORDER BY at, id";
}
