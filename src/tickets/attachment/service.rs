//! Uploading a file for a ticket, in a request or by a link, and opening it.

use std::sync::Arc;

use bytes::Bytes;
use chrono::NaiveDate;
use serde_json::json;
use tokio::sync::Semaphore;

use super::kind::{Unfit, judge};
use super::link::{OPENS_FOR, Opens, TAKES_FOR, Takes};
use super::{names, policy};
use crate::customers;
use crate::db::audit::{ActorKind, Record};
use crate::db::{DbError, Scope};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, TenantId, TicketAttachmentId, TypedId as _};
use crate::kernel::refusal::{Refusal, RefusalCode, UseCaseError};
use crate::ports::blob_store::{BlobStore, Received, SentFile};
use crate::ports::keyring::{Keyring, LinkUse};
use crate::tickets::entity::ticket_attachment;
use crate::tickets::store::attachments;

/// Uploads of one account that no message has used yet. Two at once may pass it together: it bounds, and does not count.
const MAX_UNUSED: u64 = 50;

/// Files that are looked at at once in a process: each is in memory meanwhile.
const AT_ONCE: usize = 4;

/// Files on tickets. Cheap to clone; clones share turns.
#[derive(Clone)]
pub struct Attachments {
    /// None: the ISP's operator has not set up a place for them.
    store: Option<BlobStore>,
    keyring: Keyring,
    turns: Arc<Semaphore>,
}

/// A file to be uploaded by a link.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// For whose tickets.
    pub customer: CustomerId,
    /// What it is called.
    pub file_name: String,
    /// How large it is, in bytes.
    pub size: i64,
}

/// A link that takes a file.
#[derive(Debug, Clone)]
pub struct UploadLink {
    /// The file to be.
    pub id: TicketAttachmentId,
    /// The token of the link.
    pub token: String,
    /// When the link ends.
    pub expires_at: Instant,
}

/// What a link that takes a file waits for.
#[derive(Debug)]
pub struct Expected(Takes);

impl Expected {
    /// How large the file must be, in bytes.
    pub fn size(&self) -> u64 {
        self.0.size
    }
}

/// A file that a link has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// All of it.
    pub bytes: Bytes,
}

/// Whose file, and what it is called.
struct Owner {
    id: TicketAttachmentId,
    customer: CustomerId,
    account: AccountId,
    kind: ActorKind,
    name: String,
}

/// Why a file was not taken in.
enum NotTaken {
    Unfit(Unfit),
    /// There is such a row already.
    Twice,
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for NotTaken {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

impl Attachments {
    /// Files in `store`.
    pub fn new(store: Option<BlobStore>, keyring: Keyring) -> Self {
        Self { store, keyring, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Where they are.
    pub fn store(&self) -> Option<&BlobStore> {
        self.store.as_ref()
    }

    /// Takes a file in that came with a request.
    pub async fn upload(
        &self,
        scope: &Scope,
        customer: CustomerId,
        file: SentFile,
    ) -> Result<ticket_attachment::Model, UseCaseError> {
        let account = may_upload(scope, customer).await?;
        let kind = ActorKind::of(scope.actor(), Some(customer));
        let name = names::cleaned(&file.name);
        let owner = Owner { id: scope.new_id(), customer, account, kind, name };
        match self.take_in(scope, owner, file).await {
            Ok(row) => Ok(row),
            Err(NotTaken::Unfit(Unfit::TooMany)) => Err(too_many("file")),
            Err(NotTaken::Unfit(unfit)) => {
                Err(Refusal::of(RefusalCode::InvalidInput, "file", unfit.message()).into())
            }
            Err(NotTaken::Twice) => Err(Fault::internal("an id came twice").into()),
            Err(NotTaken::Fault(fault)) => Err(UseCaseError::Fault(fault)),
        }
    }

    /// A link that takes a file, once.
    pub async fn request_upload(&self, scope: &Scope, upload: NewUpload) -> Result<UploadLink, UseCaseError> {
        let NewUpload { customer, file_name, size } = upload;
        let account = may_upload(scope, customer).await?;
        let Some(store) = &self.store else {
            let message = "files are not taken here";
            return Err(Refusal::of(RefusalCode::NotOffered, "fileName", message).into());
        };
        let size = u64::try_from(size).ok().filter(|size| (1..=store.max_bytes()).contains(size));
        let Some(size) = size else {
            let message = format!("must be 1 to {} bytes", store.max_bytes());
            return Err(Refusal::of(RefusalCode::InvalidInput, "sizeBytes", message).into());
        };
        if attachments::unused(scope, account).await? >= MAX_UNUSED {
            return Err(too_many("customerId"));
        }
        let expires_at = scope.real_now() + TAKES_FOR;
        let kind = ActorKind::of(scope.actor(), Some(customer));
        let id: TicketAttachmentId = scope.new_id();
        let name = names::cleaned(&file_name);
        let takes = Takes { id, customer, account, kind, name, size, expires_at };
        let token = self.keyring.seal_link(LinkUse::Upload, scope.tenant().id, &takes).await?;
        Ok(UploadLink { id, token, expires_at })
    }

    /// What a link waits for. `None`: the token is wrong, over, another tenant's, or was used.
    pub async fn expected(&self, scope: &Scope, token: &str) -> Result<Option<Expected>, Fault> {
        let takes: Option<Takes> = self.keyring.open_link(LinkUse::Upload, scope.tenant().id, token).await?;
        let Some(takes) = takes.filter(|takes| takes.expires_at > scope.real_now()) else { return Ok(None) };
        let used = attachments::find(scope, takes.id).await?.is_some();
        Ok((!used).then_some(Expected(takes)))
    }

    /// Takes a file in that came by a link. `Ok(None)`: another one has come by it meanwhile.
    pub async fn take(
        &self,
        scope: &Scope,
        expected: Expected,
        file: SentFile,
    ) -> Result<Result<Option<TicketAttachmentId>, Unfit>, Fault> {
        let Expected(Takes { id, customer, account, kind, name, size, .. }) = expected;
        if file.blob.size() != size {
            return Ok(Err(Unfit::OtherSize));
        }
        let owner = Owner { id, customer, account, kind, name };
        match self.take_in(scope, owner, file).await {
            Ok(row) => Ok(Ok(Some(row.id))),
            Err(NotTaken::Unfit(unfit)) => Ok(Err(unfit)),
            Err(NotTaken::Twice) => Ok(Ok(None)),
            Err(NotTaken::Fault(fault)) => Err(fault),
        }
    }

    /// Look, keep, write down: in this order, so that no row is without bytes. What is kept goes again where there comes to be no
    /// row.
    async fn take_in(
        &self,
        scope: &Scope,
        owner: Owner,
        file: SentFile,
    ) -> Result<ticket_attachment::Model, NotTaken> {
        if attachments::unused(scope, owner.account).await? >= MAX_UNUSED {
            return Err(NotTaken::Unfit(Unfit::TooMany));
        }
        let SentFile { media_type: declared, blob, .. } = file;
        let media_type = self.look(&blob, owner.name.clone(), declared).await?;
        let media_type = media_type.map_err(NotTaken::Unfit)?;
        let now = scope.real_now();
        // Not the id of the row: a link that is used twice at once must not lay the second file over the first.
        let place: TicketAttachmentId = scope.new_id();
        let key = format!("{}/{}", folder(scope.tenant().id, now.date_naive()), place.uuid());
        let kept = blob.keep(&key).await?;
        let row = ticket_attachment::Model {
            id: owner.id,
            tenant_id: scope.tenant().id,
            customer_id: owner.customer,
            ticket_id: None,
            reply_id: None,
            note_id: None,
            uploaded_by: owner.account,
            file_name: owner.name,
            media_type: media_type.to_owned(),
            size_bytes: i64::try_from(blob.size()).map_err(Fault::internal)?,
            sha256: blob.sha256().to_owned(),
            store_key: key,
            created_at: now,
        };
        let tx = scope.begin().await?;
        match attachments::insert(&tx, row.clone()).await {
            Ok(()) => {}
            Err(DbError::Unique(_)) => return Err(NotTaken::Twice),
            Err(other) => return Err(other.into()),
        }
        let facts = json!({ "mediaType": row.media_type, "sizeBytes": row.size_bytes, "sha256": row.sha256 });
        let record = Record::new("ticket.attachment.upload", row.id);
        // An employee's may be for a note, of which the customer learns nothing.
        let record = if owner.kind == ActorKind::Staff { record } else { record.customer(row.customer_id) };
        tx.record(record.by(owner.account).being(owner.kind).after(facts)).await?;
        tx.commit().await?;
        kept.stays();
        Ok(row)
    }

    /// What a file is, on a thread that may take its time. It is in memory only while it has its turn.
    async fn look(
        &self,
        blob: &Received,
        name: String,
        declared: Option<String>,
    ) -> Result<Result<&'static str, Unfit>, Fault> {
        let turn = self.turns.clone().acquire_owned().await.map_err(Fault::internal)?;
        let bytes = blob.bytes().await?;
        let looked = tokio::task::spawn_blocking(move || {
            // Kept until it is done, also when nobody waits for it any more.
            let _turn = turn;
            judge(&bytes, &name, declared.as_deref()).map(super::kind::Kind::media_type)
        });
        looked.await.map_err(Fault::internal)
    }

    /// The token of a link to a file that the caller may see, and when it ends.
    pub async fn link(&self, scope: &Scope, id: TicketAttachmentId) -> Result<(String, Instant), Fault> {
        let expires_at = scope.real_now() + OPENS_FOR;
        let opens = Opens { id, expires_at };
        let token = self.keyring.seal_link(LinkUse::Attachment, scope.tenant().id, &opens).await?;
        Ok((token, expires_at))
    }

    /// The file that a link opens. `None`: the token is wrong, over, another tenant's, or of what is not there any more.
    pub async fn open(&self, scope: &Scope, token: &str) -> Result<Option<Opened>, Fault> {
        let Some(store) = &self.store else { return Ok(None) };
        let opens: Option<Opens> =
            self.keyring.open_link(LinkUse::Attachment, scope.tenant().id, token).await?;
        let Some(opens) = opens.filter(|opens| opens.expires_at > scope.real_now()) else { return Ok(None) };
        let Some(row) = attachments::find(scope, opens.id).await? else { return Ok(None) };
        let bytes = store.read(&row.store_key).await?;
        Ok(bytes.map(|bytes| Opened { name: row.file_name, media_type: row.media_type, bytes }))
    }
}

/// Where files of a day lie.
pub(super) fn folder(tenant: TenantId, day: NaiveDate) -> String {
    format!("tickets/{}/{day}", tenant.uuid())
}

/// The account, if it may upload for the customer.
async fn may_upload(scope: &Scope, customer: CustomerId) -> Result<AccountId, UseCaseError> {
    let account = scope.actor().account().ok_or(UseCaseError::Forbidden)?.id;
    let seen = customers::seen(scope, &[customer]).await?;
    if seen.iter().any(|seen| seen.allows(policy::may_upload)) {
        Ok(account)
    } else {
        Err(Refusal::not_found("customerId", "customer").into())
    }
}

fn too_many(field: &'static str) -> UseCaseError {
    Refusal::of(RefusalCode::TooMany, field, Unfit::TooMany.message()).into()
}
