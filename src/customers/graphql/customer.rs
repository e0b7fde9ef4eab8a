//! `Customer` in the graph: its profile, its bills, its services.

use async_graphql::{Context, ID, Object};

use crate::accounting::graphql::StatementNode;
use crate::audit::graphql::ActivityConnection;
use crate::audit::{self, ActivityOf};
use crate::billing::graphql::{
    CreditNoteConnection, InvoiceConnection, InvoiceFilterInput, InvoiceNode, InvoiceOrderInput,
};
use crate::billing::loader::{BalanceOf, LatestInvoiceOf};
use crate::catalog::graphql::SubscriptionConnection;
use crate::customers::entity::customer::{BillingMode, CustomerKind, CustomerStatus};
use crate::customers::{Address, Seen, policy};
use crate::db::TenantRef;
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
use crate::payments::graphql::PaymentConnection;
use crate::portal::CustomerTree;
use crate::{billing, payments};

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
    fn between_members(&self, ctx: &Context<'_>, rule: fn(CallerKind) -> bool) -> bool {
        self.seen.allows(rule) && request(ctx).scope.actor().may_see_between_members(rule)
    }

    fn contact(&self, value: Option<&String>) -> Option<String> {
        self.seen.allows(policy::may_view_contact).then(|| value.cloned()).flatten()
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
