//! Promises to pay later: `Customer.paymentArrangementOffer`, `Customer.paymentArrangements`, `acceptPaymentArrangement`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;

use super::dunning::by_id;
use super::invoice::InvoiceNode;
use crate::billing::arrangement::{Instalment, Promise, Standing};
use crate::billing::entity::payment_arrangement::{self, ArrangementStatus};
use crate::billing::{self, ArrangementObstacle, ArrangementOffer};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::money::MoneyNode;
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::{Date, DateTime, Decimal};
use crate::kernel::money::{Currency, Money};

/// What a customer may promise.
pub struct ArrangementOfferNode {
    /// The offer.
    pub offer: ArrangementOffer,
    /// The customer's currency.
    pub currency: Currency,
}

/// What a customer may promise to pay later, today: see `acceptPaymentArrangement`. Visible to whoever sees the customer's
/// bills.
#[Object(name = "PaymentArrangementOffer")]
impl ArrangementOfferNode {
    /// Why nothing can be promised; null where something can.
    async fn obstacle(&self) -> Option<ArrangementObstacle> {
        self.offer.obstacle
    }

    /// The invoices that are overdue, the oldest due first; at most 50.
    async fn invoices(&self, ctx: &Context<'_>) -> Result<Vec<InvoiceNode>, ApiError> {
        Box::pin(async {
            let ids = self.offer.debts.iter().take(50).map(|debt| by_id(ctx, debt.invoice));
            futures_util::future::try_join_all(ids).await
        })
        .await
    }

    /// What is to be promised: what is overdue, without what is disputed.
    async fn total(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.offer.total, self.currency))
    }

    /// Instalments at most.
    async fn max_instalments(&self) -> i32 {
        i32::from(self.offer.max_instalments)
    }

    /// The latest day of the first instalment.
    async fn first_by(&self) -> Date {
        Date(self.offer.first_by)
    }

    /// The latest day of the last instalment.
    async fn latest(&self) -> Date {
        Date(self.offer.latest)
    }

    /// Proposals that are accepted as they are, the fewest instalments first; at most 24.
    async fn plans(&self) -> Vec<ArrangementPlanNode> {
        let plans = self.offer.plans.iter();
        plans.map(|plan| ArrangementPlanNode { plan: plan.clone(), currency: self.currency }).collect()
    }
}

/// A proposal.
pub struct ArrangementPlanNode {
    plan: Vec<Instalment>,
    currency: Currency,
}

/// A proposal of instalments: equal, and spread over the time there is.
#[Object(name = "PaymentArrangementPlan")]
impl ArrangementPlanNode {
    /// The instalments in their order; at most 24.
    async fn instalments(&self, ctx: &Context<'_>) -> Vec<ProposedInstalment> {
        let money = |minor| request(ctx).money(Money::new(minor, self.currency));
        let node = |part: &Instalment| ProposedInstalment { due: Date(part.due), amount: money(part.amount) };
        self.plan.iter().map(node).collect()
    }
}

/// An instalment of a proposal.
#[derive(SimpleObject)]
pub struct ProposedInstalment {
    /// The last day to pay it.
    due: Date,
    /// How much.
    amount: MoneyNode,
}

/// A promise to pay later.
pub struct ArrangementNode {
    row: payment_arrangement::Model,
    promise: Promise,
}

impl ArrangementNode {
    /// A promise of a customer that was seen.
    pub fn new((row, promise): (payment_arrangement::Model, Promise)) -> Self {
        Self { row, promise }
    }

    fn money(&self, ctx: &Context<'_>, minor: i64) -> MoneyNode {
        request(ctx).money(Money::new(minor, self.row.currency))
    }
}

/// A promise to pay what is overdue later. While it is in good standing no service is withheld for non-payment and no late
/// fee is charged on its invoices. Visible to whoever sees the customer's bills.
#[Object(name = "PaymentArrangement")]
impl ArrangementNode {
    /// The arrangement's id.
    async fn id(&self) -> ID {
        write(self.row.id)
    }

    /// What has become of it, as of today.
    async fn status(&self, ctx: &Context<'_>) -> ArrangementStatus {
        match self.row.status {
            ArrangementStatus::Active => match self.promise.standing(request(ctx).scope.today()) {
                Standing::Active => ArrangementStatus::Active,
                Standing::Kept => ArrangementStatus::Kept,
                Standing::Broken => ArrangementStatus::Broken,
            },
            closed @ (ArrangementStatus::Kept | ArrangementStatus::Broken) => closed,
        }
    }

    /// All instalments.
    async fn total(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.row.total_minor)
    }

    /// What is paid of them: what is owed less of its invoices than when it was accepted.
    async fn paid(&self, ctx: &Context<'_>) -> MoneyNode {
        self.money(ctx, self.promise.paid())
    }

    /// The day of the last instalment: so long it shields, if it is kept.
    async fn shields_until(&self) -> Date {
        Date(self.row.shields_until)
    }

    /// When it was accepted.
    async fn accepted_at(&self) -> DateTime {
        DateTime(self.row.accepted_at)
    }

    /// The instalments in their order; at most 24.
    async fn instalments(&self, ctx: &Context<'_>) -> Vec<ArrangementInstalment> {
        let paid = self.promise.paid_parts();
        let parts = (1..).zip(self.promise.instalments.iter().zip(paid));
        parts
            .map(|(number, (part, paid))| ArrangementInstalment {
                number,
                due: Date(part.due),
                amount: self.money(ctx, part.amount),
                paid: self.money(ctx, paid),
            })
            .collect()
    }

    /// The invoices that it is for; at most 50.
    async fn invoices(&self, ctx: &Context<'_>) -> Result<Vec<InvoiceNode>, ApiError> {
        Box::pin(async {
            let ids = self.promise.invoices.iter().take(50).map(|part| by_id(ctx, part.invoice));
            futures_util::future::try_join_all(ids).await
        })
        .await
    }
}

/// An instalment of a promise.
#[derive(SimpleObject)]
pub struct ArrangementInstalment {
    /// Its place, from 1.
    number: i32,
    /// The last day to pay it, in the ISP's zone.
    due: Date,
    /// How much.
    amount: MoneyNode,
    /// What is paid of it.
    paid: MoneyNode,
}

use_case_errors! {
    AcceptPaymentArrangementErrorCode, AcceptPaymentArrangementUserError ("AcceptPaymentArrangementUserError"),
    "Why a promise was not accepted." {
        /// There is no such customer, or the caller does not pay for it.
        NotFound,
        /// The ISP accepts none, nothing is overdue, or a promise was broken not long ago.
        NotOffered,
        /// A promise is in good standing.
        AlreadyDone,
        /// The instalments are not such as are offered: too many, too late, or not what is owed.
        InvalidInput,
    }
}
use_case_payload! {
    AcceptPaymentArrangementPayload ("The outcome of `acceptPaymentArrangement`."), AcceptPaymentArrangementUserError,
    /// The promise; null when there is an error.
    arrangement: ArrangementNode
}

/// An instalment to promise.
#[derive(InputObject)]
pub struct InstalmentInput {
    /// The last day to pay it, in the ISP's zone.
    pub due: Date,
    /// How much, in major units of the customer's currency.
    pub amount: Decimal,
}

/// What to promise.
#[derive(InputObject)]
pub struct AcceptPaymentArrangementInput {
    /// Who promises.
    pub customer_id: ID,
    /// The instalments, in the order of their days: one of the proposals of `Customer.paymentArrangementOffer`, or others
    /// within its limits. Together they are its total.
    pub instalments: Vec<InstalmentInput>,
}

/// See its fields.
#[derive(Default)]
pub struct ArrangementMutations;

#[Object]
impl ArrangementMutations {
    /// Promises to pay what is overdue by certain days. From then on, and as long as each instalment is paid by its day, no
    /// service of the customer is withheld for non-payment and no late fee is charged on these invoices; services that are
    /// withheld are given back at once. For owners and payers, billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.acceptPaymentArrangement\")")]
    async fn accept_payment_arrangement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to promise.")] input: AcceptPaymentArrangementInput,
    ) -> Result<AcceptPaymentArrangementPayload, ApiError> {
        let id = read(&input.customer_id, "input.customerId")?;
        let instalments: Vec<(NaiveDate, rust_decimal::Decimal)> =
            input.instalments.into_iter().map(|part| (part.due.0, part.amount.0)).collect();
        let accepted = billing::accept_arrangement(&request(ctx).scope, id, &instalments).await;
        AcceptPaymentArrangementPayload::of(accepted.map(ArrangementNode::new))
    }
}
