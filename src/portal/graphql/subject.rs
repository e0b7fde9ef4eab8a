//! What an account may act by, and through whose eyes a session looks.

use async_graphql::{Enum, ID, Object, SimpleObject};

use crate::customers;
use crate::graphql::context::RequestContext;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::{LinkRole, SignedIn, Subject, link_role};
use crate::kernel::actor::Role;
use crate::kernel::ids::{CustomerId, ResellerId};
use crate::ports::session_store::ViewAs;

/// Of what kind a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum SubjectKind {
    /// A household or a company.
    Customer,
    /// A reseller.
    Reseller,
    /// The ISP's own staff.
    Staff,
}

/// Something an account may act by. Visible to the account's owner.
#[derive(SimpleObject)]
#[graphql(name = "Subject")]
pub struct SubjectNode {
    /// The subject's id, for `switchSubject`.
    id: ID,
    /// Of what kind it is.
    kind: SubjectKind,
    /// The right it gives.
    role: LinkRole,
    /// What the customer or reseller is called; the ISP's name for a role in its staff.
    name: String,
    /// The customer's id; null where it is none.
    customer_id: Option<ID>,
    /// The reseller's id; null where it is none.
    reseller_id: Option<ID>,
    /// Whether the session acts by it now.
    current: bool,
}

/// Subjects that are listed at most.
const MAX_SUBJECTS: usize = 30;

impl SubjectNode {
    /// The subjects of the caller's account.
    pub(super) async fn of(request: &RequestContext, caller: &SignedIn) -> Result<Vec<Self>, ApiError> {
        if caller.session.view_as.is_some() {
            return Ok(Vec::new());
        }
        let subjects: Vec<Subject> = caller.subjects.iter().copied().take(MAX_SUBJECTS).collect();
        let customer = |subject: &Subject| match subject.role {
            Role::Customer(id, _) => Some(id),
            Role::Reseller(..) | Role::Staff(_) => None,
        };
        let reseller = |subject: &Subject| match subject.role {
            Role::Reseller(id, _) => Some(id),
            Role::Customer(..) | Role::Staff(_) => None,
        };
        let customers: Vec<CustomerId> = subjects.iter().filter_map(customer).collect();
        let resellers: Vec<ResellerId> = subjects.iter().filter_map(reseller).collect();
        let names = customers::names(&request.scope, &customers, &resellers).await?;
        let node = |subject: &Subject| {
            let (kind, name) = match subject.role {
                Role::Customer(id, _) => (SubjectKind::Customer, names.customers.get(&id).cloned()),
                Role::Reseller(id, _) => (SubjectKind::Reseller, names.resellers.get(&id).cloned()),
                Role::Staff(_) => (SubjectKind::Staff, Some(request.tenant.name.clone())),
            };
            Self {
                id: write(subject.id),
                kind,
                role: link_role(subject.role),
                name: name.unwrap_or_default(),
                customer_id: customer(subject).map(write),
                reseller_id: reseller(subject).map(write),
                current: caller.session.subject.is_none_or(|id| id == subject.id),
            }
        };
        Ok(subjects.iter().map(node).collect())
    }
}

/// A look through a customer's eyes.
pub struct ViewAsNode {
    pub(super) view: ViewAs,
    pub(super) holds: bool,
}

/// The customer through whose eyes the session looks. The session changes nothing until `endViewAs`.
#[Object(name = "ViewAs")]
impl ViewAsNode {
    /// The customer's id.
    async fn customer_id(&self) -> ID {
        write(self.view.customer)
    }

    /// The reason that was given; the customer reads it.
    async fn reason(&self) -> &str {
        &self.view.reason
    }

    /// When it began.
    async fn started_at(&self) -> DateTime {
        DateTime(self.view.started_at)
    }

    /// When the view goes dark in any case.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.view.expires_at)
    }

    /// Whether it still shows anything: not when its time is up, or when the caller may no longer look.
    async fn active(&self) -> bool {
        self.holds
    }
}
