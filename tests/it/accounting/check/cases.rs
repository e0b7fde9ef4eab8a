//! The corruptions, each with the findings it must give.

use portico::accounting::LedgerCheck::{
    self, AllocationParties, CreditAllocated, CreditStatus, CreditsOfInvoice, Currency, CustomerBalance,
    InvoiceAllocated, InvoiceStatus, InvoiceTotals, InvoiceWriteOffs, LineNet, OutageCredits,
    PaymentAllocated, PaymentReturns, PaymentStatus, PeriodBilledOnce, Sequence, Statement, TaxBase,
    TaxOfRate, TaxShare,
};
use uuid::Uuid;

use super::Books;

/// A finding that must be there: check, subject, fact, expected, found.
pub(super) type Told = (LedgerCheck, String, &'static str, String, String);

/// A corruption, one finding that tells of it in full, and the other checks that see it too.
pub(super) struct Case {
    pub(super) sql: String,
    pub(super) told: Told,
    pub(super) too: &'static [LedgerCheck],
}

fn case(
    sql: String,
    (check, subject, fact, expected, found): (
        LedgerCheck,
        &dyn ToString,
        &'static str,
        &dyn ToString,
        &dyn ToString,
    ),
    too: &'static [LedgerCheck],
) -> Case {
    Case { sql, told: (check, subject.to_string(), fact, expected.to_string(), found.to_string()), too }
}

pub(super) fn lines_and_taxes(b: &Books) -> Vec<Case> {
    let (first, second) = (b.open.lines[0].id, b.open.lines[1].id);
    let (l1, l2) = (b.line(0), b.line(1));
    let invoice = b.open.row.id;
    let total = b.open.row.total_minor;
    let set = |column: &str, id: &str| format!("UPDATE invoice_line SET {column} WHERE id = {id}");
    let tax = |change: &str, id: &str| format!("UPDATE invoice_line_tax SET {change} WHERE line_id = {id}");
    let of = |change: &str| format!("UPDATE invoice SET {change} WHERE id = {}", b.lit(invoice.0));
    vec![
        case(
            set("net_minor = net_minor + 1", &l1),
            (LineNet, &first, "net", &100_00, &100_01),
            &[TaxBase, InvoiceTotals],
        ),
        case(set("quantity_micro = 1500000", &l1), (LineNet, &first, "net", &150_00, &100_00), &[]),
        case(set("unit_price_minor = -1", &l2), (LineNet, &second, "net", &-1, &5_00), &[]),
        case(
            tax("base_minor = base_minor + 100", &l1),
            (TaxBase, &first, "base of VAT", &100_00, &101_00),
            &[TaxOfRate, TaxShare],
        ),
        case(
            tax("amount_minor = amount_minor + 1", &l1),
            (TaxOfRate, &invoice, "VAT", &18_05, &18_06),
            &[TaxShare, InvoiceTotals],
        ),
        case(
            format!(
                "{}; {}",
                tax("amount_minor = amount_minor + 2", &l1),
                tax("amount_minor = amount_minor - 2", &l2)
            ),
            (TaxShare, &second, "VAT", &"500 x 190000 / 1000000", &93),
            &[],
        ),
        case(
            tax(&format!("invoice_id = {}", b.lit(b.bobs.row.id.0)), &l1),
            (
                TaxBase,
                &first,
                "invoice of VAT",
                &b.open.row.number.clone().expect("numbered"),
                &b.bobs.row.number.clone().expect("numbered"),
            ),
            &[InvoiceTotals],
        ),
        case(
            of("subtotal_minor = subtotal_minor + 1, tax_minor = tax_minor - 1"),
            (InvoiceTotals, &invoice, "subtotal", &95_00, &95_01),
            &[],
        ),
        case(
            of("total_minor = total_minor + 1"),
            (InvoiceTotals, &invoice, "total", &total, &(total + 1)),
            &[CustomerBalance, Statement],
        ),
    ]
}

pub(super) fn documents(b: &Books) -> Vec<Case> {
    let (open, paid, void) = (b.open.row.id, b.paid.row.id, b.void.row.id);
    let again = b.open.lines[0].id.max(b.paid.lines[0].id);
    let of = |change: &str, id: Uuid| format!("UPDATE invoice SET {change} WHERE id = {}", b.lit(id));
    vec![
        case(
            of("allocated_minor = allocated_minor + 1", open.0),
            (InvoiceAllocated, &open, "allocated", &22_00, &22_01),
            &[],
        ),
        case(
            of("allocated_minor = -1", void.0),
            (InvoiceAllocated, &void, "allocated at least", &0, &-1),
            &[],
        ),
        case(
            of("status = 'PAID'", open.0),
            (InvoiceStatus, &open, "status", &"OPEN", &"PAID"),
            &[CustomerBalance],
        ),
        case(
            of("status = 'OPEN'", paid.0),
            (InvoiceStatus, &paid, "status", &"PAID", &"OPEN"),
            &[CustomerBalance],
        ),
        case(of("voided_at = NULL", void.0), (InvoiceStatus, &void, "voided at", &"a time", &"nothing"), &[]),
        case(of("due_date = NULL", open.0), (InvoiceStatus, &open, "number and dates", &"all", &"some"), &[]),
        case(
            format!("UPDATE allocation SET invoice_id = {} WHERE id = {}", b.lit(void.0), b.lit(b.used.id.0)),
            (InvoiceStatus, &void, "allocations of a void invoice", &0, &1),
            &[InvoiceAllocated, CustomerBalance],
        ),
        case(
            format!(
                "UPDATE invoice_line SET subscription_id = {}, service_start = '2026-11-01' WHERE id IN ({}, {})",
                b.lit(b.service.id.0),
                b.line(0),
                b.lit(b.paid.lines[0].id.0)
            ),
            (PeriodBilledOnce, &again, "recurring from 2026-11-01", &1, &2),
            &[],
        ),
        case(of("currency = 'USD'", open.0), (Currency, &open, "currency", &"EUR", &"USD"), &[]),
    ]
}

pub(super) fn money(b: &Books) -> Vec<Case> {
    let (payment, note, used) = (b.payment.id, b.note.id, b.used.id);
    let paid = |change: &str| format!("UPDATE payment SET {change} WHERE id = {}", b.lit(payment.0));
    let credit = |change: &str| format!("UPDATE credit_note SET {change} WHERE id = {}", b.lit(note.0));
    let use_of = |change: &str| format!("UPDATE allocation SET {change} WHERE id = {}", b.lit(used.0));
    let total = b.open.row.total_minor;
    vec![
        case(
            paid("allocated_minor = allocated_minor + 1"),
            (PaymentAllocated, &payment, "allocated", &20_00, &20_01),
            &[],
        ),
        case(
            paid("refunded_minor = 1500, status = 'PARTIALLY_REFUNDED'"),
            (PaymentAllocated, &payment, "allocated at most", &15_00, &20_00),
            &[PaymentReturns, CustomerBalance],
        ),
        case(
            paid("refunded_minor = 500"),
            (PaymentStatus, &payment, "status", &"fits 3000 with 500 refunded, 0 charged back", &"SUCCEEDED"),
            &[PaymentReturns, CustomerBalance],
        ),
        case(
            paid("status = 'FAILED'"),
            (AllocationParties, &used, "source", &"has come in", &"FAILED"),
            &[PaymentStatus, CustomerBalance, Statement],
        ),
        case(
            paid("receipt_number = NULL"),
            (PaymentStatus, &payment, "receipt", &"a number", &"nothing"),
            &[Sequence],
        ),
        case(paid("currency = 'JPY'"), (Currency, &payment, "currency", &"EUR", &"JPY"), &[]),
        case(
            credit("allocated_minor = allocated_minor - 1"),
            (CreditAllocated, &note, "allocated", &2_00, &1_99),
            &[],
        ),
        case(
            credit("status = 'APPLIED'"),
            (CreditStatus, &note, "status", &"PARTIALLY_APPLIED", &"APPLIED"),
            &[],
        ),
        case(
            credit("net_minor = 50000, total_minor = 50000"),
            (CreditsOfInvoice, &b.open.row.id, "credited at most", &total, &500_00),
            &[CustomerBalance, Statement, OutageCredits],
        ),
        case(credit("tax_minor = 1"), (CreditStatus, &note, "total", &5_01, &5_00), &[]),
        case(
            use_of("amount_minor = amount_minor + 1"),
            (CustomerBalance, &b.alice.id, "open", &(total - 22_01 + 71_40), &(total - 22_00 + 71_40)),
            &[InvoiceAllocated, PaymentAllocated],
        ),
        case(
            use_of("amount_minor = -2000"),
            (AllocationParties, &used, "amount above", &0, &-20_00),
            &[InvoiceAllocated, PaymentAllocated, CustomerBalance],
        ),
        case(
            use_of(&format!("customer_id = {}", b.lit(b.bob.id.0))),
            (AllocationParties, &used, "customer", &"one", &"invoice: another, source: another"),
            &[],
        ),
        case(
            use_of(&format!("invoice_id = {}", b.lit(b.bobs.row.id.0))),
            (AllocationParties, &used, "customer", &"one", &"invoice: another, source: another"),
            &[InvoiceAllocated, CustomerBalance],
        ),
        case(
            use_of("payment_id = NULL"),
            (AllocationParties, &used, "sources", &1, &0),
            &[PaymentAllocated, CustomerBalance],
        ),
        case(
            use_of("reversed_at = '2020-01-01 00:00:00+00:00'"),
            (AllocationParties, &used, "reversed at", &"not before it was made", &"earlier"),
            &[InvoiceAllocated, PaymentAllocated, CustomerBalance],
        ),
    ]
}

/// What goes back of payments and is given up of invoices, booked or not.
pub(super) fn taken_back(b: &Books) -> Vec<Case> {
    let (payment, open) = (b.payment.id, b.open.row.id);
    let owed = b.open.row.total_minor - 22_00;
    let insert = |table: &str, id: u128, columns: &str, values: &str| {
        let (id, tenant) = (b.lit(Uuid::from_u128(id)), b.lit(b.alice.tenant_id.0));
        let alice = b.lit(b.alice.id.0);
        format!(
            "INSERT INTO {table} (id, tenant_id, customer_id, currency, amount_minor, {columns})
             VALUES ({id}, {tenant}, {alice}, 'EUR', {values})"
        )
    };
    let (of_payment, of_invoice) = (b.lit(payment.0), b.lit(open.0));
    let at = "'2026-11-20 00:00:00+00:00'";
    let booked = |id, kind: &str| {
        insert("payment_return", id, "payment_id, kind, at", &format!("5, {of_payment}, '{kind}', {at}"))
    };
    let refund = insert(
        "payment_refund",
        3,
        "payment_id, status, reason, checks, created_at",
        &format!("5, {of_payment}, 'SUCCEEDED', 'r', 0, {at}"),
    );
    let dispute = insert(
        "payment_dispute",
        4,
        "payment_id, status, gateway_ref, claimed_minor, restored_minor, opened_at",
        &format!("7, {of_payment}, 'WON', 'dp', 7, 1, {at}"),
    );
    let given_up = insert("write_off", 5, "invoice_id, at", &format!("3, {of_invoice}, {at}"));
    let status = format!("UPDATE invoice SET status = 'UNCOLLECTIBLE' WHERE id = {of_invoice}");
    vec![
        case(booked(1, "REFUND"), (PaymentReturns, &payment, "refunded", &5, &0), &[Statement]),
        case(booked(2, "CHARGEBACK"), (PaymentReturns, &payment, "charged back", &5, &0), &[Statement]),
        case(refund, (PaymentReturns, &payment, "booked of a refund", &5, &0), &[]),
        case(dispute, (PaymentReturns, &payment, "booked of a dispute", &6, &0), &[]),
        case(given_up, (InvoiceWriteOffs, &open, "written off", &0, &3), &[Statement]),
        case(status, (InvoiceWriteOffs, &open, "written off", &owed, &0), &[CustomerBalance]),
    ]
}

/// What is given back for outages, and what it is counted from.
pub(super) fn outages(b: &Books) -> Vec<Case> {
    let (credit, note, line) = (b.outage.id, b.note.id, b.open.lines[0].id);
    let of = |change: &str| format!("UPDATE outage_credit SET {change} WHERE id = {}", b.lit(credit.0));
    let parties = || {
        let (whole, others) = (&"customer, invoice and service of the line", &"others");
        (OutageCredits, &credit as &dyn ToString, "parties", whole as &dyn ToString, others as &dyn ToString)
    };
    let note_is = |change: &str| format!("UPDATE credit_note SET {change} WHERE id = {}", b.lit(note.0));
    vec![
        case(
            of("amount_minor = amount_minor - 1"),
            (OutageCredits, &note, "net of its outages", &4_99, &5_00),
            &[],
        ),
        case(of("amount_minor = 0"), (OutageCredits, &credit, "credit note", &"none", &"one"), &[]),
        case(of("credit_note_id = NULL"), (OutageCredits, &credit, "credit note", &"one", &"none"), &[]),
        case(of("minutes = 1080"), (OutageCredits, &credit, "worth at most", &2_50, &5_00), &[]),
        case(
            of("price_minor = 400"),
            (OutageCredits, &line, "given back for outages at most", &4_00, &5_00),
            &[],
        ),
        case(of(&format!("customer_id = {}", b.lit(b.bob.id.0))), parties(), &[]),
        case(of(&format!("invoice_line_id = {}", b.lit(b.paid.lines[0].id.0))), parties(), &[]),
        case(
            note_is("reason = 'GOODWILL'"),
            (OutageCredits, &credit, "reason", &"SERVICE_OUTAGE", &"GOODWILL"),
            &[],
        ),
        case(of("currency = 'USD'"), (Currency, &credit, "currency", &"EUR", &"USD"), &[]),
    ]
}

pub(super) fn sums_and_numbers(b: &Books) -> Vec<Case> {
    let alice = b.alice.id;
    let tenant = b.lit(b.alice.tenant_id.0);
    let owed = b.open.row.total_minor - 22_00 + 71_40;
    let balance =
        |change: &str| format!("UPDATE customer_balance SET {change} WHERE customer_id = {}", b.lit(alice.0));
    let next = |change: &str| {
        format!("UPDATE document_sequence SET {change} WHERE tenant_id = {tenant} AND kind = 'INVOICE'")
    };
    let number = |number: &str| {
        format!("UPDATE invoice SET number = '{number}' WHERE id = {}", b.lit(b.void.row.id.0))
    };
    vec![
        case(
            balance("open_minor = open_minor + 1"),
            (CustomerBalance, &alice, "open", &owed, &(owed + 1)),
            &[Statement],
        ),
        case(
            balance("unapplied_minor = unapplied_minor + 1"),
            (Statement, &alice, "balance", &(owed - 13_00), &(owed - 13_01)),
            &[CustomerBalance],
        ),
        case(balance("open_invoices = 7"), (CustomerBalance, &alice, "open invoices", &2, &7), &[]),
        case(
            format!("DELETE FROM customer_balance WHERE customer_id = {}", b.lit(alice.0)),
            (CustomerBalance, &alice, "unapplied", &13_00, &0),
            &[Statement],
        ),
        case(next("next = next + 1"), (Sequence, &"INVOICE", "next number", &6, &7), &[]),
        case(
            format!("DELETE FROM document_sequence WHERE tenant_id = {tenant} AND kind = 'RECEIPT'"),
            (Sequence, &"RECEIPT", "next number", &4, &"nothing"),
            &[],
        ),
        case(number("INV-2026-000009"), (Sequence, &"INVOICE", "number", &2, &3), &[]),
        case(number("INV-2025-000001"), (Sequence, &"INVOICE", "repeated number", &2, &1), &[]),
        case(number("imported"), (Sequence, &"INVOICE", "number", &2, &3), &[]),
    ]
}
