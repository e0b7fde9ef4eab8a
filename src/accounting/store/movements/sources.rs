//! Where the movements of each kind come from.
//!
//! A row is a movement on the day it was written and is never changed for a later one: what undoes it is a movement of its
//! own. So a period that is closed stays as it is.
//!
//! To book something new, add its kind to [`MovementKind`] and its source here; statement, journal and tax report, and
//! the check that they end with the stored balances, follow.

use crate::accounting::movement::MovementKind;

/// What dates the rows of a source.
pub(super) enum Dated {
    /// A business date.
    Date(&'static str),
    /// An instant.
    Instant(&'static str),
}

/// Where the movements of a kind come from; `x` is the row, `k` its customer.
pub(super) struct Source {
    pub(super) from: &'static str,
    pub(super) which: &'static str,
    pub(super) dated: Dated,
    /// When it was written.
    pub(super) at: &'static str,
    pub(super) number: &'static str,
    pub(super) of_number: &'static str,
    pub(super) amount: &'static str,
    pub(super) invoice: &'static str,
    pub(super) payment: &'static str,
    pub(super) credit_note: &'static str,
    pub(super) channel: &'static str,
}

/// No id.
pub(super) const NO_ID: &str = "NULL";
const NO_TEXT: &str = "NULL";
const RECEIVED: &str = "x.status IN ('SUCCEEDED', 'PARTIALLY_REFUNDED', 'REFUNDED', 'CHARGED_BACK')";

const INVOICE: Source = Source {
    from: "invoice x",
    which: "x.status <> 'DRAFT'",
    dated: Dated::Date("x.issue_date"),
    at: "x.finalized_at",
    number: "x.number",
    of_number: NO_TEXT,
    amount: "x.total_minor",
    invoice: "x.id",
    payment: NO_ID,
    credit_note: NO_ID,
    channel: NO_TEXT,
};

const CREDIT_NOTE: Source = Source {
    from: "credit_note x",
    which: "x.total_minor > 0",
    dated: Dated::Instant("x.issued_at"),
    at: "x.issued_at",
    number: "x.number",
    of_number: NO_TEXT,
    amount: "x.total_minor",
    invoice: "x.invoice_id",
    payment: NO_ID,
    credit_note: "x.id",
    channel: NO_TEXT,
};

const PAYMENT: Source = Source {
    from: "payment x",
    which: RECEIVED,
    dated: Dated::Instant("x.received_at"),
    at: "x.received_at",
    number: "x.number",
    of_number: NO_TEXT,
    amount: "x.amount_minor",
    invoice: NO_ID,
    payment: "x.id",
    credit_note: NO_ID,
    channel: "x.channel",
};

const ALLOCATION: Source = Source {
    from: "allocation x
           JOIN invoice i ON i.tenant_id = x.tenant_id AND i.id = x.invoice_id
           LEFT JOIN payment p ON p.tenant_id = x.tenant_id AND p.id = x.payment_id
           LEFT JOIN credit_note c ON c.tenant_id = x.tenant_id AND c.id = x.credit_note_id",
    which: "i.status <> 'DRAFT'",
    dated: Dated::Instant("x.at"),
    at: "x.at",
    number: "i.number",
    of_number: "coalesce(p.number, c.number)",
    amount: "x.amount_minor",
    invoice: "x.invoice_id",
    payment: "x.payment_id",
    credit_note: "x.credit_note_id",
    channel: "p.channel",
};

/// What goes back of payments, and comes again.
const RETURN: Source = Source {
    from: "payment_return x
           JOIN payment p ON p.tenant_id = x.tenant_id AND p.id = x.payment_id",
    which: "x.kind = 'REFUND' AND x.amount_minor > 0",
    dated: Dated::Instant("x.at"),
    at: "x.at",
    number: "p.number",
    of_number: NO_TEXT,
    amount: "x.amount_minor",
    invoice: NO_ID,
    payment: "x.payment_id",
    credit_note: NO_ID,
    channel: "p.channel",
};

/// What is given up of invoices, and comes in after all.
const WRITE_OFF: Source = Source {
    from: "write_off x
           JOIN invoice i ON i.tenant_id = x.tenant_id AND i.id = x.invoice_id",
    which: "x.amount_minor > 0",
    dated: Dated::Instant("x.at"),
    at: "x.at",
    number: "i.number",
    of_number: NO_TEXT,
    amount: "x.amount_minor",
    invoice: "x.invoice_id",
    payment: NO_ID,
    credit_note: NO_ID,
    channel: NO_TEXT,
};

/// Where the movements of a kind come from.
pub(super) fn source(kind: MovementKind) -> Source {
    match kind {
        MovementKind::Invoice => INVOICE,
        MovementKind::InvoiceVoid => Source {
            which: "x.status = 'VOID'",
            dated: Dated::Instant("x.voided_at"),
            at: "x.voided_at",
            ..INVOICE
        },
        MovementKind::WriteOff => WRITE_OFF,
        MovementKind::Recovery => {
            Source { which: "x.amount_minor < 0", amount: "-x.amount_minor", ..WRITE_OFF }
        }
        MovementKind::CreditNote => CREDIT_NOTE,
        MovementKind::CreditNoteVoid => Source {
            which: "x.total_minor > 0 AND x.status = 'VOID'",
            dated: Dated::Instant("coalesce(x.voided_at, x.issued_at)"),
            at: "coalesce(x.voided_at, x.issued_at)",
            ..CREDIT_NOTE
        },
        MovementKind::Payment => PAYMENT,
        MovementKind::Refund => RETURN,
        MovementKind::RefundReturn => {
            Source { which: "x.kind = 'REFUND' AND x.amount_minor < 0", amount: "-x.amount_minor", ..RETURN }
        }
        MovementKind::Chargeback => {
            Source { which: "x.kind = 'CHARGEBACK' AND x.amount_minor > 0", ..RETURN }
        }
        MovementKind::ChargebackReversal => Source {
            which: "x.kind = 'CHARGEBACK' AND x.amount_minor < 0",
            amount: "-x.amount_minor",
            ..RETURN
        },
        MovementKind::Allocation => ALLOCATION,
        MovementKind::AllocationReversal => Source {
            which: "x.reversed_at IS NOT NULL AND i.status <> 'DRAFT'",
            dated: Dated::Instant("x.reversed_at"),
            at: "x.reversed_at",
            ..ALLOCATION
        },
    }
}

impl Dated {
    pub(super) fn column(&self) -> &'static str {
        match self {
            Self::Date(column) | Self::Instant(column) => column,
        }
    }
}

/// The effects of everything on everybody's balances, for the check: a statement of customers and sums.
pub(in crate::accounting) fn effects_by_customer() -> String {
    let parts: Vec<String> = MovementKind::ALL
        .iter()
        .filter(|kind| kind.effect() != 0)
        .map(|kind| {
            let Source { from, which, amount, .. } = source(*kind);
            let effect = kind.effect();
            format!("SELECT x.customer_id, {effect} * ({amount}) AS effect FROM {from} WHERE x.tenant_id = $1 AND {which}")
        })
        .collect();
    format!(
        "SELECT customer_id, sum(effect) AS owed FROM ({}) AS parts GROUP BY customer_id",
        parts.join(" UNION ALL ")
    )
}
