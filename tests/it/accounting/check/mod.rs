//! Every kind of corruption is planted, and found; true books give nothing.

mod cases;

use std::collections::BTreeSet;

use chrono::{Days, TimeDelta};
use portico::accounting::LedgerCheck::{self, LineNet, Sequence};
use portico::accounting::{LedgerReport, ledger_check};
use portico::billing::entity::credit_note::{self, CreditReason};
use portico::billing::entity::{allocation, invoice, invoice_line, outage_credit};
use portico::catalog::entity::subscription;
use portico::customers::entity::customer;
use portico::db::Reads as _;
use portico::payments::entity::payment::{self, PaymentStatus};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, DbBackend, IntoActiveModel as _,
};
use serde_json::json;
use uuid::Uuid;

use self::cases::{Case, documents, lines_and_taxes, money, outages, sums_and_numbers, taken_back};
use crate::support::app::{TestApp, today};
use crate::support::factory::invoice::InvoiceDocument;
use crate::support::recount::ledger_check_is_empty;

/// True books of two customers, with something of everything.
struct Books {
    t: TestApp,
    alice: customer::Model,
    bob: customer::Model,
    service: subscription::Model,
    /// Alice's open invoice: Fibre 100.00, router 5.00, discount 10.00; paid in part.
    open: InvoiceDocument,
    paid: InvoiceDocument,
    void: InvoiceDocument,
    bobs: InvoiceDocument,
    payment: payment::Model,
    note: credit_note::Model,
    /// What the note gives back of the first line of the open invoice, for a day and a half of thirty.
    outage: outage_credit::Model,
    /// Of the payment to the open invoice.
    used: allocation::Model,
}

impl Books {
    async fn keep(t: TestApp) -> Self {
        let (alice, bob) = (t.customer().insert().await, t.customer().insert().await);
        let plan = t.plan().insert().await;
        let service = t.subscription(&alice, &plan).insert().await;
        let day = |ago| today() - Days::new(ago);
        t.invoice(&alice).line("Draft", 1_00).insert().await;
        let paid = t.invoice(&alice).line("Fibre", 100_00).issued(day(60)).paid().insert().await;
        let void = t.invoice(&alice).line("Wrong", 100_00).issued(day(50)).voided().insert().await;
        let open = t.invoice(&alice).line("Fibre", 100_00).line("Router", 5_00).discount("Loyalty", 10_00);
        let open = open.issued(day(30)).insert().await;
        let bobs = t.invoice(&bob).line("Fibre", 80_00).issued(day(20)).insert().await;
        t.invoice(&alice).line("Fibre", 60_00).issued(day(10)).insert().await;
        let payment = t.payment(&alice, 30_00).allocate(open.row.id, 20_00).insert().await;
        t.payment(&alice, 99_00).status(PaymentStatus::Failed).insert().await;
        t.payment(&bob, 10_00).insert().await;
        let note = t.credit_note(&alice, 5_00).correcting(open.row.id, CreditReason::ServiceOutage);
        let note = note.allocate(open.row.id, 2_00).insert().await;
        let outage = given_back(&t, &service, &open.lines[0], &note).await;
        let scope = t.scope();
        let used = scope.select::<allocation::Entity>();
        let used = used.filter(allocation::Column::PaymentId.eq(payment.id)).one().await.expect("read");
        ledger_check_is_empty(&t).await;
        let used = used.expect("it was used");
        Self { t, alice, bob, service, open, paid, void, bobs, payment, note, outage, used }
    }

    async fn check(&self) -> LedgerReport {
        ledger_check(&self.t.scope(), &LedgerCheck::ALL, 100).await.expect("the database answers")
    }

    /// An id as the database writes it in a statement.
    fn lit(&self, id: Uuid) -> String {
        if self.t.scope().is_sqlite() { format!("x'{}'", id.simple()) } else { format!("'{id}'") }
    }

    fn line(&self, at: usize) -> String {
        self.lit(self.open.lines[at].id.0)
    }
}

/// The minutes for which a credit note gives a part of a line back: the line bills the service.
async fn given_back(
    t: &TestApp,
    service: &subscription::Model,
    line: &invoice_line::Model,
    note: &credit_note::Model,
) -> outage_credit::Model {
    let incident = crate::network::outage(t, "A cable is cut", &[service.id]).await;
    let scope = t.scope();
    let minutes = 36 * 60;
    let row = outage_credit::Model {
        id: scope.new_id(),
        tenant_id: note.tenant_id,
        currency: note.currency,
        customer_id: note.customer_id,
        incident_id: incident.id,
        subscription_id: service.id,
        invoice_line_id: line.id,
        credit_note_id: Some(note.id),
        from_at: scope.now() - TimeDelta::minutes(minutes),
        to_at: scope.now(),
        minutes,
        period_start: today() - Days::new(30),
        period_end: today(),
        period_minutes: 30 * 24 * 60,
        price_minor: line.net_minor,
        amount_minor: note.net_minor,
        exclusions: json!([]),
        created_at: scope.now(),
    };
    let tx = scope.begin().await.expect("the database answers");
    let of_service =
        tx.update::<invoice_line::Entity>().set(invoice_line::Column::SubscriptionId, service.id);
    let changed = of_service.filter(invoice_line::Column::Id.eq(line.id)).run().await;
    assert_eq!(changed.expect("the database answers"), 1);
    tx.insert(row.clone().into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("the database answers");
    row
}

/// Writes what the program never would.
async fn plant(t: &TestApp, sql: &str) {
    let unchecked = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";
    let checked = "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON;";
    let sqlite = t.raw().get_database_backend() == DbBackend::Sqlite;
    let script = if sqlite { format!("{unchecked} {sql}; {checked}") } else { sql.to_owned() };
    t.raw().execute_unprepared(&script).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Takes the checks and foreign keys of PostgreSQL away, for good: the database is the test's own.
async fn unguard(t: &TestApp) {
    if t.raw().get_database_backend() == DbBackend::Postgres {
        let script = "DO $$ DECLARE c record; BEGIN
            FOR c IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                      WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace AND conparentid = 0
            LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.owner, c.conname); END LOOP; END $$";
        t.raw().execute_unprepared(script).await.expect("the constraints go");
    }
}

both!(every_corruption_is_found_and_nothing_else, alone, async |t: TestApp| {
    unguard(&t).await;
    let kinds: [fn(&Books) -> Vec<Case>; 6] =
        [lines_and_taxes, documents, money, taken_back, sums_and_numbers, outages];
    let mut seen = BTreeSet::new();
    for kind in kinds {
        let count = kind(&Books::keep(t.tenant().await).await).len();
        for at in 0..count {
            let books = Books::keep(t.tenant().await).await;
            let Case { sql, told, too } = kind(&books).swap_remove(at);
            plant(&t, &sql).await;
            let report = books.check().await;
            let (check, subject, fact, expected, found) = &told;
            let whole = |finding: &portico::accounting::Finding| {
                (finding.check, &finding.subject, finding.fact.as_str(), &finding.expected, &finding.found)
                    == (*check, subject, *fact, expected, found)
            };
            assert!(report.findings.iter().any(whole), "{sql}\n{told:?} is not among {:#?}", report.findings);
            let checks: BTreeSet<LedgerCheck> = report.findings.iter().map(|finding| finding.check).collect();
            let wanted: BTreeSet<LedgerCheck> = too.iter().copied().chain([*check]).collect();
            assert_eq!(checks, wanted, "{sql}\n{:#?}", report.findings);
            seen.extend(wanted);
        }
    }
    assert_eq!(seen.len(), LedgerCheck::ALL.len(), "each check has found something");
});

both!(findings_are_as_many_as_were_asked_for, alone, async |t: TestApp| {
    unguard(&t).await;
    let books = Books::keep(t.tenant().await).await;
    let tenant = books.lit(books.alice.tenant_id.0);
    plant(&t, &format!("UPDATE invoice_line SET quantity_micro = 2000000 WHERE tenant_id = {tenant}")).await;
    let scope = books.t.scope();
    let report = ledger_check(&scope, &LedgerCheck::ALL, 3).await.expect("read");
    assert_eq!((report.findings.len(), report.truncated, report.checks.len()), (3, true, 1));
    assert_eq!(scope.statements(), 1, "no check after the last finding");
    let lines = scope.select::<invoice_line::Entity>().count().await.expect("counted");
    let report =
        ledger_check(&scope, &[LineNet, Sequence], u32::try_from(lines).expect("few")).await.expect("read");
    assert_eq!((report.findings.len() as u64, report.truncated, report.checks.len()), (lines, false, 2));
});

both!(each_check_is_one_statement_however_much_there_is, async |t: TestApp| {
    for invoices in [0, 1, 30] {
        let t = t.tenant().await;
        let customer = t.customer().insert().await;
        for _ in 0..invoices {
            t.invoice(&customer).line("Fibre", 10_00).issued(today()).insert().await;
        }
        let scope = t.scope();
        assert_eq!(scope.select::<invoice::Entity>().count().await.expect("counted"), invoices);
        let before = scope.statements();
        let report = ledger_check(&scope, &LedgerCheck::ALL, 100).await.expect("read");
        assert!(report.findings.is_empty() && !report.truncated, "{:#?}", report.findings);
        assert_eq!(scope.statements() - before, 21);
    }
});
