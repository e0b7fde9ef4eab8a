//! `Plan` in the graph.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use crate::catalog::entity::plan::{self, PlanKind};
use crate::catalog::{self, CodeKey, PlanFilter};
use crate::db::Scope;
use crate::graphql::connection::Connected;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{BigInt, Date};
use crate::kernel::money::Money;
use crate::kernel::page::{PageRequest, encode_cursor};

/// A plan that the caller may see.
pub struct PlanNode(pub Arc<plan::Model>);

crate::connection!(
    PlanConnection("PlanConnection"),
    PlanEdge("PlanEdge"),
    PlanNode,
    "A page of plans, ordered by code."
);

/// Which plans are wanted. Absent fields do not narrow the list.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "PlanFilter")]
pub struct PlanFilterInput {
    /// Only plans of this kind.
    pub kind: Option<PlanKind>,
    /// Only plans that anybody may order, or only the others. Staff alone sees others.
    pub public: Option<bool>,
    /// Only plans that are on sale today, or only the others. Staff alone sees others.
    pub on_sale: Option<bool>,
}

/// One page of the plans that the caller may see.
pub async fn plans_page(
    scope: &Scope,
    filter: &PlanFilterInput,
    request: &PageRequest<CodeKey>,
) -> Result<PlanConnection, ApiError> {
    let on_sale = filter.on_sale.map(|on_sale| (scope.today(), on_sale));
    let filter = PlanFilter { kind: filter.kind, public: filter.public, on_sale };
    let page = catalog::plans(scope, filter, request).await?;
    let scope = scope.clone();
    let count = Box::new(move || {
        let scope = scope.clone();
        Box::pin(async move { Ok(catalog::count_plans(&scope, filter).await?) }) as _
    });
    let cursor = |plan: &plan::Model| encode_cursor(&CodeKey(plan.code.clone(), plan.id.0));
    Ok(PlanConnection(Connected::new(page, cursor, |plan| PlanNode(Arc::new(plan)), count)))
}

/// What the ISP sells. Immutable once sold: a change is a new plan. Public plans are visible to everybody, the others
/// to staff and to whoever has subscribed to them.
#[Object(name = "Plan")]
impl PlanNode {
    /// The plan's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// The short code, unique within the ISP.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The name customers know.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it provides.
    async fn kind(&self) -> PlanKind {
        self.0.kind
    }

    /// Price of a month, before tax unless the tax rate says that prices contain it.
    async fn price(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.price_minor, self.0.currency))
    }

    /// What is charged once at the start.
    async fn setup_fee(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.setup_fee_minor, self.0.currency))
    }

    /// Speed towards the customer in kbit/s; null where the plan is no internet access.
    async fn down_kbps(&self) -> Option<BigInt> {
        speed(self.0.down_kbps)
    }

    /// Speed from the customer in kbit/s; null where the plan is no internet access.
    async fn up_kbps(&self) -> Option<BigInt> {
        speed(self.0.up_kbps)
    }

    /// Volume of a month in bytes; null where it is unlimited.
    async fn cap_bytes(&self) -> Option<BigInt> {
        self.0.cap_bytes.map(BigInt)
    }

    /// Price of 10⁹ bytes past the volume; null where there is none.
    async fn overage_per_gb(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        self.0.overage_per_gb_minor.map(|minor| request(ctx).money(Money::new(minor, self.0.currency)))
    }

    /// Minimum term in months; 0 is none.
    async fn contract_months(&self) -> i32 {
        i32::from(self.0.contract_months)
    }

    /// First day of sale.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// First day after the sale; null while it lasts.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether anybody may order it; the others are sold by the ISP's staff alone.
    async fn public(&self) -> bool {
        self.0.public
    }

    /// Counts the changes of the plan, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The database keeps 0 where a plan has no speed; zero and not applicable are different things to a reader.
fn speed(kbps: i64) -> Option<BigInt> {
    (kbps > 0).then_some(BigInt(kbps))
}
