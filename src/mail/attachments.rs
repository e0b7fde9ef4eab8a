//! Files that go with mails. Made when a mail leaves, and not when it is queued: the queue stays small, and what a file
//! says is as old as the mail.

use async_trait::async_trait;

use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::ports::mail::Attachment;
use crate::tenancy::Tenant;

/// Who makes them.
#[async_trait]
pub trait Attachments: Send + Sync {
    /// The file of this name for a reader of `locale`; `None` where there is none (any more): the mail goes without it.
    async fn attachment(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        name: &str,
        locale: &str,
    ) -> Result<Option<Attachment>, Fault>;
}
