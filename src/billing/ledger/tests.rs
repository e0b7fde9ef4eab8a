//! The stored sums against a recount, after any sequence of movements.

use std::sync::Arc;

use migrations::{Migrator, MigratorTrait as _};
use proptest::prelude::*;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

use super::*;
use crate::billing::entity::invoice::{self, InvoiceKind, InvoiceStatus};
use crate::billing::entity::invoice_line::LineKind;
use crate::billing::entity::{allocation, customer_balance};
use crate::billing::totals::Liability;
use crate::customers::entity::customer::{self, BillingMode, CustomerKind, CustomerStatus};
use crate::db::{Db, PlatformScope, Reads as _, Scope, TenantRef};
use crate::kernel::actor::Actor;
use crate::kernel::clock::{ManualClock, SharedClock};
use crate::kernel::entropy::{SeededEntropy, SharedEntropy};
use crate::kernel::ids::{AllocationId, InvoiceId, PaymentId};
use crate::kernel::money::Money;
use crate::payments;
use crate::payments::entity::payment::{self, PaymentChannel};
use crate::tenancy::{self, Branding, NewTenant, Settings};

struct Books {
    scope: Scope,
    customer: CustomerId,
    _dir: tempfile::TempDir,
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
            currency: "EUR".parse().expect("known"),
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
            currency: "EUR".parse().expect("known"),
            locale: "de-DE".into(),
            bills_in_portal: true,
        };
        let scope = Scope::new(db, Arc::new(reference), Actor::System, &clock, entropy, "test".into());
        let customer: CustomerId = scope.new_id();
        let tx = scope.begin().await.expect("begun");
        tx.insert(customer::ActiveModel {
            id: Set(customer),
            number: Set("C-1".into()),
            kind: Set(CustomerKind::Residential),
            name: Set("Ada".into()),
            email: Set(None),
            phone: Set(None),
            address: Set(serde_json::json!({})),
            currency: Set("EUR".parse().expect("known")),
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
        tx.commit().await.expect("committed");
        Self { scope, customer, _dir: dir }
    }

    async fn invoice(&self, cents: i64) -> InvoiceId {
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
        let new = NewInvoice {
            customer: self.customer,
            currency: "EUR".parse().expect("known"),
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

    async fn pay(&self, cents: i64) -> PaymentId {
        let tx = self.scope.begin().await.expect("begun");
        let amount = Money::new(cents, "EUR".parse().expect("known"));
        let id = payments::ledger::receive(&tx, self.customer, amount, PaymentChannel::Bank)
            .await
            .expect("received");
        tx.commit().await.expect("committed");
        id
    }

    /// Recounts everything from the rows and compares it with what is stored.
    async fn check(&self) {
        let invoices = self.scope.select::<invoice::Entity>().all().await.expect("read");
        let payments = self.scope.select::<payment::Entity>().all().await.expect("read");
        let live = self
            .scope
            .select::<allocation::Entity>()
            .filter(allocation::Column::ReversedAt.is_null())
            .all()
            .await
            .expect("read");
        for invoice in &invoices {
            let allocated: i64 =
                live.iter().filter(|row| row.invoice_id == invoice.id).map(|row| row.amount_minor).sum();
            assert_eq!(invoice.allocated_minor, allocated);
            assert_eq!(invoice.status == InvoiceStatus::Paid, invoice.total_minor == allocated);
        }
        for payment in &payments {
            let allocated: i64 = live
                .iter()
                .filter(|row| row.payment_id == Some(payment.id))
                .map(|row| row.amount_minor)
                .sum();
            assert_eq!(payment.allocated_minor, allocated);
            assert!(allocated <= payment.amount_minor);
        }
        let open: Vec<_> = invoices.iter().filter(|invoice| invoice.status == InvoiceStatus::Open).collect();
        let stored = self.scope.select::<customer_balance::Entity>().one().await.expect("read");
        let stored = stored.map_or((0, 0, 0), |row| (row.open_minor, row.unapplied_minor, row.open_invoices));
        let recounted = (
            open.iter().map(|invoice| invoice.total_minor - invoice.allocated_minor).sum::<i64>(),
            payments.iter().map(|payment| payment.amount_minor - payment.allocated_minor).sum::<i64>(),
            i32::try_from(open.len()).expect("few"),
        );
        assert_eq!(stored, recounted);
        let mut numbers: Vec<_> = invoices.iter().filter_map(|invoice| invoice.number.clone()).collect();
        numbers.sort();
        let expected: Vec<String> = (1..=invoices.len()).map(|n| format!("INV-2026-{n:06}")).collect();
        assert_eq!(numbers, expected, "gapless");
    }
}

#[derive(Debug, Clone)]
enum Move {
    Invoice(i64),
    Pay(i64),
    Allocate { payment: usize, invoice: usize, cents: i64 },
    Reverse(usize),
    RolledBackInvoice(i64),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        (0_i64..20_000).prop_map(Move::Invoice),
        (1_i64..20_000).prop_map(Move::Pay),
        (0_usize..6, 0_usize..6, -5_i64..12_000).prop_map(|(payment, invoice, cents)| Move::Allocate {
            payment,
            invoice,
            cents
        }),
        (0_usize..6).prop_map(Move::Reverse),
        (1_i64..20_000).prop_map(Move::RolledBackInvoice),
    ];
    prop::collection::vec(one, 1..25)
}

async fn play(moves: Vec<Move>) {
    let books = Books::new().await;
    let (mut invoices, mut payments, mut allocations): (
        Vec<InvoiceId>,
        Vec<PaymentId>,
        Vec<(PaymentId, AllocationId)>,
    ) = Default::default();
    for step in moves {
        match step {
            Move::Invoice(cents) => invoices.push(books.invoice(cents).await),
            Move::Pay(cents) => payments.push(books.pay(cents).await),
            Move::Allocate { payment, invoice, cents } => {
                let (Some(&payment), Some(&invoice)) = (payments.get(payment), invoices.get(invoice)) else {
                    continue;
                };
                let tx = books.scope.begin().await.expect("begun");
                // A refusal leaves nothing behind: the transaction is dropped.
                if let Ok(id) = crate::payments::ledger::allocate(&tx, payment, invoice, cents).await {
                    tx.commit().await.expect("committed");
                    allocations.push((payment, id));
                }
            }
            Move::Reverse(index) => {
                let Some(&(payment, allocation)) = allocations.get(index) else { continue };
                let tx = books.scope.begin().await.expect("begun");
                if crate::payments::ledger::reverse(&tx, payment, allocation).await.is_ok() {
                    tx.commit().await.expect("committed");
                }
            }
            Move::RolledBackInvoice(cents) => {
                let tx = books.scope.begin().await.expect("begun");
                next_number(&tx, crate::billing::entity::document_sequence::DocumentKind::Invoice)
                    .await
                    .expect("numbered");
                change_balance(
                    &tx,
                    books.customer,
                    BalanceChange { open: cents, ..BalanceChange::default() },
                )
                .await
                .expect("changed");
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
    let (invoice, payment) = (books.invoice(50_00).await, books.pay(80_00).await);
    let tx = books.scope.begin().await.expect("begun");
    let allocation = payments::ledger::allocate(&tx, payment, invoice, 50_00).await.expect("allocated");
    payments::ledger::reverse(&tx, payment, allocation).await.expect("taken back");
    let again = payments::ledger::reverse(&tx, payment, allocation).await;
    assert!(matches!(again, Err(LedgerError::Conflict)), "{again:?}");
}
