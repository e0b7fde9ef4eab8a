//! `PayLink` in the graph, `createPayLink` and `revokePayLink`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use secrecy::ExposeSecret as _;

use super::create_payment::words;
use crate::billing::ledger::Payable;
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::money::MoneyNode;
use crate::graphql::scalars::{Date, DateTime, Decimal};
use crate::kernel::money::Money;
use crate::kernel::problem::Invalid;
use crate::payments::{
    LinkError, LinkRefusal, LinkState, LinkTarget, LinkView, NewPayLink, create_pay_link, revoke_pay_link,
};

crate::user_errors! {
    /// Why a link was not made or taken back.
    PayLinkErrorCode, PayLinkUserError ("PayLinkUserError"), "Why a link was not made or taken back." {
        /// There is no such customer, invoice or link for whom the caller makes links.
        NotFound,
        /// The amount is nothing, has too many digits or is too large.
        InvalidAmount,
        /// The amount is more than is owed.
        ExceedsDue,
        /// Nothing is owed.
        NothingDue,
        /// A link is good for 1 to 90 days.
        InvalidExpiry,
        /// There are 20 links that can be used; take one back first.
        TooMany,
        /// The link was taken back or has expired.
        AlreadyOver,
        /// The ISP takes no payments by cards at present.
        GatewayUnavailable,
    }
}

/// A link that bills of a customer are paid by, signed in or not. Its secret is shown once, when it is made. For owners and
/// payers, the resellers that serve the customer, support, billing and tenant administrators.
pub struct PayLinkNode(pub LinkView);

/// A link that bills of a customer are paid by, signed in or not. Its secret is shown once, when it is made. For owners and
/// payers, the resellers that serve the customer, support, billing and tenant administrators.
#[Object(name = "PayLink")]
impl PayLinkNode {
    /// The link's id, for `revokePayLink`. It opens nothing.
    async fn id(&self) -> ID {
        write(self.0.link.id)
    }

    /// Whether it can be used, and what for.
    async fn state(&self) -> LinkState {
        self.0.state
    }

    /// The bills that it is for, oldest due first; at most 20. They were settled when it was made.
    async fn documents(&self) -> Vec<LinkedDocumentNode> {
        self.0.bills.iter().map(LinkedDocumentNode::from).collect()
    }

    /// What can be paid by it now: what is owed of its bills, less what is being paid at this moment; zero where it cannot be
    /// used.
    async fn amount_due(&self, ctx: &Context<'_>) -> MoneyNode {
        request(ctx).money(Money::new(self.0.due, self.0.link.currency))
    }

    /// The most that is paid by it in all; null: all that is owed of its bills.
    async fn amount_limit(&self, ctx: &Context<'_>) -> Option<MoneyNode> {
        let link = &self.0.link;
        link.amount_minor.map(|limit| request(ctx).money(Money::new(limit, link.currency)))
    }

    /// Whether the ISP has sent it with the mail of a bill.
    async fn by_mail(&self) -> bool {
        self.0.link.created_by.is_none()
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.link.created_at)
    }

    /// When it ends: the end of a day in the ISP's time zone.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.link.expires_at)
    }

    /// When it was taken back; null where it was not.
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.link.revoked_at.map(DateTime)
    }
}

/// A bill that a link is for, as far as whoever pays it must know it.
#[derive(SimpleObject)]
#[graphql(name = "LinkedDocument")]
pub struct LinkedDocumentNode {
    /// The bill's number.
    number: String,
    /// Until when it is to be paid; null where it has no due day.
    due_date: Option<Date>,
}

impl From<&Payable> for LinkedDocumentNode {
    fn from(bill: &Payable) -> Self {
        Self { number: bill.number.clone(), due_date: bill.owed.due.map(Date) }
    }
}

/// The link to make. Give either `invoiceId` or `customerId`: BAD_USER_INPUT otherwise.
#[derive(InputObject)]
pub struct CreatePayLinkInput {
    /// The one invoice that it is for.
    pub invoice_id: Option<ID>,
    /// The customer whose open invoices it is for, those that are open now: at most 20, oldest due first.
    pub customer_id: Option<ID>,
    /// The most that is paid by it, in the customer's currency; all that is owed if absent.
    pub amount: Option<Decimal>,
    /// Days that it is good for, 1 to 90, today not counted: until the end of that day in the ISP's time zone. 14 if absent.
    pub expires_in_days: Option<i32>,
}

/// The link to take back.
#[derive(InputObject)]
pub struct RevokePayLinkInput {
    /// The link.
    pub pay_link_id: ID,
}

/// The outcome of `createPayLink`.
#[derive(SimpleObject)]
pub struct CreatePayLinkPayload {
    /// The link; null when there is an error.
    pay_link: Option<PayLinkNode>,
    /// What opens it, for `payLink(token)`: shown here and never again. Put it behind the `#` of a page's address, where no
    /// server and no log sees it. Null when there is an error.
    token: Option<String>,
    /// Why it was not made; empty on success.
    user_errors: Vec<PayLinkUserError>,
}

/// The outcome of `revokePayLink`.
#[derive(SimpleObject)]
pub struct RevokePayLinkPayload {
    /// The link, which opens nothing any more; null when there is an error.
    pay_link: Option<PayLinkNode>,
    /// Why it was not taken back; empty on success.
    user_errors: Vec<PayLinkUserError>,
}

/// See its fields.
#[derive(Default)]
pub struct PayLinkMutations;

#[Object]
impl PayLinkMutations {
    /// Makes a link by which anybody can pay what is owed of one or several bills, without a sign-in and without seeing more
    /// than is needed for it. For owners and payers, the resellers that serve the customer, support, billing and tenant
    /// administrators: FORBIDDEN. Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.createPayLink\")")]
    async fn create_pay_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link to make.")] input: CreatePayLinkInput,
    ) -> Result<CreatePayLinkPayload, ApiError> {
        let request = request(ctx);
        let (target, field) = match (&input.invoice_id, &input.customer_id) {
            (Some(id), None) => (LinkTarget::Invoice(read(id, "input.invoiceId")?), "invoiceId"),
            (None, Some(id)) => (LinkTarget::Customer(read(id, "input.customerId")?), "customerId"),
            (Some(_), Some(_)) | (None, None) => {
                return Err(Invalid::new("input", "give either invoiceId or customerId").into());
            }
        };
        let amount = input.amount.map(|amount| amount.0);
        let new = NewPayLink { target, amount, expires_in_days: input.expires_in_days };
        match create_pay_link(&request.scope, &request.tenant, new).await {
            Ok((view, token)) => Ok(CreatePayLinkPayload {
                pay_link: Some(PayLinkNode(view)),
                token: Some(token.expose_secret().to_owned()),
                user_errors: Vec::new(),
            }),
            Err(LinkError::Refused(refusal)) => Ok(CreatePayLinkPayload {
                pay_link: None,
                token: None,
                user_errors: vec![describe(refusal, field)],
            }),
            Err(LinkError::Fault(fault)) => Err(fault.into()),
        }
    }

    /// Takes a link back: whoever has it sees nothing any more. What is being paid by it at this moment is still booked. For
    /// owners and payers, the resellers that serve the customer, support, billing and tenant administrators: FORBIDDEN.
    /// Audited; the customer sees it in its activity.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.revokePayLink\")")]
    async fn revoke_pay_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link to take back.")] input: RevokePayLinkInput,
    ) -> Result<RevokePayLinkPayload, ApiError> {
        let id = read(&input.pay_link_id, "input.payLinkId")?;
        match revoke_pay_link(&request(ctx).scope, id).await {
            Ok(view) => {
                Ok(RevokePayLinkPayload { pay_link: Some(PayLinkNode(view)), user_errors: Vec::new() })
            }
            Err(LinkError::Refused(refusal)) => {
                Ok(RevokePayLinkPayload { pay_link: None, user_errors: vec![describe(refusal, "payLinkId")] })
            }
            Err(LinkError::Fault(fault)) => Err(fault.into()),
        }
    }
}

/// A refusal for the caller; `id` is the field that names what is not found.
fn describe(refusal: LinkRefusal, id: &str) -> PayLinkUserError {
    use PayLinkErrorCode as Code;
    let (code, message, field) = match refusal {
        LinkRefusal::NotFound => (Code::NotFound, "there is no such customer, invoice or link", Some(id)),
        LinkRefusal::Amount(fault) => (Code::InvalidAmount, words(fault), Some("amount")),
        LinkRefusal::ExceedsDue => (Code::ExceedsDue, "less than that is owed", Some("amount")),
        LinkRefusal::NothingDue => (Code::NothingDue, "nothing is owed", Some(id)),
        LinkRefusal::Days => (Code::InvalidExpiry, "choose 1 to 90 days", Some("expiresInDays")),
        LinkRefusal::TooMany => (Code::TooMany, "there are 20 links already", None),
        LinkRefusal::Over => (Code::AlreadyOver, "the link is over already", Some(id)),
        LinkRefusal::GatewayUnavailable => {
            (Code::GatewayUnavailable, "payments by cards are not possible at present", None)
        }
    };
    let retryable = refusal == LinkRefusal::GatewayUnavailable;
    PayLinkUserError { code, message: message.to_owned(), field: field.map(str::to_owned), retryable }
}
