//! Decisions that meet payments and each other, on PostgreSQL: one of them counts, and the books add up.

use futures_util::future::{BoxFuture, join_all};
use portico::billing::entity::credit_note::CreditReason;
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::{self, CreditPart, CreditTarget, NewCreditNote};
use portico::db::Reads as _;
use portico::kernel::ids::InvoiceId;
use portico::payments::ledger;
use sea_orm::ColumnTrait as _;

use crate::support::app::{Backing, TestApp, on_shared_server, today};
use crate::support::recount::assert_the_books_add_up;

async fn status(t: &TestApp, id: InvoiceId) -> InvoiceStatus {
    let row = t.scope().select::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await;
    row.expect("read").expect("there").status
}

#[test]
fn of_a_void_and_a_payment_one_counts() {
    on_shared_server(Backing::Services, module_path!(), async |t: TestApp| {
        let (mut voided, mut paid) = (0, 0);
        for _ in 0..12 {
            let ada = t.customer().insert().await;
            let bill = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row;
            let payment = t.payment(&ada, 10_00).insert().await.id;
            let void = async { billing::void_invoice(&t.scope(), bill.id, "a mistake", None).await.is_ok() };
            let pay = async {
                let tx = t.scope().begin().await.expect("begun");
                match ledger::allocate(&tx, payment, bill.id, 10_00).await {
                    Ok(_) => tx.commit().await.is_ok(),
                    Err(_) => false,
                }
            };
            let (was_voided, was_paid) = tokio::join!(void, pay);
            assert!(was_voided != was_paid, "voided: {was_voided}, paid: {was_paid}");
            let expected = if was_voided { InvoiceStatus::Void } else { InvoiceStatus::Open };
            assert_eq!(status(&t, bill.id).await, expected);
            voided += i32::from(was_voided);
            paid += i32::from(was_paid);
        }
        assert_eq!(voided + paid, 12);
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn credits_and_payments_at_once_never_exceed_the_invoice() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::credits"), async |t: TestApp| {
        let ada = t.customer().insert().await;
        let bill = t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await.row.id;
        let mut payments = Vec::new();
        for _ in 0..8 {
            payments.push(t.payment(&ada, 50_00).insert().await.id);
        }
        let app = &t;
        let mut attempts: Vec<BoxFuture<'_, bool>> = Vec::new();
        for payment in payments {
            attempts.push(Box::pin(async move {
                let tx = app.scope().begin().await.expect("begun");
                match ledger::allocate(&tx, payment, bill, 50_00).await {
                    Ok(_) => tx.commit().await.is_ok(),
                    Err(_) => false,
                }
            }));
        }
        for _ in 0..8 {
            attempts.push(Box::pin(async move {
                let part = CreditPart::Amount("40".parse().expect("a decimal"));
                let new = NewCreditNote {
                    target: CreditTarget::Invoice(bill, part),
                    reason: CreditReason::Overcharge,
                    remark: None,
                    apply: true,
                };
                billing::issue_credit_note(&app.scope(), new).await.is_ok()
            }));
        }
        let done = join_all(attempts).await.into_iter().filter(|done| *done).count();
        // 119.00 holds two credits of 40.00 at most, and two payments of 50.00.
        assert!((2..=4).contains(&done), "{done}");
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn a_credit_is_not_used_twice_nor_voided_while_it_is_used() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::void"), async |t: TestApp| {
        for _ in 0..8 {
            let ada = t.customer().insert().await;
            t.invoice(&ada).line("Fibre", 100_00).issued(today()).insert().await;
            let note = t.credit_note(&ada, 30_00).insert().await.id;
            let apply = async { billing::apply_credit_note(&t.scope(), note, &[], None).await.is_ok() };
            let again = async { billing::apply_credit_note(&t.scope(), note, &[], None).await.is_ok() };
            let void = async { billing::void_credit_note(&t.scope(), note, "a mistake", None).await.is_ok() };
            let (one, two, three) = tokio::join!(apply, again, void);
            assert_eq!(usize::from(one) + usize::from(two) + usize::from(three), 1, "{one} {two} {three}");
        }
        assert_the_books_add_up(&t.scope()).await;
    });
}

#[test]
fn a_draft_becomes_one_document() {
    on_shared_server(Backing::Services, concat!(module_path!(), "::draft"), async |t: TestApp| {
        let ada = t.customer().insert().await;
        let draft = t.invoice(&ada).line("Fibre", 100_00).insert().await.row.id;
        let app = &t;
        let attempts = (0..6).map(|_| async move {
            let payments = portico::payments::PaymentsOnAccount;
            billing::finalise_draft(&app.scope(), &payments, draft, None).await.is_ok()
        });
        assert_eq!(join_all(attempts).await.into_iter().filter(|done| *done).count(), 1);
        assert_the_books_add_up(&t.scope()).await;
    });
}
