//! The statements on what payments ask of a gateway, and on the payments' own state. Each says in its WHERE what it
//! expects of the row.

use sea_orm::FromQueryResult;
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Order};

use crate::db::{DbError, PlatformScope, Reads, Tx};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId, PaymentId, TenantId};
use crate::payments::entity::payment::{self, PaymentStatus};
use crate::payments::entity::payment_attempt::{self, AttemptSource};
use crate::payments::entity::{payment_charge, payment_claim};
use crate::ports::payment_gateway::Decline;

/// A payment, locked until the transaction ends.
pub(in crate::payments) async fn payment_for_update(
    tx: &Tx,
    id: PaymentId,
) -> Result<Option<payment::Model>, DbError> {
    tx.select::<payment::Entity>().filter(payment::Column::Id.eq(id)).for_update().one().await
}

/// Writes a payment's charge.
pub(in crate::payments) async fn insert_charge(tx: &Tx, row: payment_charge::Model) -> Result<(), DbError> {
    tx.insert(row.into_active_model().reset_all()).await
}

/// A payment's charge; none where it is not through a gateway.
pub(in crate::payments) async fn charge(
    db: &impl Reads,
    id: PaymentId,
) -> Result<Option<payment_charge::Model>, DbError> {
    db.select::<payment_charge::Entity>().filter(payment_charge::Column::Id.eq(id)).one().await
}

/// The charges of payments.
pub(in crate::payments) async fn charges_of(
    db: &impl Reads,
    ids: &[PaymentId],
) -> Result<Vec<payment_charge::Model>, DbError> {
    let of = payment_charge::Column::Id.is_in(ids.iter().copied());
    db.select::<payment_charge::Entity>().filter(of).all().await
}

/// The payment of a gateway's name.
pub(in crate::payments) async fn payment_of_ref(
    db: &impl Reads,
    gateway_ref: &str,
) -> Result<Option<PaymentId>, DbError> {
    let row =
        db.select::<payment::Entity>().filter(payment::Column::GatewayRef.eq(gateway_ref)).one().await?;
    Ok(row.map(|row| row.id))
}

/// What becomes of a payment, which is locked.
pub(in crate::payments) async fn move_payment(
    tx: &Tx,
    before: &payment::Model,
    status: PaymentStatus,
    gateway_ref: Option<String>,
    received_at: Instant,
) -> Result<(), DbError> {
    use payment::Column;
    let moved = tx
        .update::<payment::Entity>()
        .set(Column::Status, status)
        .set(Column::GatewayRef, gateway_ref)
        .set(Column::ReceivedAt, received_at)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(before.id))
        .filter(Column::Status.eq(before.status))
        .filter(Column::Version.eq(before.version))
        .run()
        .await?;
    exactly_one(moved)
}

/// Gives a received payment its receipt.
pub(in crate::payments) async fn give_receipt(tx: &Tx, id: PaymentId, number: &str) -> Result<(), DbError> {
    use payment::Column;
    let given = tx
        .update::<payment::Entity>()
        .set(Column::ReceiptNumber, number)
        .filter(Column::Id.eq(id))
        .filter(Column::ReceiptNumber.is_null())
        .run()
        .await?;
    exactly_one(given)
}

/// Gives back, or has taken back, `refunded` and `charged_back` minor units more of a payment, which is locked and holds
/// so much that is not used.
pub(in crate::payments) async fn draw(
    tx: &Tx,
    id: PaymentId,
    (refunded, charged_back): (i64, i64),
    status: PaymentStatus,
) -> Result<(), DbError> {
    use payment::Column;
    let drawn = tx
        .update::<payment::Entity>()
        .add(Column::RefundedMinor, refunded)
        .add(Column::ChargedBackMinor, charged_back)
        .set(Column::Status, status)
        .add(Column::Version, 1)
        .filter(Column::Id.eq(id))
        .filter(
            Expr::col(Column::AmountMinor)
                .sub(Expr::col(Column::AllocatedMinor))
                .sub(Expr::col(Column::RefundedMinor))
                .sub(Expr::col(Column::ChargedBackMinor))
                .gte(refunded + charged_back),
        )
        .run()
        .await?;
    exactly_one(drawn)
}

/// What is noted of a charge when its gateway has said something.
pub(in crate::payments) struct ChargeNote {
    /// What the payer has to do.
    pub(in crate::payments) action: Option<String>,
    /// Why it was refused.
    pub(in crate::payments) decline: Option<Decline>,
    /// When to ask again; none: it is settled.
    pub(in crate::payments) check_at: Option<Instant>,
}

/// Notes what the gateway has said.
pub(in crate::payments) async fn note_charge(
    tx: &Tx,
    id: PaymentId,
    note: ChargeNote,
) -> Result<(), DbError> {
    use payment_charge::Column;
    let settled_at = note.check_at.is_none().then(|| tx.scope().real_now());
    let (code, message) = note.decline.map(|decline| (decline.code, decline.message)).unzip();
    tx.update::<payment_charge::Entity>()
        .set(Column::Action, note.action)
        .set(Column::DeclineCode, code)
        .set(Column::DeclineMessage, message)
        .set(Column::CheckAt, note.check_at)
        .set(Column::SettledAt, settled_at)
        .filter(Column::Id.eq(id))
        .run()
        .await?;
    Ok(())
}

/// Counts a question to the gateway and says when to ask next, unless somebody else has since it was read. Whether it
/// was this caller.
pub(in crate::payments) async fn claim_check(
    tx: &Tx,
    seen: &payment_charge::Model,
    next: Instant,
) -> Result<bool, DbError> {
    use payment_charge::Column;
    let claimed = tx
        .update::<payment_charge::Entity>()
        .set(Column::CheckAt, next)
        .add(Column::Checks, 1)
        .filter(Column::Id.eq(seen.id))
        .filter(Column::Checks.eq(seen.checks))
        .filter(Column::CheckAt.is_not_null())
        .run()
        .await?;
    Ok(claimed == 1)
}

/// Puts the next question about charges that are not settled off to `next`, where it is due earlier.
pub(in crate::payments) async fn put_off(tx: &Tx, ids: &[PaymentId], next: Instant) -> Result<(), DbError> {
    use payment_charge::Column;
    tx.update::<payment_charge::Entity>()
        .set(Column::CheckAt, next)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::CheckAt.lt(next))
        .run()
        .await?;
    Ok(())
}

/// The charges of the tenant that are due to be asked for, the longest due first.
pub(in crate::payments) async fn due_charges(
    db: &impl Reads,
    now: Instant,
    limit: u64,
) -> Result<Vec<payment_charge::Model>, DbError> {
    use payment_charge::Column;
    db.select::<payment_charge::Entity>()
        .filter(Column::CheckAt.lte(now))
        .order_by(Column::CheckAt, Order::Asc)
        .limit(limit)
        .all()
        .await
}

#[derive(FromQueryResult)]
struct TenantRow {
    tenant_id: TenantId,
}

/// The tenants with something that is due: a charge, a refund, a message.
pub async fn tenants_with_due(platform: &PlatformScope, now: Instant) -> Result<Vec<TenantId>, DbError> {
    const SQL: &str = "SELECT tenant_id FROM payment_charge WHERE check_at <= $1
        UNION SELECT tenant_id FROM payment_refund WHERE check_at <= $1
        UNION SELECT tenant_id FROM gateway_event WHERE check_at <= $1";
    let rows: Vec<TenantRow> = platform.rows(SQL, [now.into()]).await?;
    Ok(rows.into_iter().map(|row| row.tenant_id).collect())
}

/// Speaks for parts of invoices.
pub(in crate::payments) async fn insert_claims(
    tx: &Tx,
    rows: Vec<payment_claim::Model>,
) -> Result<(), DbError> {
    tx.insert_many(rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// What payments under way are meant for, of a customer.
pub(in crate::payments) async fn live_claims(
    tx: &Tx,
    customer: CustomerId,
) -> Result<Vec<payment_claim::Model>, DbError> {
    use payment_claim::Column;
    tx.select::<payment_claim::Entity>()
        .filter(Column::CustomerId.eq(customer))
        .filter(Column::IsLive.eq(true))
        .order_by(Column::Id, Order::Asc)
        .all()
        .await
}

/// Nothing is spoken for by a payment any more.
pub(in crate::payments) async fn release_claims(tx: &Tx, payment: PaymentId) -> Result<(), DbError> {
    use payment_claim::Column;
    tx.update::<payment_claim::Entity>()
        .set(Column::IsLive, false)
        .filter(Column::PaymentId.eq(payment))
        .filter(Column::IsLive.eq(true))
        .run()
        .await?;
    Ok(())
}

/// What is spoken for of an invoice, by a list of claims, those of one payment left out.
pub(in crate::payments) fn spoken_for(
    claims: &[payment_claim::Model],
    invoice: InvoiceId,
    except: PaymentId,
) -> i64 {
    let of = claims.iter().filter(|claim| claim.invoice_id == invoice && claim.payment_id != except);
    of.map(|claim| claim.amount_minor).sum()
}

/// A step of a payment to write.
pub(in crate::payments) struct Step {
    /// How it came about.
    pub(in crate::payments) source: AttemptSource,
    /// What the payment is from then on.
    pub(in crate::payments) status: PaymentStatus,
    /// Why it was refused.
    pub(in crate::payments) decline: Option<Decline>,
    /// In words.
    pub(in crate::payments) message: Option<String>,
}

/// Writes a step of a payment, which is locked.
pub(in crate::payments) async fn insert_step(tx: &Tx, payment: PaymentId, step: Step) -> Result<(), DbError> {
    use payment_attempt::Column;
    let steps = tx.select::<payment_attempt::Entity>().filter(Column::PaymentId.eq(payment)).count().await?;
    let (code, words) = step.decline.map(|decline| (decline.code, decline.message)).unzip();
    let row = payment_attempt::Model {
        id: tx.scope().new_id(),
        tenant_id: tx.scope().tenant().id,
        payment_id: payment,
        number: i32::try_from(steps + 1).map_err(Fault::internal)?,
        source: step.source,
        status: step.status,
        decline_code: code,
        message: step.message.or(words),
        at: tx.scope().real_now(),
    };
    tx.insert(row.into_active_model().reset_all()).await
}

/// The steps of payments, the first first.
pub(in crate::payments) async fn steps_of(
    db: &impl Reads,
    payments: &[PaymentId],
    limit: u64,
) -> Result<Vec<payment_attempt::Model>, DbError> {
    use payment_attempt::Column;
    db.select::<payment_attempt::Entity>()
        .filter(Column::PaymentId.is_in(payments.iter().copied()))
        .top_per_parent(Column::PaymentId, &[(Column::Number, Order::Asc)], limit)
        .all()
        .await
}

/// What a locked row allowed when it was read it still allows when it is written; anything else is a bug of ours.
pub(in crate::payments) fn exactly_one(changed: u64) -> Result<(), DbError> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Fault::internal("a payment under lock is not as it was read").into())
    }
}
