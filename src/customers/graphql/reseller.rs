//! `Reseller` in the graph.

use async_graphql::{Context, ID, Object};

use super::customer::CustomerConnection;
use super::inputs::{CustomerFilterInput, page_of};
use crate::customers::entity::reseller::{self, ResellerStatus};
use crate::customers::{List, OwnReseller};
use crate::graphql::context::request;
use crate::graphql::error::ApiError;
use crate::graphql::ids::write;
use crate::kernel::actor::ResellerRole;
use crate::kernel::ids::ResellerId;
use crate::kernel::page::PageRequest;

/// The reseller that the caller works for, with those below it.
pub struct ResellerNode {
    own: reseller::Model,
    /// What the caller is there.
    role: ResellerRole,
    /// The own one first, then those whose customers the caller sees too.
    tree: Vec<ResellerId>,
}

impl ResellerNode {
    /// A reseller that `customers::own_resellers` found; none out of an empty tree.
    pub fn new(OwnReseller { role, tree }: OwnReseller) -> Option<Self> {
        let ids = tree.iter().map(|reseller| reseller.id).collect();
        tree.into_iter().next().map(|own| Self { own, role, tree: ids })
    }
}

/// A company that sells the ISP's services. Visible to its own employees.
#[Object(name = "Reseller")]
impl ResellerNode {
    /// The reseller's id.
    async fn id(&self) -> ID {
        write(self.own.id)
    }

    /// The short code, unique within the ISP.
    async fn code(&self) -> &str {
        &self.own.code
    }

    /// The company's name.
    async fn name(&self) -> &str {
        &self.own.name
    }

    /// Whether it may work.
    async fn status(&self) -> ResellerStatus {
        self.own.status
    }

    /// The commission tier.
    async fn tier(&self) -> &str {
        &self.own.tier
    }

    /// The customers it serves today, ordered by name; for its administrators also those of the resellers below it.
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
    ) -> Result<CustomerConnection, ApiError> {
        Box::pin(async {
            let request = request(ctx);
            let filter = filter.unwrap_or_default().with_search(search);
            filter.check()?;
            let page = PageRequest::from_args(first, after.as_deref(), last, before.as_deref())?;
            page_of(&request.scope, List::of_resellers(self.tree.clone(), self.role, filter), &page).await
        })
        .await
    }
}
