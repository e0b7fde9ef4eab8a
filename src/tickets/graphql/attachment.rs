//! `TicketAttachment`, `uploadTicketAttachment` and `requestTicketUpload`.

use async_graphql::{Context, ID, InputObject, Object};

use super::limit::count_writing;
use crate::graphql::context::{RequestContext, request};
use crate::graphql::error::ApiError;
use crate::graphql::ids::{read, write};
use crate::graphql::outcome::{use_case_errors, use_case_payload};
use crate::graphql::scalars::{DateTime, URL};
use crate::graphql::upload::Upload;
use crate::kernel::ids::CustomerId;
use crate::tickets::attachment::{NewUpload, UploadLink};
use crate::tickets::entity::ticket_attachment;

/// A file on a ticket that the caller may see, or has uploaded.
pub struct AttachmentNode(pub ticket_attachment::Model);

/// A file on a ticket. Visible to whoever sees the reply that it came with; one of an internal note to staff alone.
#[Object(name = "TicketAttachment")]
impl AttachmentNode {
    /// The file's id, for `attachmentIds`.
    async fn id(&self) -> ID {
        write(self.0.id)
    }

    /// What it is called: 1 to 120 characters, without folders.
    async fn file_name(&self) -> &str {
        &self.0.file_name
    }

    /// What it is, as its bytes say, e.g. `image/png`.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// How large it is, in bytes.
    async fn size_bytes(&self) -> i32 {
        i32::try_from(self.0.size_bytes).unwrap_or(i32::MAX)
    }

    /// Where it is: a path on the host that was asked, `/files/…`, good for ten minutes. Whoever has it can open the file,
    /// without a session: do not keep or share it.
    async fn url(&self, ctx: &Context<'_>) -> Result<URL, ApiError> {
        let RequestContext { scope, attachments, .. } = request(ctx);
        // Notes reach nobody else; should one ever, its files do not.
        if self.0.note_id.is_some() && scope.actor().staff().next().is_none() {
            return Err(ApiError::Forbidden);
        }
        let (token, _) = Box::pin(attachments.link(scope, self.0.id)).await?;
        Ok(URL(format!("/files/{token}")))
    }
}

/// A link that takes a file for a ticket.
pub struct TicketUploadNode(UploadLink);

/// A link that takes one file for a ticket, once: `PUT` its bytes there. 204: it is taken, and `attachmentId` may be used.
#[Object(name = "TicketUpload")]
impl TicketUploadNode {
    /// Where the bytes go: a path on the host that was asked, `/files/…`. Whoever has it can upload in the caller's name.
    async fn url(&self) -> URL {
        URL(format!("/files/{}", self.0.token))
    }

    /// When the link ends: fifteen minutes after it was made.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// The file's id, once it is uploaded.
    async fn attachment_id(&self) -> ID {
        write(self.0.id)
    }
}

use_case_errors! {
    UploadTicketAttachmentErrorCode, UploadTicketAttachmentUserError ("UploadTicketAttachmentUserError"),
    "Why a file was not taken." {
        /// There is no such customer, or the caller does not write on its tickets.
        NotFound,
        /// The file is of a kind that is not taken, is not what its name or media type says, or could do harm.
        InvalidInput,
        /// The account has 50 uploads that are not used yet.
        TooMany,
    }
}
use_case_errors! {
    RequestTicketUploadErrorCode, RequestTicketUploadUserError ("RequestTicketUploadUserError"),
    "Why there is no link to upload by." {
        /// There is no such customer, or the caller does not write on its tickets.
        NotFound,
        /// The file is too large, or empty.
        InvalidInput,
        /// The account has 50 uploads that are not used yet.
        TooMany,
        /// This ISP takes no files.
        NotOffered,
    }
}
use_case_payload! {
    UploadTicketAttachmentPayload ("The outcome of `uploadTicketAttachment`."), UploadTicketAttachmentUserError,
    /// The file; null when there is an error.
    attachment: AttachmentNode
}
use_case_payload! {
    RequestTicketUploadPayload ("The outcome of `requestTicketUpload`."), RequestTicketUploadUserError,
    /// The link; null when there is an error.
    upload: TicketUploadNode
}

/// Which file, and for whose tickets.
#[derive(InputObject)]
pub struct UploadTicketAttachmentInput {
    /// The customer on whose ticket it will be used.
    pub customer_id: ID,
    /// The file: at most 10 MB (unless the operator says otherwise) of PNG, JPEG, GIF, WebP, PDF, text, CSV, ZIP, DOCX or XLSX.
    pub file: Upload,
}

/// Which file is to be uploaded, and for whose tickets.
#[derive(InputObject)]
pub struct RequestTicketUploadInput {
    /// The customer on whose ticket it will be used.
    pub customer_id: ID,
    /// What the file is called. Folders and signs that are not seen are taken out.
    pub file_name: String,
    /// How large it is, in bytes: just so many must come.
    pub size_bytes: i32,
}

/// See its methods.
#[derive(Default)]
pub struct AttachmentMutations;

#[Object]
impl AttachmentMutations {
    /// Uploads a file for a ticket of a customer: `attachmentIds` of the message that it goes with takes it, once, by the same
    /// account, within a day; then it is gone. For whoever writes on the customer's tickets. The request is
    /// `multipart/form-data` with the header `x-portico-client`, or with a bearer token; 413 for a file that is too large.
    /// Audited.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.uploadTicketAttachment\")")]
    async fn upload_ticket_attachment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which file, and for whose tickets.")] input: UploadTicketAttachmentInput,
    ) -> Result<UploadTicketAttachmentPayload, ApiError> {
        let RequestContext { scope, attachments, uploads, .. } = request(ctx);
        let customer: CustomerId = read(&input.customer_id, "input.customerId")?;
        let file = uploads.take(input.file, "input.file")?;
        count_writing(ctx).await?;
        let uploaded = Box::pin(attachments.upload(scope, customer, file)).await;
        UploadTicketAttachmentPayload::of(uploaded.map(AttachmentNode))
    }

    /// Makes a link that takes a file for a ticket of a customer, for clients that send no multipart requests: good for fifteen
    /// minutes and one file, which counts as uploaded by the caller. For whoever writes on the customer's tickets.
    #[graphql(guard = "crate::graphql::access::at(\"Mutation.requestTicketUpload\")")]
    async fn request_ticket_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which file, and for whose tickets.")] input: RequestTicketUploadInput,
    ) -> Result<RequestTicketUploadPayload, ApiError> {
        let RequestContext { scope, attachments, .. } = request(ctx);
        let customer: CustomerId = read(&input.customer_id, "input.customerId")?;
        count_writing(ctx).await?;
        let upload = NewUpload { customer, file_name: input.file_name, size: input.size_bytes.into() };
        let link = Box::pin(attachments.request_upload(scope, upload)).await;
        RequestTicketUploadPayload::of(link.map(TicketUploadNode))
    }
}
