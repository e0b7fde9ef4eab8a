//! The stored sums against a recount, after any sequence of movements.

use std::sync::Arc;

use migrations::{Migrator, MigratorTrait as _};
use proptest::prelude::*;
use rust_decimal::Decimal;
use sea_orm::Set;

use super::*;
use crate::billing::entity::credit_note::{self, CreditNoteStatus, CreditReason};
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::entity::{allocation, customer_balance};
use crate::billing::totals::Liability;
use crate::billing::{self, BillingError, CreditPart, CreditTarget, NewCreditNote};
use crate::customers::entity::customer::{self, BillingMode, CustomerKind, CustomerStatus};
use crate::db::{Db, PlatformScope, Reads as _, Scope, TenantOwned, TenantRef};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{ManualClock, SharedClock};
use crate::kernel::entropy::{SeededEntropy, SharedEntropy};
use crate::kernel::ids::{AllocationId, CreditNoteId, InvoiceId, PaymentId};
use crate::kernel::money::{Currency, Money};
use crate::payments;
use crate::payments::entity::payment::{self, PaymentChannel};
use crate::tenancy::{self, Branding, NewTenant, Settings};

struct Books {
    scope: Scope,
    /// Two who pay in euros and one in dollars.
    customers: Vec<(CustomerId, Currency)>,
    _dir: tempfile::TempDir,
}

fn currency(code: &str) -> Currency {
    code.parse().expect("known")
}

impl Books {
    async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let db = Db::open(&Db::embedded(&dir.path().join("books.db"))).expect("opened");
        Migrator::up(db.for_migrations(), None).await.expect("migrated");
        let clock: SharedClock = Arc::new(ManualClock::at("2026-11-22T12:00:00Z".parse().expect("valid")));
        let entropy: SharedEntropy = Arc::new(SeededEntropy::new(7));
        let new = NewTenant {
            slug: "books".into(),
            name: "Books".into(),
            hosts: vec!["books.example".into()],
            timezone: "Europe/Berlin".into(),
            currency: currency("EUR"),
            locale: "de-DE".into(),
            portal_prefix: String::new(),
            branding: Branding::default(),
            settings: Settings::default(),
        };
        let id = tenancy::create(&PlatformScope::new(db.clone()), new, clock.now(), &*entropy)
            .await
            .expect("created");
        let reference = TenantRef {
            id,
            zone: chrono_tz::Europe::Berlin,
            currency: currency("EUR"),
            locale: "de-DE".into(),
            bills_in_portal: true,
            takes_cards: false,
            low_balance_minor: None,
            clock_offset: chrono::TimeDelta::zero(),
        };
        let scope = Scope::new(db, Arc::new(reference), Actor::System, &clock, entropy, "test".into());
        let tx = scope.begin().await.expect("begun");
        let mut customers = Vec::new();
        for (number, code) in [("C-1", "EUR"), ("C-2", "EUR"), ("C-3", "USD")] {
            let id: CustomerId = scope.new_id();
            customers.push((id, currency(code)));
            tx.insert(customer::ActiveModel {
                id: Set(id),
                number: Set(number.into()),
                kind: Set(CustomerKind::Residential),
                name: Set("Ada".into()),
                email: Set(None),
                phone: Set(None),
                address: Set(serde_json::json!({})),
                currency: Set(currency(code)),
                tax_exempt_reason: Set(None),
                billing_mode: Set(BillingMode::Postpaid),
                billing_day: Set(1),
                due_days: Set(14),
                grace_days: Set(7),
                status: Set(CustomerStatus::Active),
                created_at: Set(scope.now()),
                version: Set(1),
                ..Default::default()
            })
            .await
            .expect("inserted");
        }
        tx.commit().await.expect("committed");
        Self { scope, customers, _dir: dir }
    }

    async fn invoice(&self, of: usize, cents: i64) -> InvoiceId {
        let line = NewLine {
            kind: LineKind::OneOff,
            subscription: None,
            description_key: "line.setup".into(),
            description_args: serde_json::json!({}),
            service: None,
            quantity: 1.into(),
            unit_price: cents,
            tax_code: None,
        };
        let (customer, currency) = self.customers[of];
        let new = NewInvoice {
            customer,
            currency,
            kind: InvoiceKind::OneOff,
            period: None,
            issue_date: self.scope.today(),
            due_days: 14,
            liability: Liability::Taxable,
            lines: vec![line],
        };
        let tx = self.scope.begin().await.expect("begun");
        let invoice = finalise(&tx, new).await.expect("finalised");
        tx.commit().await.expect("committed");
        invoice.id
    }

    async fn pay(&self, by: usize, cents: i64) -> PaymentId {
        let (customer, currency) = self.customers[by];
        let tx = self.scope.begin().await.expect("begun");
        let id =
            payments::ledger::receive(&tx, customer, Money::new(cents, currency), PaymentChannel::Bank).await;
        tx.commit().await.expect("committed");
        id.expect("received")
    }

    /// Issues a credit; the program will do that with the mutations of billing.
    async fn credit(&self, to: usize, cents: i64) -> CreditNoteId {
        let (customer, currency) = self.customers[to];
        let tx = self.scope.begin().await.expect("begun");
        lock_balance(&tx, customer).await.expect("locked");
        let id: CreditNoteId = self.scope.new_id();
        tx.insert(credit_note::ActiveModel {
            id: Set(id),
            number: Set(next_number(&tx, DocumentKind::CreditNote, self.scope.today()).await.expect("given")),
            customer_id: Set(customer),
            invoice_id: Set(None),
            reason: Set(CreditReason::Goodwill),
            currency: Set(currency),
            net_minor: Set(cents),
            tax_minor: Set(0),
            total_minor: Set(cents),
            allocated_minor: Set(0),
            status: Set(CreditNoteStatus::Issued),
            issued_at: Set(self.scope.now()),
            version: Set(1),
            ..Default::default()
        })
        .await
        .expect("inserted");
        let change = BalanceChange { unapplied: cents, ..BalanceChange::default() };
        change_balance(&tx, customer, change).await.expect("changed");
        tx.commit().await.expect("committed");
        id
    }

    /// Gives an invoice up, if it is open.
    async fn write_off(&self, id: InvoiceId) {
        decided(billing::write_off(&self.scope, id, "gone", None).await);
    }

    /// Voids an invoice, if it may be.
    async fn void(&self, id: InvoiceId) {
        decided(billing::void_invoice(&self.scope, id, "a mistake", None).await);
    }

    /// Takes a part of an invoice back, if so much of it is left.
    async fn correct(&self, id: InvoiceId, cents: i64, apply: bool) -> Option<CreditNoteId> {
        let part = CreditPart::Amount(Decimal::new(cents, 2));
        let new = NewCreditNote {
            target: CreditTarget::Invoice(id, part),
            reason: CreditReason::Overcharge,
            remark: None,
            apply,
        };
        decided(billing::issue_credit_note(&self.scope, new).await).map(|note| note.id)
    }

    /// Voids a credit note, if nothing of it is used.
    async fn void_credit(&self, id: CreditNoteId) {
        decided(billing::void_credit_note(&self.scope, id, "a mistake", None).await);
    }

    /// Makes a movement in a transaction, and commits it whether or not it was refused: a caller may go on.
    async fn make<T>(&self, movement: impl AsyncFnOnce(&Tx) -> Result<T, LedgerError>) -> Option<T> {
        let tx = self.scope.begin().await.expect("begun");
        let made = movement(&tx).await;
        tx.commit().await.expect("committed");
        match made {
            Ok(made) => Some(made),
            Err(LedgerError::Conflict | LedgerError::OtherAccount) => None,
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn all<E: TenantOwned>(&self) -> Vec<E::Model> {
        self.scope.select::<E>().all().await.expect("read")
    }

    /// Recounts everything from the rows and compares it with what is stored.
    async fn check(&self) {
        let invoices = self.all::<invoice::Entity>().await;
        let payments = self.all::<payment::Entity>().await;
        let notes = self.all::<credit_note::Entity>().await;
        let mut live = self.all::<allocation::Entity>().await;
        live.retain(|row| row.reversed_at.is_none());
        let used = |of: &dyn Fn(&allocation::Model) -> bool| -> i64 {
            live.iter().filter(|row| of(row)).map(|row| row.amount_minor).sum()
        };
        for invoice in &invoices {
            assert_eq!(invoice.allocated_minor, used(&|row| row.invoice_id == invoice.id));
            assert_eq!(invoice.status == InvoiceStatus::Paid, invoice.total_minor == invoice.allocated_minor);
        }
        for payment in &payments {
            assert_eq!(payment.allocated_minor, used(&|row| row.payment_id == Some(payment.id)));
            assert!(payment.allocated_minor <= payment.amount_minor);
        }
        for invoice in &invoices {
            let corrects = |note: &&credit_note::Model| {
                note.invoice_id == Some(invoice.id) && note.status != CreditNoteStatus::Void
            };
            let back: i64 = notes.iter().filter(corrects).map(|note| note.total_minor).sum();
            assert!(back <= invoice.total_minor, "{back} of {}", invoice.total_minor);
        }
        for note in notes.iter().filter(|note| note.status != CreditNoteStatus::Void) {
            assert_eq!(note.allocated_minor, used(&|row| row.credit_note_id == Some(note.id)));
            let status = match note.allocated_minor {
                0 => CreditNoteStatus::Issued,
                all if all == note.total_minor => CreditNoteStatus::Applied,
                _ => CreditNoteStatus::PartiallyApplied,
            };
            assert_eq!(note.status, status);
        }
        let stored = self.all::<customer_balance::Entity>().await;
        for (customer, _) in &self.customers {
            let open: Vec<i64> = invoices
                .iter()
                .filter(|row| row.customer_id == *customer && row.status == InvoiceStatus::Open)
                .map(|row| row.total_minor - row.allocated_minor)
                .collect();
            let of_payments = payments.iter().filter(|row| row.customer_id == *customer);
            let live = |row: &&credit_note::Model| row.status != CreditNoteStatus::Void;
            let of_notes = notes.iter().filter(live).filter(|row| row.customer_id == *customer);
            let unapplied = of_payments.map(|row| row.amount_minor - row.allocated_minor).sum::<i64>()
                + of_notes.map(|row| row.total_minor - row.allocated_minor).sum::<i64>();
            let recounted = (open.iter().sum::<i64>(), unapplied, i32::try_from(open.len()).expect("few"));
            let stored = stored.iter().find(|row| row.customer_id == *customer);
            let sums =
                |row: &customer_balance::Model| (row.open_minor, row.unapplied_minor, row.open_invoices);
            assert_eq!(stored.map_or((0, 0, 0), sums), recounted);
        }
        let mut numbers: Vec<_> = invoices.iter().filter_map(|invoice| invoice.number.clone()).collect();
        numbers.sort();
        let expected: Vec<String> = (1..=invoices.len()).map(|n| format!("INV-2026-{n:06}")).collect();
        assert_eq!(numbers, expected, "gapless");
    }
}

/// What was decided, unless a rule was against it.
fn decided<T>(outcome: Result<T, BillingError>) -> Option<T> {
    match outcome {
        Ok(done) => Some(done),
        Err(BillingError::Refused(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// Documents and allocations are named by their position, modulo how many there are.
#[derive(Debug, Clone)]
enum Move {
    Invoice { of: usize, cents: i64 },
    Pay { by: usize, cents: i64 },
    Credit { to: usize, cents: i64 },
    Allocate { payment: usize, invoice: usize, cents: i64 },
    AllocateCredit { note: usize, invoice: usize, cents: i64 },
    Reverse { allocation: usize },
    ReverseAsOf { allocation: usize, payment: usize, note: usize },
    WriteOff(usize),
    Void(usize),
    Correct { invoice: usize, cents: i64, apply: bool },
    VoidCredit(usize),
    RolledBackInvoice(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let (who, which, some) = (0_usize..3, 0_usize..30, -5_i64..12_000);
    let one = prop_oneof![
        3 => (who.clone(), 0_i64..20_000).prop_map(|(of, cents)| Move::Invoice { of, cents }),
        3 => (who.clone(), 1_i64..20_000).prop_map(|(by, cents)| Move::Pay { by, cents }),
        2 => (who, 1_i64..20_000).prop_map(|(to, cents)| Move::Credit { to, cents }),
        6 => (which.clone(), which.clone(), some.clone())
            .prop_map(|(payment, invoice, cents)| Move::Allocate { payment, invoice, cents }),
        5 => (which.clone(), which.clone(), some)
            .prop_map(|(note, invoice, cents)| Move::AllocateCredit { note, invoice, cents }),
        3 => which.clone().prop_map(|allocation| Move::Reverse { allocation }),
        2 => (which.clone(), which.clone(), which.clone())
            .prop_map(|(allocation, payment, note)| Move::ReverseAsOf { allocation, payment, note }),
        1 => which.clone().prop_map(Move::WriteOff),
        2 => which.clone().prop_map(Move::Void),
        3 => (which.clone(), 1_i64..15_000, any::<bool>())
            .prop_map(|(invoice, cents, apply)| Move::Correct { invoice, cents, apply }),
        1 => which.prop_map(Move::VoidCredit),
        1 => (1_i64..20_000).prop_map(Move::RolledBackInvoice),
    ];
    prop::collection::vec(one, 1..40)
}

fn pick<T: Copy>(from: &[T], index: usize) -> Option<T> {
    from.get(index % from.len().max(1)).copied()
}

async fn play(moves: Vec<Move>) {
    use payments::ledger::{allocate, reverse};
    let books = Books::new().await;
    // Each with whose it is.
    let (mut invoices, mut payments, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    let mut allocations: Vec<(Source, AllocationId)> = Vec::new();
    for step in moves {
        match step {
            Move::Invoice { of, cents } => invoices.push((of, books.invoice(of, cents).await)),
            Move::Pay { by, cents } => payments.push((by, books.pay(by, cents).await)),
            Move::Credit { to, cents } => notes.push((to, books.credit(to, cents).await)),
            Move::Allocate { payment, invoice, cents } => {
                let (Some(from), Some(to)) = (pick(&payments, payment), pick(&invoices, invoice)) else {
                    continue;
                };
                if let Some(id) = books.make(async |tx| allocate(tx, from.1, to.1, cents).await).await {
                    assert_eq!(from.0, to.0, "one's money in another's invoice");
                    allocations.push((Source::Payment(from.1), id));
                }
            }
            Move::AllocateCredit { note, invoice, cents } => {
                let (Some(from), Some(to)) = (pick(&notes, note), pick(&invoices, invoice)) else { continue };
                if let Some(id) = books.make(async |tx| allocate_credit(tx, from.1, to.1, cents).await).await
                {
                    assert_eq!(from.0, to.0, "one's credit in another's invoice");
                    allocations.push((Source::Credit(from.1), id));
                }
            }
            Move::Reverse { allocation } => match pick(&allocations, allocation) {
                Some((Source::Payment(of), id)) => {
                    books.make(async |tx| reverse(tx, of, id).await).await;
                }
                Some((Source::Credit(of), id)) => {
                    books.make(async |tx| reverse_credit(tx, of, id).await).await;
                }
                None => {}
            },
            Move::ReverseAsOf { allocation, payment, note } => {
                let Some((source, id)) = pick(&allocations, allocation) else { continue };
                if let Some((_, of)) = pick(&payments, payment) {
                    let made = books.make(async |tx| reverse(tx, of, id).await).await;
                    assert!(made.is_none() || source == Source::Payment(of), "of another source");
                }
                if let Some((_, of)) = pick(&notes, note) {
                    let made = books.make(async |tx| reverse_credit(tx, of, id).await).await;
                    assert!(made.is_none() || source == Source::Credit(of), "of another source");
                }
            }
            Move::WriteOff(invoice) => {
                if let Some((_, invoice)) = pick(&invoices, invoice) {
                    books.write_off(invoice).await;
                }
            }
            Move::Void(invoice) => {
                if let Some((_, invoice)) = pick(&invoices, invoice) {
                    books.void(invoice).await;
                }
            }
            Move::Correct { invoice, cents, apply } => {
                if let Some((of, invoice)) = pick(&invoices, invoice)
                    && let Some(note) = books.correct(invoice, cents, apply).await
                {
                    notes.push((of, note));
                }
            }
            Move::VoidCredit(note) => {
                if let Some((_, note)) = pick(&notes, note) {
                    books.void_credit(note).await;
                }
            }
            Move::RolledBackInvoice(cents) => {
                let tx = books.scope.begin().await.expect("begun");
                let customer = books.customers[0].0;
                lock_balance(&tx, customer).await.expect("locked");
                next_number(&tx, DocumentKind::Invoice, books.scope.today()).await.expect("numbered");
                let change = BalanceChange { open: cents, ..BalanceChange::default() };
                change_balance(&tx, customer, change).await.expect("changed");
            }
        }
        books.check().await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn stored_balances_equal_a_recount_after_any_movements(moves in moves()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(play(moves));
    }
}

#[tokio::test]
async fn an_allocation_is_taken_back_once() {
    let books = Books::new().await;
    let (invoice, payment) = (books.invoice(0, 50_00).await, books.pay(0, 80_00).await);
    let tx = books.scope.begin().await.expect("begun");
    let allocation = payments::ledger::allocate(&tx, payment, invoice, 50_00).await.expect("allocated");
    payments::ledger::reverse(&tx, payment, allocation).await.expect("taken back");
    let again = payments::ledger::reverse(&tx, payment, allocation).await;
    assert!(matches!(again, Err(LedgerError::Conflict)), "{again:?}");
}

#[tokio::test]
async fn credits_are_used_up_and_can_be_used_again() {
    use CreditNoteStatus::{Applied, Issued, PartiallyApplied};
    let books = Books::new().await;
    let (first, second) = (books.credit(0, 15_00).await, books.credit(0, 60_00).await);
    let invoice = books.invoice(0, 50_00).await;
    let tx = books.scope.begin().await.expect("begun");
    allocate_credit(&tx, first, invoice, 15_00).await.expect("allocated");
    let too_much = allocate_credit(&tx, second, invoice, 35_01).await;
    assert!(matches!(too_much, Err(LedgerError::Conflict)), "{too_much:?}");
    let allocation = allocate_credit(&tx, second, invoice, 35_00).await.expect("allocated");
    tx.commit().await.expect("committed");
    let states = async || -> Vec<_> {
        let mut notes = books.all::<credit_note::Entity>().await;
        // Ids of the same millisecond are in no order.
        notes.sort_by_key(|note| note.total_minor);
        notes.iter().map(|note| (note.total_minor, note.status, note.version)).collect()
    };
    assert_eq!(states().await, [(15_00, Applied, 2), (60_00, PartiallyApplied, 2)]);
    assert_eq!(books.all::<invoice::Entity>().await[0].status, InvoiceStatus::Paid);
    let tx = books.scope.begin().await.expect("begun");
    let of_another = reverse_credit(&tx, first, allocation).await;
    assert!(matches!(of_another, Err(LedgerError::Conflict)), "{of_another:?}");
    reverse_credit(&tx, second, allocation).await.expect("taken back");
    tx.commit().await.expect("committed");
    assert_eq!(states().await, [(15_00, Applied, 2), (60_00, Issued, 3)]);
    assert_eq!(books.all::<invoice::Entity>().await[0].status, InvoiceStatus::Open);
    books.check().await;
}

#[tokio::test]
async fn a_void_credit_pays_nothing() {
    let books = Books::new().await;
    let (note, invoice) = (books.credit(0, 15_00).await, books.invoice(0, 50_00).await);
    let tx = books.scope.begin().await.expect("begun");
    let update = tx.update::<credit_note::Entity>().set(credit_note::Column::Status, CreditNoteStatus::Void);
    assert_eq!(update.run().await.expect("voided"), 1);
    let used = allocate_credit(&tx, note, invoice, 5_00).await;
    assert!(matches!(used, Err(LedgerError::Conflict)), "{used:?}");
}

#[tokio::test]
async fn money_of_another_customer_or_currency_is_refused_as_such() {
    let books = Books::new().await;
    let invoice = books.invoice(0, 50_00).await;
    for other in [1, 2] {
        let (payment, note) = (books.pay(other, 80_00).await, books.credit(other, 80_00).await);
        let tx = books.scope.begin().await.expect("begun");
        let paid = payments::ledger::allocate(&tx, payment, invoice, 10_00).await;
        assert!(matches!(paid, Err(LedgerError::OtherAccount)), "{paid:?}");
        let credited = allocate_credit(&tx, note, invoice, 10_00).await;
        assert!(matches!(credited, Err(LedgerError::OtherAccount)), "{credited:?}");
        tx.commit().await.expect("committed");
        books.check().await;
    }
}
