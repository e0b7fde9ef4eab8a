//! Entries balance, whatever their documents are; the tax report is what they add up to.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::accounting::vat::{Report, VatSums};
use crate::kernel::ids::{CustomerId, TypedId as _};

fn movement(kind: MovementKind, amount: i64) -> Movement {
    Movement {
        kind,
        id: Uuid::nil(),
        day: "2026-10-05".parse().expect("a date"),
        at: "2026-10-05T10:00:00Z".parse().expect("an instant"),
        number: "INV-2026-000001".to_owned(),
        source_number: None,
        customer: CustomerId::from_uuid(Uuid::nil()),
        customer_number: "C-1".to_owned(),
        customer_name: "Alice".to_owned(),
        currency: "EUR".parse().expect("a currency"),
        amount,
        invoice: None,
        payment: None,
        credit_note: None,
        channel: Some("CARD".to_owned()),
    }
}

fn tax(jurisdiction: &str, rate_micro: i64) -> TaxKey {
    TaxKey {
        jurisdiction: jurisdiction.to_owned(),
        name: "VAT".to_owned(),
        rate_micro,
        code: "standard".to_owned(),
    }
}

fn told(entry: &JournalEntry) -> Vec<(Account, i64)> {
    entry.lines.iter().map(|line| (line.account.clone(), line.debit - line.credit)).collect()
}

#[test]
fn an_invoice_and_its_credit_note_are_mirror_images_in_part() {
    // 10.00 at 7.25 % + 0.75 % is 0.73 + 0.08 (domain.md §3.2), and 5.00 without tax.
    let parts = Parts {
        revenue: vec![(Some("standard".to_owned()), 10_00), (None, 5_00)],
        taxes: vec![(tax("CA", 72_500), 10_00, 73), (tax("CA-LA", 7_500), 10_00, 8)],
    };
    let invoice = entry(movement(MovementKind::Invoice, 15_81), &parts);
    assert_eq!(
        told(&invoice),
        [
            (Account::Debtors, 15_81),
            (Account::Revenue(Some("standard".to_owned())), -10_00),
            (Account::Revenue(None), -5_00),
            (Account::TaxPayable(tax("CA", 72_500)), -73),
            (Account::TaxPayable(tax("CA-LA", 7_500)), -8),
        ]
    );
    let note = entry(movement(MovementKind::CreditNote, 7_90), &parts.credited(7_50, 40));
    assert_eq!(
        told(&note),
        [
            (Account::CustomerCredit, -7_90),
            (Account::Revenue(Some("standard".to_owned())), 5_00),
            (Account::Revenue(None), 2_50),
            (Account::TaxPayable(tax("CA", 72_500)), 36),
            (Account::TaxPayable(tax("CA-LA", 7_500)), 4),
        ]
    );
    let bases: Vec<i64> = note.lines.iter().filter_map(|line| line.base).collect();
    assert_eq!(bases, [-5_00, -5_00], "half of the base is taken back");
}

#[test]
fn money_goes_to_the_customer_s_credit_and_from_there_to_debtors() {
    let of = |kind| told(&entry(movement(kind, 9_00), &Parts::default()));
    let card = Account::Money(Some("CARD".to_owned()));
    for (kind, debit, credit) in [
        (MovementKind::Payment, card, Account::CustomerCredit),
        (MovementKind::Allocation, Account::CustomerCredit, Account::Debtors),
        (MovementKind::AllocationReversal, Account::Debtors, Account::CustomerCredit),
        (MovementKind::Refund, Account::CustomerCredit, Account::Refunds),
        (MovementKind::Chargeback, Account::CustomerCredit, Account::Chargebacks),
        (MovementKind::RefundReturn, Account::Refunds, Account::CustomerCredit),
        (MovementKind::ChargebackReversal, Account::Chargebacks, Account::CustomerCredit),
        (MovementKind::WriteOff, Account::WriteOffs, Account::Debtors),
        (MovementKind::Recovery, Account::Debtors, Account::Recoveries),
    ] {
        assert_eq!(of(kind), [(debit, 9_00), (credit, -9_00)], "{kind:?}");
    }
}

#[test]
fn a_credit_without_an_invoice_is_revenue_without_tax_and_tax_of_nobody() {
    let note = entry(movement(MovementKind::CreditNote, 11_90), &Parts::default().credited(10_00, 1_90));
    assert_eq!(
        told(&note),
        [
            (Account::CustomerCredit, -11_90),
            (Account::Revenue(None), 10_00),
            (Account::TaxPayable(TaxKey::default()), 1_90),
        ]
    );
}

#[test]
fn what_a_document_does_not_explain_is_in_suspense() {
    let parts = Parts { revenue: vec![(Some("standard".to_owned()), 10_00)], taxes: Vec::new() };
    let broken = entry(movement(MovementKind::Invoice, 10_01), &parts);
    assert_eq!(told(&broken)[2], (Account::Suspense, -1));
    assert!(entry(movement(MovementKind::Invoice, 0), &Parts::default()).lines.is_empty());
}

fn any_parts() -> impl Strategy<Value = Parts> {
    let code = prop::option::of(prop::sample::select(vec!["standard", "reduced"]));
    let revenue = prop::collection::vec((code, -100_000_i64..1_000_000), 0..4);
    let rate = (prop::sample::select(vec!["DE", "AT", "CA"]), 0_i64..250_000);
    let taxes = prop::collection::vec((rate, -100_000_i64..1_000_000, -20_000_i64..200_000), 0..4);
    (revenue, taxes).prop_map(|(revenue, taxes)| Parts {
        revenue: revenue.into_iter().map(|(code, net)| (code.map(str::to_owned), net)).collect(),
        taxes: taxes.into_iter().map(|((of, rate), base, amount)| (tax(of, rate), base, amount)).collect(),
    })
}

proptest! {
    #[test]
    fn debits_are_credits(kind in prop::sample::select(MovementKind::ALL.to_vec()), parts in any_parts(),
                          off in prop::option::of(-9_i64..9), net in 0_i64..500_000, tax in 0_i64..90_000) {
        let credit = matches!(kind, MovementKind::CreditNote | MovementKind::CreditNoteVoid);
        let parts = if credit { parts.credited(net, tax) } else { parts };
        let total: i64 = parts.revenue.iter().map(|(_, net)| net).sum::<i64>()
            + parts.taxes.iter().map(|(_, _, amount)| amount).sum::<i64>();
        if credit {
            prop_assert_eq!(total, net + tax, "the shares of a credit add up");
        }
        let entry = entry(movement(kind, total + off.unwrap_or_default()), &parts);
        let sum = |side: fn(&JournalLine) -> i64| entry.lines.iter().map(side).sum::<i64>();
        prop_assert_eq!(sum(|line| line.debit), sum(|line| line.credit));
        prop_assert!(entry.lines.iter().all(|line| line.debit >= 0 && line.credit >= 0));
        prop_assert!(entry.lines.iter().all(|line| line.debit == 0 || line.credit == 0));
        let of_document = matches!(kind, MovementKind::Invoice | MovementKind::InvoiceVoid | MovementKind::CreditNote
            | MovementKind::CreditNoteVoid);
        let suspense = entry.lines.iter().any(|line| line.account == Account::Suspense);
        prop_assert_eq!(suspense, of_document && off.unwrap_or_default() != 0);
    }

    #[test]
    fn the_tax_report_is_the_sum_of_the_documents(documents in prop::collection::vec(any_parts(), 0..8),
                                                  credit in (0_i64..5_000, 0_i64..900)) {
        let mut report = Report::default();
        let (mut charged, mut credited) = (0, 0);
        for (number, parts) in documents.iter().enumerate() {
            report.add(&entry(movement(MovementKind::Invoice, 0), parts));
            let tax: i64 = parts.taxes.iter().map(|(_, _, amount)| amount).sum();
            match number % 3 {
                0 => report.add(&entry(movement(MovementKind::InvoiceVoid, 0), parts)),
                1 => {
                    report.add(&entry(movement(MovementKind::CreditNote, 0), &parts.credited(credit.0, credit.1)));
                    (charged, credited) = (charged + tax, credited + credit.1);
                }
                _ => charged += tax,
            }
        }
        let sums = report.rows().iter().fold(VatSums::default(), |sums, row| VatSums {
            charged_tax: sums.charged_tax + row.sums.charged_tax,
            credited_tax: sums.credited_tax + row.sums.credited_tax,
            ..sums
        });
        prop_assert_eq!((sums.charged_tax, sums.credited_tax), (charged, credited));
        prop_assert_eq!(sums.tax(), charged - credited);
    }
}
