//! `PersonalAccessToken` in the graph.

use async_graphql::{ID, Object};

use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::DateTime;
use crate::identity::TokenScope;
use crate::identity::entity::personal_token;
use crate::kernel::fault::Fault;

/// A personal access token of the caller's account.
pub struct PersonalAccessTokenNode(pub personal_token::Model);

/// What a person gives to a program of its own instead of the password: it reads within its scopes and changes nothing.
/// Visible to the account's owner.
#[Object(name = "PersonalAccessToken")]
impl PersonalAccessTokenNode {
    /// The token's id; not the token.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What its owner calls it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The last four symbols of the token, to tell it from others.
    async fn hint(&self) -> &str {
        &self.0.hint
    }

    /// What it may be used for.
    async fn scopes(&self) -> Option<Result<Vec<TokenScope>, ApiError>> {
        nullable(Box::pin(async {
            let scopes = serde_json::from_value(self.0.scopes.clone()).map_err(Fault::internal)?;
            Ok(Some(scopes))
        }))
        .await
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ends.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// When it was last used, to the minute; null before the first time.
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}
