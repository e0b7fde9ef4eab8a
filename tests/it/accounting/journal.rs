//! The journal balances, and its accounts are what the ledger says; the tax report is what the documents charged.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use portico::accounting::accounts::{Account, AccountRole};
use portico::accounting::movement::MovementKey;
use portico::accounting::{JournalEntry, Period, count_journal, journal, journal_csv, vat_csv, vat_report};
use portico::billing::entity::invoice::{self, InvoiceStatus};
use portico::billing::entity::{credit_note, customer_balance, invoice_line_tax};
use portico::db::{Reads as _, Scope};
use portico::kernel::page::{Direction, PageRequest};
use portico::tenancy::AccountingSettings;

use super::history::Historian;
use crate::support::app::TestApp;
use crate::support::recount::ledger_check_is_empty;

async fn all(scope: &Scope, period: Period) -> Vec<JournalEntry> {
    let (mut all, mut after): (Vec<JournalEntry>, Option<MovementKey>) = (Vec::new(), None);
    loop {
        let request = PageRequest { size: 7, direction: Direction::Forward, after, before: None };
        let page = journal(scope, period, &request).await.expect("read");
        after = page.rows.last().map(|entry| entry.movement.key());
        all.extend(page.rows);
        if !page.has_next {
            return all;
        }
    }
}

fn period(text: &str) -> Period {
    text.parse().expect("a period")
}

fn csv(text: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(text).expect("UTF-8");
    // The values of these tests need no quotes.
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

both!(the_books_of_a_history_balance_and_tie_to_the_ledger, |_| {}, async |t: TestApp| {
    let years = ["2026", "2027", "2028"];
    for seed in 10..12 {
        let t = t.tenant().await;
        let mut historian = Historian::new(&t, seed).await;
        historian.live(60).await;
        ledger_check_is_empty(&t).await;
        let scope = t.scope();
        let mut entries = Vec::new();
        for year in years {
            let of_year = all(&scope, period(year)).await;
            let months = (1..=12).map(|month| format!("{year}-{month:02}"));
            let mut by_month = Vec::new();
            for month in months {
                let of_month = all(&scope, period(&month)).await;
                let count = count_journal(&scope, period(&month)).await.expect("counted");
                assert_eq!(count, of_month.len() as u64);
                assert!(of_month.iter().all(|entry| entry.movement.day.to_string().starts_with(&month)));
                by_month.extend(of_month);
            }
            assert_eq!(by_month, of_year, "months are the year");
            entries.extend(of_year);
        }
        assert!(entries.len() >= 25, "{}", entries.len());
        let mut accounts: BTreeMap<AccountRole, i64> = BTreeMap::new();
        for entry in &entries {
            let sides =
                entry.lines.iter().fold((0, 0), |sum, line| (sum.0 + line.debit, sum.1 + line.credit));
            assert_eq!(sides.0, sides.1, "{entry:?}");
            for line in &entry.lines {
                *accounts.entry(line.account.role()).or_default() += line.debit - line.credit;
            }
        }
        let balances = scope.select::<customer_balance::Entity>().all().await.expect("read");
        let of = |role| accounts.get(&role).copied().unwrap_or_default();
        assert_eq!(of(AccountRole::Debtors), balances.iter().map(|row| row.open_minor).sum::<i64>());
        assert_eq!(
            of(AccountRole::CustomerCredit),
            -balances.iter().map(|row| row.unapplied_minor).sum::<i64>()
        );
        assert_eq!(of(AccountRole::Suspense), 0);
        assert_tax_ties(&scope, &years, of(AccountRole::TaxPayable)).await;
        assert_files_tell_the_same(&scope, &entries).await;
    }
});

/// The tax report over all years is Σ tax lines − credit notes, and what the journal owes.
async fn assert_tax_ties(scope: &Scope, years: &[&str], payable: i64) {
    let (mut reported, mut months) = (0, 0);
    for year in years {
        reported += vat_report(scope, period(year))
            .await
            .expect("read")
            .iter()
            .map(|row| row.sums.tax())
            .sum::<i64>();
        for month in 1..=12 {
            let rows = vat_report(scope, period(&format!("{year}-{month:02}"))).await.expect("read");
            months += rows.iter().map(|row| row.sums.tax()).sum::<i64>();
        }
    }
    let invoices = scope.select::<invoice::Entity>().all().await.expect("read");
    let taxes = scope.select::<invoice_line_tax::Entity>().all().await.expect("read");
    let notes = scope.select::<credit_note::Entity>().all().await.expect("read");
    let charged = |tax: &&invoice_line_tax::Model| {
        invoices.iter().any(|row| row.id == tax.invoice_id && row.status != InvoiceStatus::Void)
    };
    let charged: i64 = taxes.iter().filter(charged).map(|tax| tax.amount_minor).sum();
    let credited: i64 = notes.iter().map(|note| note.tax_minor).sum();
    assert_eq!((reported, months, -payable), (charged - credited, charged - credited, charged - credited));
}

async fn assert_files_tell_the_same(scope: &Scope, entries: &[JournalEntry]) {
    let (mut lines, mut written) = (Vec::new(), 0);
    for year in ["2026", "2027", "2028"] {
        let mut file = Vec::new();
        written += journal_csv(scope, &AccountingSettings::default(), period(year), &mut file)
            .await
            .expect("written");
        lines.extend(csv(&file).split_off(1));
    }
    assert_eq!(written, entries.len() as u64);
    assert_eq!(lines.len(), entries.iter().map(|entry| entry.lines.len()).sum::<usize>());
    let sum = |column: usize| {
        let cells = lines.iter().map(|line| &line[column]).filter(|cell| !cell.is_empty());
        cells
            .map(|cell| cell.parse::<rust_decimal::Decimal>().expect("a number"))
            .sum::<rust_decimal::Decimal>()
    };
    assert_eq!(sum(13), sum(14), "debit is credit");
    let debits: i64 = entries.iter().flat_map(|entry| &entry.lines).map(|line| line.debit).sum();
    assert_eq!(sum(13), rust_decimal::Decimal::new(debits, 2));
}

both!(the_file_of_a_tax_report_has_a_row_a_rate, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let today = crate::support::app::today();
    let bill = t.invoice(&customer).line("Fibre", 100_00).issued(today).insert().await;
    t.invoice(&customer).line("Wrong", 50_00).issued(today).voided().insert().await;
    t.credit_note(&customer, 11_90)
        .correcting(bill.row.id, credit_note::CreditReason::Overcharge)
        .taxed(1_90)
        .insert()
        .await;
    let mut file = Vec::new();
    let month = format!("{}-{:02}", today.year(), today.month());
    assert_eq!(vat_csv(&t.scope(), period(&month), &mut file).await.expect("written"), 1);
    let rows = csv(&file);
    assert_eq!(
        rows[0][5..],
        ["charged_base", "charged_tax", "credited_base", "credited_tax", "base", "tax_due"]
    );
    let code = t.vat().code.clone();
    assert_eq!(rows[1][..5], ["DE", "VAT", &code, "0.19", "EUR"]);
    assert_eq!(rows[1][5..], ["100.00", "19.00", "10.00", "1.90", "90.00", "17.10"]);
    let entries = all(&t.scope(), period(&month)).await;
    let mut taxes: Vec<_> =
        entries.iter().flat_map(|entry| &entry.lines).filter_map(|line| line.base).collect();
    taxes.sort_unstable();
    assert_eq!(taxes, [-50_00, -10_00, 50_00, 100_00]);
    let revenue =
        |line: &&portico::accounting::journal::JournalLine| matches!(line.account, Account::Revenue(_));
    let codes: Vec<_> = entries.iter().flat_map(|entry| &entry.lines).filter(revenue).collect();
    assert!(!codes.is_empty());
    assert!(codes.into_iter().all(|line| line.account == Account::Revenue(Some(code.clone()))));
});

both!(a_page_of_the_journal_costs_the_same_for_one_and_for_many, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let today = crate::support::app::today();
    for _ in 0..12 {
        let bill = t.invoice(&customer).line("Fibre", 10_00).issued(today).insert().await;
        t.credit_note(&customer, 1_00)
            .correcting(bill.row.id, credit_note::CreditReason::Goodwill)
            .allocate(bill.row.id, 1_00)
            .insert()
            .await;
    }
    let mut counts = Vec::new();
    for size in [24, 100] {
        let scope = t.scope();
        let request = PageRequest { size, direction: Direction::Forward, after: None, before: None };
        journal(&scope, period("2026-11"), &request).await.expect("read");
        counts.push(scope.statements());
    }
    assert_eq!(counts, [4, 4], "movements, revenue, taxes, credits");
});
