//! `buyTopUp`, `createTopUpPack`, `retireTopUpPack`.

use async_graphql::{Context, ID, InputObject, Object};

use super::outcome::outcome;
use crate::catalog::entity::top_up_pack;
use crate::catalog::{self, NewPack, Purchase};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{BigInt, Date, DateTime};
use crate::kernel::money::Money;

/// Volume on offer.
pub struct TopUpPackNode(pub top_up_pack::Model);

/// Volume that may be bought beside a plan's, for the period that runs. Visible to whoever sees a service with a plan that
/// has a volume.
#[Object(name = "TopUpPack")]
impl TopUpPackNode {
    /// The pack's id.
    async fn id(&self) -> ID {
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

    /// How many bytes it adds.
    async fn bytes(&self) -> BigInt {
        BigInt(self.0.bytes)
    }

    /// What it costs, before tax unless the tax rate says that prices contain it.
    async fn price(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.price_minor, self.0.currency))
    }

    /// Since when it is off sale; null while it is on sale.
    async fn retired_at(&self) -> Option<DateTime> {
        self.0.retired_at.map(DateTime)
    }

    /// Counts the changes of the pack, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// Volume that was bought.
pub struct TopUpNode(pub Purchase);

/// Volume that was bought for a period of a service.
#[Object(name = "TopUp")]
impl TopUpNode {
    /// The purchase's id.
    async fn id(&self) -> ID {
        write(self.0.row.id)
    }

    /// How many bytes it adds to the period.
    async fn bytes(&self) -> BigInt {
        BigInt(self.0.row.bytes)
    }

    /// First day of the period.
    async fn period_start(&self) -> Date {
        Date(self.0.row.period_start)
    }

    /// First day after the period.
    async fn period_end(&self) -> Date {
        Date(self.0.row.period_end)
    }

    /// When it was bought.
    async fn bought_at(&self) -> DateTime {
        DateTime(self.0.row.bought_at)
    }

    /// Whether it was bought before, with the same key: nothing was bought now.
    async fn replayed(&self) -> bool {
        self.0.replayed
    }
}

/// Which volume for which service.
#[derive(InputObject)]
pub struct BuyTopUpInput {
    /// The service.
    pub subscription_id: ID,
    /// The pack, from `topUpPacks`.
    pub pack_id: ID,
    /// A key that the caller makes up for this purchase, 1 to 100 characters: sent again with the same key, it is bought
    /// once.
    pub idempotency_key: String,
}

outcome! {
    BuyTopUpErrorCode, BuyTopUpUserError,
    BuyTopUpPayload ("The outcome of `buyTopUp`."), "Why no volume was bought.",
    [NotFound NotActive NoCap IdempotencyKeyReused InvalidInput Conflict],
    top_up: TopUpNode, "What was bought; null when there is an error."
}

/// A pack to put on sale.
#[derive(InputObject)]
pub struct CreateTopUpPackInput {
    /// The short code, unique within the ISP; 1 to 40 characters.
    pub code: String,
    /// The name customers know; 1 to 100 characters.
    pub name: String,
    /// How many bytes it adds.
    pub bytes: BigInt,
    /// Price before tax in minor units of the ISP's currency.
    pub price_minor: BigInt,
    /// Which tax rates apply.
    pub tax_code: String,
}

outcome! {
    CreateTopUpPackErrorCode, CreateTopUpPackUserError,
    CreateTopUpPackPayload ("The outcome of `createTopUpPack`."), "Why no pack was put on sale.",
    [InvalidInput CodeTaken],
    pack: TopUpPackNode, "The pack; null when there is an error."
}

/// Which pack to take off sale.
#[derive(InputObject)]
pub struct RetireTopUpPackInput {
    /// The pack.
    pub pack_id: ID,
    /// The version that was seen; CONFLICT if it is another one by now. Absent: whatever it is.
    pub expected_version: Option<i32>,
}

outcome! {
    RetireTopUpPackErrorCode, RetireTopUpPackUserError,
    RetireTopUpPackPayload ("The outcome of `retireTopUpPack`."), "Why a pack is still on sale.",
    [NotFound Conflict AlreadyRetired],
    pack: TopUpPackNode, "The pack, off sale; null when there is an error."
}

/// See [`TopUpMutations::buy_top_up`].
#[derive(Default)]
pub struct TopUpMutations;

#[Object]
impl TopUpMutations {
    /// Adds volume to the period that runs; it is charged with the next invoice. For owners, payers, administrators of
    /// resellers, and staff but the NOC: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.buyTopUp\")")]
    async fn buy_top_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which volume for which service.")] input: BuyTopUpInput,
    ) -> Result<BuyTopUpPayload, ApiError> {
        let id = read(&input.subscription_id, "input.subscriptionId")?;
        let pack = read(&input.pack_id, "input.packId")?;
        let outcome = catalog::buy_top_up(&request(ctx).scope, id, pack, &input.idempotency_key).await;
        BuyTopUpPayload::of(outcome.map(TopUpNode))
    }

    /// Puts volume on sale. Its terms never change: another price is another pack. For billing and tenant administrators:
    /// FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createTopUpPack\")")]
    async fn create_top_up_pack(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A pack to put on sale.")] input: CreateTopUpPackInput,
    ) -> Result<CreateTopUpPackPayload, ApiError> {
        let CreateTopUpPackInput { code, name, bytes, price_minor, tax_code } = input;
        let new = NewPack { code, name, bytes: bytes.0, price_minor: price_minor.0, tax_code };
        CreateTopUpPackPayload::of(catalog::create_pack(&request(ctx).scope, new).await.map(TopUpPackNode))
    }

    /// Takes volume off sale; what was bought stays. For billing and tenant administrators: FORBIDDEN. Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.retireTopUpPack\")")]
    async fn retire_top_up_pack(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which pack to take off sale.")] input: RetireTopUpPackInput,
    ) -> Result<RetireTopUpPackPayload, ApiError> {
        let id = read(&input.pack_id, "input.packId")?;
        let outcome = catalog::retire_pack(&request(ctx).scope, id, input.expected_version).await;
        RetireTopUpPackPayload::of(outcome.map(TopUpPackNode))
    }
}
