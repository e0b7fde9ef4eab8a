//! The plans on offer: making them, changing them before the first sale, taking them off sale.
//!
//! Invariant: the terms of a plan that was sold or quoted stand; only its last day of sale may still be set. Who sells
//! holds the plan's row, and so does who changes it.

use chrono::NaiveDate;
use serde_json::json;

use super::orders::MAX_PRICE;
use super::reach;
use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::policy;
use crate::catalog::refusal::{CatalogError, RefusalCode, conflict, refused, text, with_free_code, within};
use crate::catalog::store::offers::{self as store, CodeKey};
use crate::db::audit::Record;
use crate::db::{FIRST_VERSION, Scope, Tx};
use crate::kernel::fault::Fault;
use crate::kernel::ids::PlanId;
use crate::kernel::money::Currency;
use crate::kernel::page::{Page, PageRequest};

/// Which plans of the list are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlanFilter {
    /// Only those of this kind.
    pub kind: Option<PlanKind>,
    /// Only those that anybody may order, or only the others.
    pub public: Option<bool>,
    /// Only those that are (not) on sale on a day.
    pub on_sale: Option<(NaiveDate, bool)>,
}

impl PlanFilter {
    /// What the caller may see of it: staff all, everybody else what is on public sale today.
    fn for_caller(self, scope: &Scope) -> Self {
        if scope.actor().kinds().any(policy::may_view_offers) {
            return self;
        }
        Self { public: Some(true), on_sale: Some((scope.today(), true)), ..self }
    }
}

/// One page of the plans that the caller may see, by code.
pub async fn plans(
    scope: &Scope,
    filter: PlanFilter,
    request: &PageRequest<CodeKey>,
) -> Result<Page<plan::Model>, Fault> {
    Ok(store::plans(scope, &filter.for_caller(scope), request).await?)
}

/// How many plans the caller may see.
pub async fn count_plans(scope: &Scope, filter: PlanFilter) -> Result<u64, Fault> {
    Ok(store::count_plans(scope, &filter.for_caller(scope)).await?)
}

/// What a plan is made of.
#[derive(Debug, Clone)]
pub struct PlanTerms {
    /// The name customers know.
    pub name: String,
    /// Price of a month, minor units before tax.
    pub price_minor: i64,
    /// Charged once, minor units.
    pub setup_fee_minor: i64,
    /// Speed towards the customer, kbit/s; 0 where it does not apply.
    pub down_kbps: i64,
    /// Speed from the customer, kbit/s; 0 where it does not apply.
    pub up_kbps: i64,
    /// Volume of a month; none is unlimited.
    pub cap_bytes: Option<i64>,
    /// Price of 10⁹ bytes past the volume, minor units.
    pub overage_per_gb_minor: Option<i64>,
    /// Minimum term.
    pub contract_months: i32,
    /// Whether anybody may order it.
    pub public: bool,
    /// Which tax rates apply.
    pub tax_code: String,
    /// First day of sale.
    pub valid_from: NaiveDate,
    /// First day after the sale.
    pub valid_to: Option<NaiveDate>,
}

/// The largest speed, kbit/s, and the largest volume, bytes.
const MAX_KBPS: i64 = 1_000_000_000;
const MAX_CAP: i64 = 1_000_000_000_000_000;
const MAX_MONTHS: i32 = 60;

impl PlanTerms {
    fn into_row(self, like: plan::Model) -> Result<plan::Model, CatalogError> {
        if self.overage_per_gb_minor.is_some() && self.cap_bytes.is_none() {
            let message = "needs a volume to be past";
            return Err(refused(RefusalCode::InvalidInput, "overagePerGbMinor", message));
        }
        if self.valid_to.is_some_and(|to| to <= self.valid_from) {
            return Err(refused(RefusalCode::InvalidInput, "validTo", "must be after the first day of sale"));
        }
        let months = within(self.contract_months, 0..=MAX_MONTHS, "contractMonths")?;
        Ok(plan::Model {
            name: text(&self.name, "name", 100)?,
            price_minor: within(self.price_minor, 0..=MAX_PRICE, "priceMinor")?,
            setup_fee_minor: within(self.setup_fee_minor, 0..=MAX_PRICE, "setupFeeMinor")?,
            down_kbps: within(self.down_kbps, 0..=MAX_KBPS, "downKbps")?,
            up_kbps: within(self.up_kbps, 0..=MAX_KBPS, "upKbps")?,
            cap_bytes: self.cap_bytes.map(|cap| within(cap, 1..=MAX_CAP, "capBytes")).transpose()?,
            overage_per_gb_minor: self
                .overage_per_gb_minor
                .map(|price| within(price, 0..=MAX_PRICE, "overagePerGbMinor"))
                .transpose()?,
            contract_months: i16::try_from(months).map_err(Fault::internal)?,
            public: self.public,
            tax_code: text(&self.tax_code, "taxCode", 40)?,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            ..like
        })
    }
}

/// Makes a plan.
pub async fn create_plan(
    scope: &Scope,
    code: &str,
    kind: PlanKind,
    currency: Option<&str>,
    terms: PlanTerms,
) -> Result<plan::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let currency = match currency.map(str::parse::<Currency>) {
        None => scope.tenant().currency,
        Some(Ok(currency)) => currency,
        Some(Err(unknown)) => {
            return Err(refused(RefusalCode::InvalidInput, "currency", unknown.to_string()));
        }
    };
    let empty = plan::Model {
        id: scope.new_id(),
        tenant_id: scope.tenant().id,
        code: text(code, "code", 40)?,
        name: String::new(),
        kind,
        currency,
        price_minor: 0,
        setup_fee_minor: 0,
        down_kbps: 0,
        up_kbps: 0,
        cap_bytes: None,
        overage_per_gb_minor: None,
        contract_months: 0,
        public: false,
        tax_code: String::new(),
        valid_from: terms.valid_from,
        valid_to: None,
        version: FIRST_VERSION,
    };
    let row = terms.into_row(empty)?;
    let tx = scope.begin().await?;
    with_free_code(store::insert_plan(&tx, row.clone()).await)?;
    let after = json!({ "code": row.code, "priceMinor": row.price_minor });
    tx.record(Record::new("plan.create", row.id).after(after)).await?;
    tx.commit().await?;
    Ok(row)
}

async fn held(tx: &Tx, id: PlanId, expected: Option<i32>) -> Result<plan::Model, CatalogError> {
    let plan = store::plan(tx, id, true).await?;
    let plan = plan.ok_or_else(|| refused(RefusalCode::PlanNotFound, "planId", "there is no such plan"))?;
    if expected.is_some_and(|version| version != plan.version) {
        return Err(conflict("plan"));
    }
    Ok(plan)
}

/// Changes the terms of a plan that was never sold.
pub async fn update_plan(
    scope: &Scope,
    id: PlanId,
    terms: PlanTerms,
    expected: Option<i32>,
) -> Result<plan::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if store::is_sold(&tx, id).await? {
        let message = "the plan was sold: its terms stand; retire it and make a new one";
        return Err(refused(RefusalCode::PlanSold, "planId", message));
    }
    let now = terms.into_row(before.clone())?;
    write(&tx, &before, now.clone()).await?;
    let told = |plan: &plan::Model| json!({ "name": plan.name, "priceMinor": plan.price_minor });
    tx.record(Record::new("plan.update", id).change(told(&before), told(&now))).await?;
    tx.commit().await?;
    Ok(plan::Model { version: before.version + 1, ..now })
}

async fn write(tx: &Tx, before: &plan::Model, now: plan::Model) -> Result<(), CatalogError> {
    if store::change_plan(tx, before, now).await? { Ok(()) } else { Err(conflict("plan")) }
}

/// Takes a plan off sale from a day on. Who has it keeps it.
pub async fn retire_plan(
    scope: &Scope,
    id: PlanId,
    on: Option<NaiveDate>,
    expected: Option<i32>,
) -> Result<plan::Model, CatalogError> {
    reach::manages_offers(scope)?;
    let on = on.unwrap_or_else(|| scope.today());
    if on < scope.today() {
        return Err(refused(RefusalCode::InvalidInput, "on", "must be today or later"));
    }
    let tx = scope.begin().await?;
    let before = held(&tx, id, expected).await?;
    if before.valid_to.is_some_and(|to| to <= scope.today()) {
        return Err(refused(RefusalCode::AlreadyRetired, "planId", "the plan is off sale already"));
    }
    let now = plan::Model { valid_to: Some(on), ..before.clone() };
    write(&tx, &before, now.clone()).await?;
    let record = Record::new("plan.retire", id)
        .change(json!({ "validTo": before.valid_to }), json!({ "validTo": now.valid_to }));
    tx.record(record).await?;
    tx.commit().await?;
    Ok(plan::Model { version: before.version + 1, ..now })
}
