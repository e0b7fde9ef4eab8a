//! `Customer` in the graph: its profile, its bills, its services.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::billing_terms::BillingTermsNode;
use crate::accounting::graphql::StatementNode;
use crate::audit::graphql::ActivityConnection;
use crate::audit::{self, ActivityOf};
use crate::billing::Dunned;
use crate::billing::graphql::{
    ArrangementNode, ArrangementOfferNode, CreditNoteConnection, DunningNode, InvoiceConnection,
    InvoiceFilterInput, InvoiceNode, InvoiceOrderInput, RestoreQuoteNode, UpcomingNode, WalletNode,
};
use crate::billing::loader::{AlertOf, BalanceOf, DraftsOf, DunnedOf, LatestInvoiceOf, UpcomingOf};
use crate::catalog::graphql::{DiscountNode, SubscriptionConnection, SubscriptionNode};
use crate::catalog::loader::{DiscountsOf, ServicesOf};
use crate::customers::entity::customer::{BillingMode, CustomerKind, CustomerStatus};
use crate::customers::{Address, Payer, Seen, TaxExemption, policy};
use crate::db::TenantRef;
use crate::documents::graphql::DocumentNode;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{CurrencyCode, Date, DateTime, EmailAddress};
use crate::identity;
use crate::identity::graphql::{MemberInvitationNode, MemberNode};
use crate::identity::loader::{InvitationsOf, MembersOf};
use crate::kernel::actor::CallerKind;
use crate::kernel::fault::Fault;
use crate::kernel::money::Money;
use crate::kernel::page::PageRequest;
use crate::payments::graphql::{AutopayNode, PayLinkNode, PaymentConnection, PaymentMethodNode};
use crate::payments::loader::{AutopayOf, LinksOf, MethodsOf};
use crate::portal::CustomerTree;
use crate::tickets::TicketList;
use crate::tickets::graphql::{CustomerTicketFilterInput, TicketConnection, TicketOrderInput};
use crate::{billing, catalog, payments};

/// A customer that the caller may see.
pub struct CustomerNode {
    seen: Seen,
    /// What a hot document asked for below this customer, already fetched.
    tree: Option<CustomerTree>,
}

crate::connection!(
    CustomerConnection("CustomerConnection"),
    CustomerEdge("CustomerEdge"),
    CustomerNode,
    "A page of customers, ordered by name."
);

impl CustomerNode {
    /// A customer whose children are loaded when they are asked for.
    pub fn new(seen: Seen) -> Self {
        Self { seen, tree: None }
    }

    /// A customer with the children that one statement has already fetched.
    pub fn with_tree(seen: Seen, tree: CustomerTree) -> Self {
        Self { seen, tree: Some(tree) }
    }

    fn guard(
        &self,
        request: &RequestContext,
        rule: fn(&TenantRef, CallerKind) -> bool,
    ) -> Result<(), ApiError> {
        let allowed = self.seen.allows(|kind| rule(request.scope.tenant(), kind));
        if allowed { Ok(()) } else { Err(ApiError::Forbidden) }
    }

    async fn stored_balance(&self, request: &RequestContext) -> Result<(i64, i64, i32), ApiError> {
        if let Some(tree) = &self.tree {
            return Ok(tree.balance);
        }
        let row = request.loaders.billing.load_one(BalanceOf(self.seen.customer.id)).await?;
        // No row yet: nothing was ever billed or paid.
        Ok(row.map_or((0, 0, 0), |row| (row.open_minor, row.unapplied_minor, row.open_invoices)))
    }
}

/// A customer of the ISP: a household or a company. Visible to its members, to resellers that serve it today, and to staff.
#[Object(name = "Customer")]
impl CustomerNode {
    /// The customer's id.
    pub(crate) async fn id(&self) -> ID {
        write(self.seen.customer.id)
    }

    /// The customer number, as printed on bills; unique within the ISP.
    async fn number(&self) -> &str {
        &self.seen.customer.number
    }

    /// A household or a company.
    async fn kind(&self) -> CustomerKind {
        self.seen.customer.kind
    }

    /// The name on the bill.
    async fn name(&self) -> &str {
        &self.seen.customer.name
    }

    /// Where bills are mailed to; null when there is no address.
    async fn email(&self) -> Option<EmailAddress> {
        self.contact(self.seen.customer.email.as_ref()).map(EmailAddress)
    }

    /// The telephone number in E.164 form; null when there is none.
    async fn phone(&self) -> Option<String> {
        self.contact(self.seen.customer.phone.as_ref())
    }

    /// Where the service is.
    #[expect(clippy::unused_async, reason = "every resolver is async")]
    async fn address(&self) -> Result<AddressNode, ApiError> {
        let address = serde_json::from_value(self.seen.customer.address.clone()).map_err(Fault::internal)?;
        Ok(AddressNode(address))
    }

    /// The one currency of the customer's bills.
    async fn currency(&self) -> CurrencyCode {
        CurrencyCode(self.seen.customer.currency.code().to_owned())
    }

    /// Where the customer stands in its life.
    async fn status(&self) -> CustomerStatus {
        self.seen.customer.status
    }

    /// Whether the customer pays before or after the service.
    async fn billing_mode(&self) -> BillingMode {
        self.seen.customer.billing_mode
    }

    /// The terms on which the customer is billed. Not for technical members and the NOC: FORBIDDEN.
    async fn billing_terms(&self, ctx: &Context<'_>) -> Option<Result<BillingTermsNode, ApiError>> {
        nullable(Box::pin(async {
            self.guard(request(ctx), billing::policy::shows_bills)?;
            Ok(Some(BillingTermsNode(self.seen.customer.clone())))
        }))
        .await
    }

    /// The discounts that have not ended, the latest first; at most 20. Not for technical members and the NOC: FORBIDDEN.
    async fn discounts(&self, ctx: &Context<'_>) -> Option<Result<Vec<DiscountNode>, ApiError>> {
        nullable(Box::pin(async {
            if !self.seen.allows(catalog::policy::may_view_discounts) {
                return Err(ApiError::Forbidden);
            }
            let id = self.seen.customer.id;
            let discounts = request(ctx).loaders.catalog.load_one(DiscountsOf(id)).await?;
            Ok(Some(discounts.unwrap_or_default().into_iter().map(DiscountNode).collect()))
        }))
        .await
    }

    /// The services that have not ended, the oldest order first; at most 50. `subscriptions` has all of them in pages.
    async fn services(&self, ctx: &Context<'_>) -> Result<Vec<SubscriptionNode>, ApiError> {
        Box::pin(async {
            let services = request(ctx).loaders.catalog.load_one(ServicesOf(self.seen.customer.id)).await?;
            Ok(services.unwrap_or_default().into_iter().map(SubscriptionNode::new).collect())
        })
        .await
    }

    /// Why no tax is charged; null where it is, or for who does not see bills.
    async fn tax_exemption(&self, ctx: &Context<'_>) -> Option<TaxExemptionNode> {
        let tenant = request(ctx).scope.tenant();
        let sees = self.seen.allows(|kind| billing::policy::shows_bills(tenant, kind));
        sees.then(|| Payer::from(&self.seen.customer).exemption).flatten().map(TaxExemptionNode)
    }

    /// What the next invoice would be by what is known now, with its causes; null where nothing is to come or it cannot be
    /// priced. Not for technical members and the NOC: FORBIDDEN.
    async fn upcoming_invoice(&self, ctx: &Context<'_>) -> Option<Result<UpcomingNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let upcoming = request.loaders.billing.load_one(UpcomingOf(self.seen.customer.id)).await?;
            let Some(upcoming) = upcoming else { return Ok(None) };
            let (_, credit, _) = self.stored_balance(request).await?;
            Ok(Some(UpcomingNode::new(upcoming, credit)))
        }))
        .await
    }

    /// What happens because of what is overdue, and when. Not for technical members and the NOC: FORBIDDEN.
    async fn dunning(&self, ctx: &Context<'_>) -> Option<Result<DunningNode, ApiError>> {
        nullable(Box::pin(async { Ok(Some(DunningNode(self.dunned(request(ctx)).await?))) })).await
    }

    /// What must be paid now so that services are given back; null where none is withheld for non-payment. Not for
    /// technical members and the NOC: FORBIDDEN.
    async fn restore_quote(&self, ctx: &Context<'_>) -> Option<Result<RestoreQuoteNode, ApiError>> {
        nullable(Box::pin(async {
            let dunned = self.dunned(request(ctx)).await?;
            Ok((!dunned.account.withheld.is_empty()).then_some(RestoreQuoteNode(dunned)))
        }))
        .await
    }

    /// What may be promised to pay later. Not for technical members and the NOC: FORBIDDEN.
    async fn payment_arrangement_offer(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<ArrangementOfferNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            let dunned = self.dunned(request).await?;
            let offer = billing::offer_of(&dunned, request.scope.today());
            Ok(Some(ArrangementOfferNode { offer, currency: dunned.currency }))
        }))
        .await
    }

    /// What was promised to be paid later, the latest first; at most 20. Not for technical members and the NOC: FORBIDDEN.
    async fn payment_arrangements(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<ArrangementNode>, ApiError>> {
        nullable(Box::pin(async {
            let dunned = self.dunned(request(ctx)).await?;
            Ok(Some(dunned.promises.iter().cloned().map(ArrangementNode::new).collect()))
        }))
        .await
    }

    /// Drafts of invoices, the latest first; at most 20. For billing and tenant administrators: FORBIDDEN.
    async fn invoice_drafts(&self, ctx: &Context<'_>) -> Option<Result<Vec<InvoiceNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, |_, kind| billing::policy::may_view_drafts(kind))?;
            let drafts = request.loaders.billing.load_one(DraftsOf(self.seen.customer.id)).await?;
            Ok(Some(drafts.unwrap_or_default().into_iter().map(InvoiceNode::new).collect()))
        }))
        .await
    }

    /// When the customer was created.
    async fn created_at(&self) -> DateTime {
        DateTime(self.seen.customer.created_at)
    }

    /// Counts the changes of the customer, for `expectedVersion`.
    async fn version(&self) -> i32 {
        self.seen.customer.version
    }

    /// What the customer owes: open balances less payments and credits that are not used yet. Negative means credit.
    /// Not for technical members and the NOC: FORBIDDEN.
    async fn balance(&self, ctx: &Context<'_>) -> Option<Result<MoneyNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let (open, unapplied, _) = self.stored_balance(request).await?;
            Ok(Some(request.money(Money::new(open - unapplied, self.seen.customer.currency))))
        }))
        .await
    }

    /// How many invoices are open. Not for technical members and the NOC: FORBIDDEN.
    async fn open_invoice_count(&self, ctx: &Context<'_>) -> Option<Result<i32, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            Ok(Some(self.stored_balance(request).await?.2))
        }))
        .await
    }

    /// The invoice issued last; null before the first. Not for technical members and the NOC: FORBIDDEN.
    async fn latest_invoice(&self, ctx: &Context<'_>) -> Option<Result<InvoiceNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let invoice = request.loaders.billing.load_one(LatestInvoiceOf(self.seen.customer.id)).await?;
            Ok(invoice.map(InvoiceNode::new))
        }))
        .await
    }

    /// The customer's invoices, without drafts. Not for technical members and the NOC: FORBIDDEN.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which invoices are wanted; all if absent.")] filter: Option<InvoiceFilterInput>,
        #[graphql(desc = "The order; by day of issue, latest first, if absent.")] order_by: Option<
            InvoiceOrderInput,
        >,
    ) -> Option<Result<InvoiceConnection, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            if let Some(connection) = self.tree.as_ref().and_then(|tree| tree.invoices(request, first)) {
                return Ok(Some(connection));
            }
            let filter = filter.unwrap_or_default().into_filter()?;
            let order = order_by.map(InvoiceOrderInput::into_order).unwrap_or_default();
            let page = crate::kernel::page::PageRequest::from_args(
                first,
                after.as_deref(),
                last,
                before.as_deref(),
            )?;
            Ok(Some(
                InvoiceConnection::load(&request.scope, self.seen.customer.id, filter, order, &page).await?,
            ))
        }))
        .await
    }

    /// The customer's payments, latest first. Not for technical members and the NOC: FORBIDDEN.
    async fn payments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<PaymentConnection, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, payments::policy::shows_payments)?;
            let page = crate::kernel::page::PageRequest::from_args(
                first,
                after.as_deref(),
                last,
                before.as_deref(),
            )?;
            Ok(Some(PaymentConnection::load(&request.scope, self.seen.customer.id, &page).await?))
        }))
        .await
    }

    /// The stored methods to pay by, the default first, then the latest; at most 20. Not for technical members and the NOC:
    /// FORBIDDEN.
    async fn payment_methods(&self, ctx: &Context<'_>) -> Option<Result<Vec<PaymentMethodNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, payments::policy::shows_payments)?;
            let methods = request.loaders.payments.load_one(MethodsOf(self.seen.customer.id)).await?;
            Ok(Some(methods.unwrap_or_default().into_iter().map(PaymentMethodNode).collect()))
        }))
        .await
    }

    /// How the ISP draws what is owed. Not for technical members and the NOC: FORBIDDEN.
    async fn autopay(&self, ctx: &Context<'_>) -> Option<Result<AutopayNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, payments::policy::shows_payments)?;
            let row = request.loaders.payments.load_one(AutopayOf(self.seen.customer.id)).await?;
            Ok(Some(AutopayNode::new(row, self.seen.customer.currency)))
        }))
        .await
    }

    /// The links that bills are paid by without a sign-in, the latest first, whatever has become of them; at most 20. Their
    /// secrets are kept nowhere. For owners and payers, the resellers that serve the customer, support, billing and tenant
    /// administrators: FORBIDDEN.
    async fn pay_links(&self, ctx: &Context<'_>) -> Option<Result<Vec<PayLinkNode>, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, payments::policy::makes_links)?;
            let links = request.loaders.payments.load_one(LinksOf(self.seen.customer.id)).await?;
            Ok(Some(links.unwrap_or_default().into_iter().map(PayLinkNode).collect()))
        }))
        .await
    }

    /// What a prepaid customer has, to pay its bills from; null where it pays after the service. Not for technical members and
    /// the NOC: FORBIDDEN.
    async fn wallet(&self, ctx: &Context<'_>) -> Option<Result<WalletNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let customer = &self.seen.customer;
            if customer.billing_mode != BillingMode::Prepaid {
                return Ok(None);
            }
            let (_, unapplied, _) = self.stored_balance(request).await?;
            let alert = request.loaders.billing.load_one(AlertOf(customer.id)).await?;
            Ok(Some(WalletNode::new(request.scope.tenant(), customer.currency, unapplied, alert)))
        }))
        .await
    }

    /// The customer's credit notes, latest first. Not for technical members and the NOC: FORBIDDEN.
    async fn credit_notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<CreditNoteConnection, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let page = crate::kernel::page::PageRequest::from_args(
                first,
                after.as_deref(),
                last,
                before.as_deref(),
            )?;
            Ok(Some(CreditNoteConnection::load(&request.scope, self.seen.customer.id, &page).await?))
        }))
        .await
    }

    /// A link to a statement of account as a PDF, good for ten minutes: what was billed, credited and paid on the days from
    /// `from` to `to`, both included, with the balance after each. BAD_USER_INPUT: the days are none, or more than three
    /// years; `locale` is none. Not for technical members and the NOC: FORBIDDEN.
    async fn statement_document(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day; the first of the month of `to` if absent.")] from: Option<Date>,
        #[graphql(desc = "The last day; today if absent.")] to: Option<Date>,
        #[graphql(
            desc = "BCP 47: the language of words, dates and amounts; the account's, else the ISP's, if absent."
        )]
        locale: Option<String>,
    ) -> Option<Result<DocumentNode, ApiError>> {
        nullable(Box::pin(async {
            self.guard(request(ctx), billing::policy::shows_bills)?;
            let customer = self.seen.customer.id;
            DocumentNode::of_statement(ctx, customer, (from.map(|day| day.0), to.map(|day| day.0)), locale)
                .await
                .map(Some)
        }))
        .await
    }

    /// What was owed, what was booked, what is owed: the statement of the days from `from` until before `to`. Not for
    /// technical members and the NOC: FORBIDDEN. `to` not after `from`: BAD_USER_INPUT.
    async fn statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "First day, in the ISP's time zone; from the beginning if absent.")] from: Option<
            Date,
        >,
        #[graphql(desc = "First day after the last; up to now if absent.")] to: Option<Date>,
    ) -> Option<Result<StatementNode, ApiError>> {
        nullable(Box::pin(async {
            let request = request(ctx);
            self.guard(request, billing::policy::shows_bills)?;
            let customer = &self.seen.customer;
            Ok(Some(StatementNode::load(request, customer.id, customer.currency, from, to).await?))
        }))
        .await
    }

    /// The people who may act for the customer, the eldest membership first; at most 20. For owners and viewers, support
    /// and tenant administrators: FORBIDDEN.
    async fn members(&self, ctx: &Context<'_>) -> Option<Result<Vec<MemberNode>, ApiError>> {
        nullable(Box::pin(async {
            if !self.between_members(ctx, identity::policy::may_view_members) {
                return Err(ApiError::Forbidden);
            }
            let members = request(ctx).loaders.identity.load_one(MembersOf(self.seen.customer.id)).await?;
            Ok(Some(members.unwrap_or_default().into_iter().map(MemberNode).collect()))
        }))
        .await
    }

    /// Invitations that are not answered yet, the eldest first; at most 20. For owners and viewers, support and tenant
    /// administrators: FORBIDDEN.
    async fn member_invitations(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<MemberInvitationNode>, ApiError>> {
        nullable(Box::pin(async {
            if !self.between_members(ctx, identity::policy::may_view_members) {
                return Err(ApiError::Forbidden);
            }
            let id = self.seen.customer.id;
            let invitations = request(ctx).loaders.identity.load_one(InvitationsOf(id)).await?;
            Ok(Some(invitations.unwrap_or_default().into_iter().map(MemberInvitationNode).collect()))
        }))
        .await
    }

    /// Who has viewed or changed the customer, the latest first: employees of the ISP and of resellers, and its own
    /// members. For owners and viewers, support and tenant administrators: FORBIDDEN.
    async fn activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<ActivityConnection, ApiError>> {
        nullable(Box::pin(async {
            if !self.between_members(ctx, audit::policy::may_view_activity) {
                return Err(ApiError::Forbidden);
            }
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let of = ActivityOf::Customer(self.seen.customer.id);
            Ok(Some(ActivityConnection::load(&request(ctx).scope, of, &page).await?))
        }))
        .await
    }

    /// The customer's tickets that the caller sees, the latest first unless another order is asked for. A cursor of another
    /// order, or a search without a word: BAD_USER_INPUT.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn tickets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which tickets are wanted; all if absent.")] filter: Option<
            CustomerTicketFilterInput,
        >,
        #[graphql(desc = "The order; by when they were opened, latest first, if absent.")] order_by: Option<
            TicketOrderInput,
        >,
    ) -> Option<Result<TicketConnection, ApiError>> {
        nullable(Box::pin(async {
            let list = TicketList::of_customer(&self.seen, filter.unwrap_or_default().into_filter()?);
            let order = order_by.map(TicketOrderInput::into_order).unwrap_or_default();
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(TicketConnection::load(&request(ctx).scope, list, order, &page).await?))
        }))
        .await
    }

    /// The customer's subscriptions to plans, the oldest order first.
    async fn subscriptions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Result<SubscriptionConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            if let Some(connection) = self.tree.as_ref().and_then(|tree| tree.subscriptions(request, first)) {
                return Ok(connection);
            }
            let page = crate::kernel::page::PageRequest::from_args(
                first,
                after.as_deref(),
                last,
                before.as_deref(),
            )?;
            SubscriptionConnection::load(&request.scope, self.seen.customer.id, &page).await
        })
        .await
    }
}

impl CustomerNode {
    async fn dunned(&self, request: &RequestContext) -> Result<Arc<Dunned>, ApiError> {
        self.guard(request, billing::policy::shows_bills)?;
        let dunned = request.loaders.billing.load_one(DunnedOf(self.seen.customer.id)).await?;
        Ok(dunned.ok_or_else(|| Fault::internal("a customer is missing that was seen"))?)
    }

    fn between_members(&self, ctx: &Context<'_>, rule: fn(CallerKind) -> bool) -> bool {
        self.seen.allows(rule) && request(ctx).scope.actor().may_see_between_members(rule)
    }

    fn contact(&self, value: Option<&String>) -> Option<String> {
        self.seen.allows(policy::may_view_contact).then(|| value.cloned()).flatten()
    }
}

/// An exemption in the graph.
pub struct TaxExemptionNode(TaxExemption);

/// Why a customer is charged no tax. Visible to whoever sees the customer's bills.
#[Object(name = "TaxExemption")]
impl TaxExemptionNode {
    /// The reason.
    async fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The paper that says so; null where none is known.
    async fn certificate(&self) -> Option<&str> {
        self.0.certificate.as_deref()
    }

    /// The last day on which it holds; null for no end.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether it holds today.
    async fn in_force(&self, ctx: &Context<'_>) -> bool {
        self.0.holds_on(request(ctx).scope.today())
    }
}

/// A postal address in the graph.
pub struct AddressNode(Address);

/// A postal address.
#[Object(name = "Address")]
impl AddressNode {
    /// Street and number.
    async fn line1(&self) -> &str {
        &self.0.line1
    }

    /// Apartment, floor or part of a company; null when there is none.
    async fn line2(&self) -> Option<&str> {
        self.0.line2.as_deref()
    }

    /// Postal code.
    async fn postal_code(&self) -> &str {
        &self.0.postal_code
    }

    /// City.
    async fn city(&self) -> &str {
        &self.0.city
    }

    /// ISO 3166-1 alpha-2 code of the country.
    async fn country(&self) -> &str {
        &self.0.country
    }
}
