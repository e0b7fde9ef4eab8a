//! Volume that is bought beside a plan's.

use serde_json::json;

use super::orders::MAX_PRICE;
use super::reach;
use crate::catalog::charges::{self, NewCharge, ONE, text as line_text};
use crate::catalog::entity::charge::ChargeKind;
use crate::catalog::entity::subscription::SubscriptionStatus;
use crate::catalog::entity::{top_up, top_up_pack};
use crate::catalog::policy;
use crate::catalog::pricing::Tariff;
use crate::catalog::proration::Span;
use crate::catalog::refusal::{
    CatalogError, RefusalCode, conflict, not_found, refused, text, with_free_code, within,
};
use crate::catalog::store::usage as store;
use crate::db::audit::Record;
use crate::db::{DbError, FIRST_VERSION, Scope};
use crate::kernel::ids::{SubscriptionId, TopUpPackId};

/// The longest key of a purchase, in characters.
const MAX_KEY: usize = 100;
/// The largest pack, in bytes.
const MAX_BYTES: i64 = 1_000_000_000_000_000;

/// Volume that was bought with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    /// What was bought.
    pub row: top_up::Model,
    /// Whether it was bought before, with the same key.
    pub replayed: bool,
}

/// What a pack is made of.
#[derive(Debug, Clone)]
pub struct NewPack {
    /// The short code.
    pub code: String,
    /// The name customers know.
    pub name: String,
    /// How much it adds.
    pub bytes: i64,
    /// Price before tax, minor units of the tenant's currency.
    pub price_minor: i64,
    /// Which tax rates apply.
    pub tax_code: String,
}

/// Adds volume to the period of today, once for each key: the same key tells what was bought with it.
pub async fn buy_top_up(
    scope: &Scope,
    id: SubscriptionId,
    pack: TopUpPackId,
    key: &str,
) -> Result<Purchase, CatalogError> {
    reach::subscription(scope, id, policy::may_buy).await?;
    let source_key = format!("topup:{id}:{}", text(key, "idempotencyKey", MAX_KEY)?);
    if let Some(bought) = store::top_up_of_key(scope, &source_key).await? {
        return same(bought, pack);
    }
    let tx = scope.begin().await?;
    let before = reach::locked(&tx, id, None).await?;
    if before.status != SubscriptionStatus::Active {
        let message = "only a service in service takes more volume";
        return Err(refused(RefusalCode::NotActive, "subscriptionId", message));
    }
    let tariff = Tariff::of(&tx, before).await?;
    if tariff.plan.cap_bytes.is_none() {
        return Err(refused(RefusalCode::NoCap, "subscriptionId", "the plan has no volume to add to"));
    }
    let sold = store::pack(&tx, pack).await?;
    let sold = sold.filter(|pack| pack.retired_at.is_none() && pack.currency == tariff.plan.currency);
    let sold = sold.ok_or_else(|| not_found("packId", "pack on sale"))?;
    let period = Span::period_of(scope.today(), tariff.terms.billing_day);
    let row = top_up::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        customer_id: tariff.subscription.customer_id,
        subscription_id: id,
        pack_id: pack,
        period_start: period.start,
        period_end: period.end,
        bytes: sold.bytes,
        source_key: source_key.clone(),
        bought_at: scope.now(),
    };
    match store::insert_top_up(&tx, row.clone()).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => {
            drop(tx);
            let bought = store::top_up_of_key(scope, &source_key).await?;
            return same(bought.ok_or_else(|| conflict("purchase"))?, pack);
        }
        Err(other) => return Err(other.into()),
    }
    let new = NewCharge {
        customer: row.customer_id,
        currency: sold.currency,
        subscription: Some(id),
        kind: ChargeKind::OneOff,
        description_key: line_text::TOP_UP,
        description_args: json!({ "name": sold.name }),
        service: Some(period),
        quantity_micro: ONE,
        unit_price_minor: sold.price_minor,
        tax_code: Some(sold.tax_code),
        source_key,
    };
    charges::charge(&tx, new).await?;
    let record = Record::new("usage.top_up", id)
        .customer(row.customer_id)
        .after(json!({ "pack": sold.code, "priceMinor": sold.price_minor }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(Purchase { row, replayed: false })
}

/// What was bought with a key, if it is what is asked for now.
fn same(bought: top_up::Model, pack: TopUpPackId) -> Result<Purchase, CatalogError> {
    if bought.pack_id == pack {
        return Ok(Purchase { row: bought, replayed: true });
    }
    let message = "the key was used for another purchase";
    Err(refused(RefusalCode::IdempotencyKeyReused, "idempotencyKey", message))
}

/// Puts a pack on sale, in the tenant's currency.
pub async fn create_pack(scope: &Scope, new: NewPack) -> Result<top_up_pack::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let row = top_up_pack::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        code: text(&new.code, "code", 40)?,
        name: text(&new.name, "name", 100)?,
        bytes: within(new.bytes, 1..=MAX_BYTES, "bytes")?,
        currency: scope.tenant().currency,
        price_minor: within(new.price_minor, 0..=MAX_PRICE, "priceMinor")?,
        tax_code: text(&new.tax_code, "taxCode", 40)?,
        created_at: scope.now(),
        retired_at: None,
        version: FIRST_VERSION,
    };
    let tx = scope.begin().await?;
    with_free_code(store::insert_pack(&tx, row.clone()).await)?;
    let after = json!({ "code": row.code, "bytes": row.bytes, "priceMinor": row.price_minor });
    tx.record(Record::new("top_up_pack.create", row.id).after(after)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Takes a pack off sale; what was bought stays.
pub async fn retire_pack(
    scope: &Scope,
    id: TopUpPackId,
    expected: Option<i32>,
) -> Result<top_up_pack::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let tx = scope.begin().await?;
    let before = store::pack(&tx, id).await?.ok_or_else(|| not_found("packId", "pack"))?;
    if before.retired_at.is_some() {
        return Err(refused(RefusalCode::AlreadyRetired, "packId", "the pack is off sale already"));
    }
    if expected.is_some_and(|version| version != before.version) || !store::retire_pack(&tx, &before).await? {
        return Err(conflict("pack"));
    }
    tx.record(Record::new("top_up_pack.retire", id)).await?;
    tx.commit().await?;
    let (retired_at, version) = (Some(scope.now()), before.version + 1);
    Ok(top_up_pack::Model { retired_at, version, ..before })
}
