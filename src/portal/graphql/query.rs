//! The root of all reads.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use sea_orm::ActiveEnum as _;

use super::node::{Node, find};
use super::viewer::ViewerNode;
use crate::accounting::graphql::{JournalConnection, LedgerReportNode, VatReportNode, period};
use crate::accounting::{self, LedgerCheck};
use crate::audit::graphql::{
    AuditEntryConnection, AuditEntryFilterInput, AuditVerificationNode, entries_page,
};
use crate::automation;
use crate::automation::graphql::{
    AutomationPlaybookNode, AutomationRunConnection, AutomationRunFilterInput, AutomationRunNode, playbooks,
    runs_page,
};
use crate::billing::graphql::{BillingRunNode, LineDisputeNode, TaxRateNode};
use crate::catalog::graphql::{CouponConnection, PlanConnection, PlanFilterInput, coupons_page, plans_page};
use crate::customers::graphql::{CustomerConnection, CustomerFilterInput, CustomerNode, page_of};
use crate::customers::{self, List};
use crate::graphql::access::permit;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, ErrorCode, nullable};
use crate::graphql::ids::read;
use crate::graphql::scalars::{BigInt, Date};
use crate::help::graphql::{HelpArticleConnection, HelpArticleNode, articles_page, find_article};
use crate::help::{ArticleFilter, ArticleStatus};
use crate::identity::graphql::{AccountConnection, AccountFilterInput, AccountNode, accounts_page};
use crate::kernel::ids::{AccountId, AutomationRunId, CustomerId, SubscriptionId, TicketId};
use crate::kernel::page::PageRequest;
use crate::kernel::problem::Invalid;
use crate::network::alerts;
use crate::network::graphql::{
    AlertConnection, AlertFilterInput, AlertRuleNode, IncidentConnection, IncidentFilterInput, alerts_page,
    incidents_page,
};
use crate::network::inventory::graphql::{
    DeviceConnection, DeviceFilterInput, ManagementNetworkNode, SiteConnection, devices_page,
    management_networks, sites_page,
};
use crate::payments::graphql::BillToPayNode;
use crate::provisioning::ProvisioningStatus;
use crate::provisioning::graphql::{NasConnection, StateConnection, nas_page, states_page};
use crate::tenancy::graphql::{TenantNode, TenantSettingsNode};
use crate::tickets::desk::{self, Grouping};
use crate::tickets::graphql::{
    AgentWorkloadNode, BusinessCalendarNode, CannedReplyNode, SlaPolicyNode, SupportReportNode,
    SupportTeamNode, TicketConnection, TicketFilterInput, TicketNode, TicketOrderInput, TicketPreflightNode,
    TicketQueueNode, agent_workload, canned_replies, render_canned_reply, support_report, ticket_queues,
};
use crate::tickets::{TicketCategory, TicketList};
use crate::{audit, billing, identity, tenancy, tickets};

/// The root of all reads.
#[derive(Default)]
pub struct QueryRoot;

/// Findings that `ledgerCheck` gives at most.
const MAX_FINDINGS: u32 = 100;

/// Findings of `ledgerCheck` where nobody says how many. An argument with a default is nullable here, because the library
/// takes a variable that is not given for null, where the default belongs.
const FINDINGS_AT_ONCE: i32 = 100;

/// Entries of `journal` where nobody says how many.
const ENTRIES_AT_ONCE: i32 = 20;

/// Ids that `nodes` takes at most.
const MAX_NODES: usize = 100;

/// The root of all reads.
#[Object(name = "Query")]
impl QueryRoot {
    /// The ISP that this host names. Public.
    #[graphql(guard = "crate::graphql::access::at(\"Query.tenant\")")]
    async fn tenant(&self, ctx: &Context<'_>) -> TenantNode {
        TenantNode(request(ctx).tenant.clone())
    }

    /// The settings of the own ISP, read anew. For tenant administrators: FORBIDDEN.
    async fn tenant_settings(&self, ctx: &Context<'_>) -> Option<Result<TenantSettingsNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.tenantSettings")?;
            let tenant = tenancy::current(&request(ctx).scope).await?;
            Ok(Some(TenantSettingsNode(Arc::new(tenant))))
        }))
        .await
    }

    /// The caller; null when nobody is signed in, which is no error. Public.
    #[graphql(guard = "crate::graphql::access::at(\"Query.viewer\")")]
    async fn viewer<'a>(&self, ctx: &Context<'a>) -> Option<ViewerNode<'a>> {
        request(ctx).signed_in.as_ref().map(ViewerNode)
    }

    /// Any object by its id; null for what does not exist and for what the caller may not see. Public.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The object's id.")] id: ID,
    ) -> Option<Result<Node, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.node")?;
            Ok(find(request(ctx), &[id], "id").await?.pop().flatten())
        }))
        .await
    }

    /// Objects by their ids, in the order asked for, null for what does not exist and for what the caller may not see.
    /// Public. At most 100: BAD_USER_INPUT.
    #[graphql(guard = "crate::graphql::access::at(\"Query.nodes\")")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The objects' ids, at most 100.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>, ApiError> {
        if ids.len() > MAX_NODES {
            return Err(Invalid::new("ids", format!("must be at most {MAX_NODES}")).into());
        }
        find(request(ctx), &ids, "ids").await
    }

    /// What can be paid by a pay link, signed in or not; null for a token that opens nothing, whatever the reason. It does not
    /// say whose bill it is. Public: the token is the credential. RATE_LIMITED after 60 calls with tokens of links from an
    /// address in a minute.
    async fn pay_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's token.")] token: String,
    ) -> Option<Result<BillToPayNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.payLink")?;
            BillToPayNode::open(ctx, &token.into()).await
        }))
        .await
    }

    /// Every code that `errors[].extensions.code` can hold. Public.
    #[graphql(guard = "crate::graphql::access::at(\"Query.errorCodes\")")]
    async fn error_codes(&self) -> Vec<ErrorCodeNode> {
        ErrorCode::ALL
            .iter()
            .map(|code| ErrorCodeNode { code: *code, description: code.description() })
            .collect()
    }

    /// The ISP's customers, ordered by name. For staff: FORBIDDEN.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn customers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which customers are wanted; all if absent.")] filter: Option<CustomerFilterInput>,
        #[graphql(desc = "Text in name, number or mail address, in any case; at most 100 characters.")]
        search: Option<String>,
    ) -> Option<Result<CustomerConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.customers")?;
            let request = request(ctx);
            let filter = filter.unwrap_or_default().with_search(search);
            filter.check()?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(page_of(&request.scope, List::of_tenant(filter), &page).await?))
        }))
        .await
    }

    /// A customer of the ISP by its id; null when there is none. For staff: FORBIDDEN.
    async fn customer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The customer's id.")] id: ID,
    ) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.customer")?;
            let id: CustomerId = read(&id, "id")?;
            Ok(customers::seen(&request(ctx).scope, &[id]).await?.pop().map(CustomerNode::new))
        }))
        .await
    }

    /// The ISP's accounts, ordered by name. For support and tenant administrators: FORBIDDEN. The accounts' owners see in
    /// their activity that somebody looked.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which accounts are wanted; all if absent.")] filter: Option<AccountFilterInput>,
        #[graphql(desc = "Text in name, portal ID or mail address, in any case; at most 100 characters.")]
        search: Option<String>,
    ) -> Option<Result<AccountConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.accounts")?;
            let filter = filter.unwrap_or_default().with_search(search);
            filter.check()?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(accounts_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// The plans, ordered by code: what is on public sale today for everybody, all of them for staff. Public.
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which plans are wanted; all if absent.")] filter: Option<PlanFilterInput>,
    ) -> Option<Result<PlanConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.plans")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(plans_page(&request(ctx).scope, &filter.unwrap_or_default(), &page).await?))
        }))
        .await
    }

    /// The coupons, ordered by code. For staff: FORBIDDEN.
    async fn coupons(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<CouponConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.coupons")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(coupons_page(&request(ctx).scope, &page).await?))
        }))
        .await
    }

    /// An account of the ISP by its id; null when there is none. For support and tenant administrators: FORBIDDEN.
    async fn account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account's id.")] id: ID,
    ) -> Option<Result<AccountNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.account")?;
            let id: AccountId = read(&id, "id")?;
            Ok(identity::account(&request(ctx).scope, id).await?.map(AccountNode))
        }))
        .await
    }

    /// The ISP's tickets, the latest first unless another order is asked for. For staff, and by device for staff who see
    /// devices: FORBIDDEN. A cursor of another order, or a search without a word: BAD_USER_INPUT.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn tickets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which tickets are wanted; all if absent.")] filter: Option<TicketFilterInput>,
        #[graphql(desc = "The order; by when they were opened, latest first, if absent.")] order_by: Option<
            TicketOrderInput,
        >,
    ) -> Option<Result<TicketConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.tickets")?;
            let filter = filter.unwrap_or_default().into_filter()?;
            if !filter.is_open_to(&request(ctx).scope) {
                return Err(ApiError::Forbidden);
            }
            let list = TicketList::of_tenant(filter);
            let order = order_by.map(TicketOrderInput::into_order).unwrap_or_default();
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(TicketConnection::load(&request(ctx).scope, list, order, &page).await?))
        }))
        .await
    }

    /// A ticket by its id; null for what does not exist and for what the caller may not see. For whoever sees tickets of any
    /// kind: FORBIDDEN.
    async fn ticket(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ticket's id.")] id: ID,
    ) -> Option<Result<TicketNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.ticket")?;
            let id: TicketId = read(&id, "id")?;
            Ok(tickets::seen(&request(ctx).scope, &[id]).await?.pop().map(TicketNode))
        }))
        .await
    }

    /// The ISP's billing runs, the last one first; at most 20. For billing and tenant administrators: FORBIDDEN.
    async fn billing_runs(&self, ctx: &Context<'_>) -> Option<Result<Vec<BillingRunNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.billingRuns")?;
            let runs = billing::latest_runs(&request(ctx).scope).await?;
            Ok(Some(runs.into_iter().map(BillingRunNode).collect()))
        }))
        .await
    }

    /// The disputes of lines of invoices that nobody has answered, the oldest first; at most 100. For billing and tenant
    /// administrators: FORBIDDEN.
    async fn open_line_disputes(&self, ctx: &Context<'_>) -> Option<Result<Vec<LineDisputeNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.openLineDisputes")?;
            let disputes = billing::open_disputes(&request(ctx).scope).await?;
            Ok(Some(disputes.into_iter().map(LineDisputeNode::from).collect()))
        }))
        .await
    }

    /// The ISP's tax rates by code, name and time; at most 100. For billing and tenant administrators: FORBIDDEN.
    async fn tax_rates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those in force on this day; all, past and to come, if absent.")] on: Option<
            Date,
        >,
    ) -> Option<Result<Vec<TaxRateNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.taxRates")?;
            let rates = billing::tax_rates(&request(ctx).scope, on.map(|day| day.0)).await?;
            Ok(Some(rates.into_iter().map(TaxRateNode).collect()))
        }))
        .await
    }

    /// The calendars of the ISP's service levels by name; at most 20. For staff: FORBIDDEN.
    async fn business_calendars(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<BusinessCalendarNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.businessCalendars")?;
            let calendars = tickets::calendars(&request(ctx).scope).await?;
            Ok(Some(calendars.into_iter().map(BusinessCalendarNode).collect()))
        }))
        .await
    }

    /// The ISP's service levels, those for new tickets first, then by name; at most 50. For staff: FORBIDDEN.
    async fn sla_policies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those for new tickets, or only the retired ones; all if absent.")]
        active: Option<bool>,
    ) -> Option<Result<Vec<SlaPolicyNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.slaPolicies")?;
            let policies = tickets::policies(&request(ctx).scope, active).await?;
            Ok(Some(policies.into_iter().map(SlaPolicyNode).collect()))
        }))
        .await
    }

    /// The audit log, the latest entry first. For tenant administrators: FORBIDDEN.
    async fn audit_entries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which entries are wanted; all if absent.")] filter: Option<AuditEntryFilterInput>,
    ) -> Option<Result<AuditEntryConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.auditEntries")?;
            let filter = filter.unwrap_or_default().into_filter()?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(entries_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// Reads the chain of the audit log again, up to 20,000 entries, and tells where it is not what was sealed: where an
    /// entry was changed, removed or moved. For tenant administrators: FORBIDDEN.
    async fn verify_audit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The place to begin at; the beginning of the chain if absent.")] from: Option<
            BigInt,
        >,
    ) -> Option<Result<AuditVerificationNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.verifyAudit")?;
            let from = from.map_or(1, |from| from.0);
            Ok(Some(AuditVerificationNode(audit::verify(&request(ctx).scope, from).await?)))
        }))
        .await
    }

    /// Counts the books of the ISP anew and tells where they are not true: nothing, unless there is a fault. Reads all
    /// documents; ask for some checks at a time where there are many. For billing and tenant administrators: FORBIDDEN.
    async fn ledger_check(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to check; everything if absent.")] checks: Option<Vec<LedgerCheck>>,
        #[graphql(desc = "The most findings, 1 to 100.", default_with = "Some(FINDINGS_AT_ONCE)")]
        limit: Option<i32>,
    ) -> Option<Result<LedgerReportNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.ledgerCheck")?;
            let limit = u32::try_from(limit.unwrap_or(FINDINGS_AT_ONCE))
                .ok()
                .filter(|limit| (1..=MAX_FINDINGS).contains(limit));
            let limit = limit.ok_or_else(|| Invalid::new("limit", "must be between 1 and 100"))?;
            let mut checks = checks.unwrap_or_else(|| LedgerCheck::ALL.to_vec());
            checks.sort_unstable();
            checks.dedup();
            let report = accounting::ledger_check(&request(ctx).scope, &checks, limit).await?;
            Ok(Some(LedgerReportNode(report)))
        }))
        .await
    }

    /// The journal of a period as double entries, in the order of the books. For billing and tenant administrators:
    /// FORBIDDEN.
    async fn journal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A month (`2026-10`), a quarter (`2026-Q4`) or a year (`2026`).")] period: String,
        #[graphql(desc = "Entries from the start, 1 to 100.", default_with = "Some(ENTRIES_AT_ONCE)")] first: Option<
            i32,
        >,
        #[graphql(desc = "Entries after this cursor.")] after: Option<String>,
    ) -> Option<Result<JournalConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.journal")?;
            let period = self::period(&period)?;
            let page = PageRequest::from_args(first.or(Some(ENTRIES_AT_ONCE)), after.as_deref(), None, None)?;
            Ok(Some(JournalConnection::load(&request(ctx).scope, period, &page).await?))
        }))
        .await
    }

    /// What was charged and taken back of each tax in a period. Reads all its invoices and credit notes. For billing and
    /// tenant administrators: FORBIDDEN.
    async fn vat_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A month (`2026-10`), a quarter (`2026-Q4`) or a year (`2026`).")] period: String,
    ) -> Option<Result<VatReportNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.vatReport")?;
            let period = self::period(&period)?;
            let rows = accounting::vat_report(&request(ctx).scope, period).await?;
            Ok(Some(VatReportNode::new(period, rows)))
        }))
        .await
    }

    /// The outages and the maintenance, the latest first. For staff: FORBIDDEN. Customers find theirs in
    /// `ServiceSubscription.incidents`.
    async fn incidents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which incidents are wanted; all if absent.")] filter: Option<IncidentFilterInput>,
    ) -> Option<Result<IncidentConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.incidents")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let filter = filter.unwrap_or_default().into();
            Ok(Some(incidents_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// The network access servers that are in service, by name. For the NOC and tenant administrators: FORBIDDEN.
    async fn nases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
    ) -> Option<Result<NasConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.nases")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(nas_page(&request(ctx).scope, &page).await?))
        }))
        .await
    }

    /// How far the network is with all services, what has stood longest first. For support, the NOC and tenant administrators:
    /// FORBIDDEN. Customers find theirs in `ServiceSubscription.provisioning`.
    async fn service_provisionings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that are so far; all if absent.")] state: Option<ProvisioningStatus>,
    ) -> Option<Result<StateConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.serviceProvisionings")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(states_page(&request(ctx).scope, state, &page).await?))
        }))
        .await
    }

    /// The articles of the help: those with all the words of `search`, titles before bodies, or else the most helpful first;
    /// each once, in the best language. Public. Only staff finds what is not published.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay connection")]
    async fn help_articles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(
            desc = "Words in title or body, in any form that the language has; at most 200 characters."
        )]
        search: Option<String>,
        #[graphql(desc = "Only those that may spare such tickets.")] category: Option<TicketCategory>,
        #[graphql(
            desc = "The language wanted, e.g. `de-AT`; the caller's if absent. What there is not in it comes without the region, and then in the ISP's language."
        )]
        locale: Option<String>,
        #[graphql(
            desc = "Where they stand, for staff, in every language unless `locale` is given; PUBLISHED if absent."
        )]
        status: Option<ArticleStatus>,
    ) -> Option<Result<HelpArticleConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.helpArticles")?;
            let category = category.map(|category| category.to_value());
            let filter = ArticleFilter { search, category, locale, status };
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(articles_page(request(ctx), filter, &page).await?))
        }))
        .await
    }

    /// The published article of a slug, in the language wanted, the same without its region, or the ISP's language; null when
    /// there is none. Public.
    async fn help_article(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The article's name in addresses.")] slug: String,
        #[graphql(desc = "The language wanted, e.g. `de-AT`; the caller's if absent.")] locale: Option<
            String,
        >,
    ) -> Option<Result<HelpArticleNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.helpArticle")?;
            find_article(request(ctx), &slug, locale.as_deref()).await
        }))
        .await
    }

    /// What is known of a service before a ticket is opened about it: incidents with their expected end, why it is withheld,
    /// articles, tickets that are open; null when there is no such service, or the caller does not see it. For everybody who is
    /// signed in.
    async fn ticket_preflight(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The service.")] service_id: ID,
        #[graphql(desc = "What the ticket would be about.", default_with = "TicketCategory::Technical")]
        category: TicketCategory,
    ) -> Option<Result<TicketPreflightNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.ticketPreflight")?;
            let service: SubscriptionId = read(&service_id, "serviceId")?;
            TicketPreflightNode::load(request(ctx), service, category).await
        }))
        .await
    }

    /// The teams that tickets are given to, by name; at most 50. For staff: FORBIDDEN.
    async fn support_teams(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those that were retired instead.", default = false)] retired: bool,
    ) -> Option<Result<Vec<SupportTeamNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.supportTeams")?;
            let teams = desk::support_teams(&request(ctx).scope, retired).await?;
            Ok(Some(teams.into_iter().map(SupportTeamNode).collect()))
        }))
        .await
    }

    /// The texts that staff writes often, by title; at most 200. For staff: FORBIDDEN.
    async fn canned_replies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Text in title or body, in any case; at most 100 characters.")] search: Option<
            String,
        >,
        #[graphql(desc = "Only those in this language, BCP 47, and those in none; all if absent.")]
        locale: Option<String>,
    ) -> Option<Result<Vec<CannedReplyNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.cannedReplies")?;
            Ok(Some(canned_replies(ctx, search, locale).await?))
        }))
        .await
    }

    /// A text that staff writes often with its places filled in, as the caller would write it on a ticket; null where text or
    /// ticket is not there. For staff: FORBIDDEN.
    async fn render_canned_reply(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text's id.")] id: ID,
        #[graphql(desc = "The ticket that it is written on.")] ticket_id: ID,
    ) -> Option<Result<String, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.renderCannedReply")?;
            render_canned_reply(ctx, &id, &ticket_id).await
        }))
        .await
    }

    /// The caller's queues of live tickets with their lengths, for a sidebar. For staff: FORBIDDEN.
    async fn ticket_queues(&self, ctx: &Context<'_>) -> Option<Result<Vec<TicketQueueNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.ticketQueues")?;
            Ok(Some(ticket_queues(ctx).await?))
        }))
        .await
    }

    /// What came to support, what was done, how soon, and what is left, in days of the ISP's zone; at most 366, and as many as
    /// hold 50,000 tickets and changes of them: BAD_USER_INPUT. For support and tenant administrators: FORBIDDEN.
    async fn support_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first day.")] from: Date,
        #[graphql(desc = "The first day after it.")] to: Date,
        #[graphql(desc = "By what tickets are put together.")] group_by: Grouping,
    ) -> Option<Result<SupportReportNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.supportReport")?;
            Ok(Some(support_report(ctx, from, to, group_by).await?))
        }))
        .await
    }

    /// The live tickets of each employee, by name, and last of nobody. For support and tenant administrators: FORBIDDEN.
    async fn agent_workload(&self, ctx: &Context<'_>) -> Option<Result<Vec<AgentWorkloadNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.agentWorkload")?;
            Ok(Some(agent_workload(ctx).await?))
        }))
        .await
    }

    /// The playbooks that may be run, by key. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn automation_playbooks(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<AutomationPlaybookNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.automationPlaybooks")?;
            Ok(Some(playbooks(request(ctx))))
        }))
        .await
    }

    /// The runs of playbooks, the latest first. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn automation_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which runs are wanted; all if absent.")] filter: Option<AutomationRunFilterInput>,
    ) -> Option<Result<AutomationRunConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.automationRuns")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let filter = filter.unwrap_or_default().into_filter()?;
            Ok(Some(runs_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// A run of a playbook by its id; null for what does not exist. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn automation_run(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The run's id.")] id: ID,
    ) -> Option<Result<AutomationRunNode, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.automationRun")?;
            let id: AutomationRunId = read(&id, "id")?;
            Ok(automation::open_runs(&request(ctx).scope, &[id]).await?.pop().map(AutomationRunNode))
        }))
        .await
    }

    /// The devices of the network, by name. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn devices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which devices are wanted; all in service if absent.")] filter: Option<
            DeviceFilterInput,
        >,
    ) -> Option<Result<DeviceConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.devices")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let filter = filter.unwrap_or_default().into_filter()?;
            Ok(Some(devices_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// The sites of the network, by name. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn sites(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Text in the name, in any case; at most 100 characters.")] search: Option<String>,
    ) -> Option<Result<SiteConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.sites")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            Ok(Some(sites_page(&request(ctx).scope, search, &page).await?))
        }))
        .await
    }

    /// The networks in which devices may be asked; at most 100. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn management_networks(
        &self,
        ctx: &Context<'_>,
    ) -> Option<Result<Vec<ManagementNetworkNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.managementNetworks")?;
            Ok(Some(management_networks(ctx).await?))
        }))
        .await
    }

    /// The alerts about devices, the latest first. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn alerts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100. Give this or `last`.")] first: Option<i32>,
        #[graphql(desc = "Rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Rows before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which alerts are wanted; all that alarm somebody if absent.")] filter: Option<
            AlertFilterInput,
        >,
    ) -> Option<Result<AlertConnection, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.alerts")?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            let filter = filter.unwrap_or_default().into_filter()?;
            Ok(Some(alerts_page(&request(ctx).scope, filter, &page).await?))
        }))
        .await
    }

    /// The rules of what is worth an alarm, by name; at most 100. For support, the NOC and tenant administrators: FORBIDDEN.
    async fn alert_rules(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those that were retired instead.", default = false)] retired: bool,
    ) -> Option<Result<Vec<AlertRuleNode>, ApiError>> {
        nullable(Box::pin(async {
            permit(ctx, "Query.alertRules")?;
            let rules = alerts::alert_rules(&request(ctx).scope, retired).await?;
            Ok(Some(rules.into_iter().map(AlertRuleNode).collect()))
        }))
        .await
    }
}

/// A code of the error catalogue.
#[derive(SimpleObject)]
#[graphql(name = "ErrorCodeInfo")]
pub struct ErrorCodeNode {
    /// The code, as in `errors[].extensions.code`.
    code: ErrorCode,
    /// What it means and what to do about it.
    description: &'static str,
}
