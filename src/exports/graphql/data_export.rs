//! An export in the graph.

use async_graphql::{Context, Enum, ID, Object};

use crate::customers::graphql::CustomerNode;
use crate::customers::loader::CustomerById;
use crate::exports::DataExport;
use crate::graphql::context::request;
use crate::graphql::error::{ApiError, nullable};
use crate::graphql::ids::write;
use crate::graphql::scalars::{BigInt, DateTime, URL};

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum DataExportStatus {
    /// The file is being made.
    Pending,
    /// The file is there.
    Ready,
    /// The file is gone. Ask for another.
    Expired,
}

/// An export that the caller has asked for.
pub struct DataExportNode(pub DataExport);

impl DataExportNode {
    fn state(&self, ctx: &Context<'_>) -> DataExportStatus {
        if self.0.expires_at <= request(ctx).scope.real_now() {
            DataExportStatus::Expired
        } else if self.0.ready_at.is_some() {
            DataExportStatus::Ready
        } else {
            DataExportStatus::Pending
        }
    }
}

/// A file with everything that is kept of a customer: `export.json`, and a CSV for each part of it, in a ZIP archive. For the
/// account that asked for it alone.
#[Object(name = "DataExport")]
impl DataExportNode {
    /// The export's id.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// How far it is.
    async fn status(&self, ctx: &Context<'_>) -> DataExportStatus {
        self.state(ctx)
    }

    /// The customer whose data it is; null where the caller may not see it any more.
    async fn customer(&self, ctx: &Context<'_>) -> Option<Result<CustomerNode, ApiError>> {
        nullable(Box::pin(async {
            let seen = request(ctx).loaders.customers.load_one(CustomerById(self.0.customer)).await?;
            Ok(seen.map(CustomerNode::new))
        }))
        .await
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime {
        DateTime(self.0.requested_at)
    }

    /// When the file was made; null before.
    async fn ready_at(&self) -> Option<DateTime> {
        self.0.ready_at.map(DateTime)
    }

    /// When the file is gone.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// Bytes of the file; zero before it is made.
    async fn byte_size(&self) -> BigInt {
        BigInt(self.0.byte_size)
    }

    /// Where the file is, on this host; null unless it is there. Fetch it with the cookie and `x-portico-client`, or with the
    /// access token, by a session that has proved who it is within the last ten minutes (`stepUp`); otherwise it is not
    /// found.
    async fn url(&self, ctx: &Context<'_>) -> Option<URL> {
        let ready = self.state(ctx) == DataExportStatus::Ready;
        ready.then(|| URL(format!("/files/exports/{}", self.0.id)))
    }
}
