//! Documents that leave with mails.

use async_trait::async_trait;

use super::link::Subject;
use super::service::{Documents, Unserved};
use crate::db::Scope;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CreditNoteId, InvoiceId, PaymentId, TypedId as _};
use crate::mail::Attachments;
use crate::ports::mail::Attachment;
use crate::tenancy::Tenant;

/// Finds what mails name: the document of an invoice, a credit note or a payment by its id.
pub struct DocumentAttachments(pub Documents);

#[async_trait]
impl Attachments for DocumentAttachments {
    async fn attachment(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        name: &str,
        locale: &str,
    ) -> Result<Option<Attachment>, Fault> {
        let Some(subject) = subject(name) else { return Ok(None) };
        match self.0.make(scope, tenant, &subject, locale).await {
            Ok(file) => Ok(file.map(|file| Attachment {
                name: file.name,
                media_type: "application/pdf".to_owned(),
                bytes: file.bytes.into(),
            })),
            Err(Unserved::Busy) => Err(Fault::Contention(Unserved::Busy.to_string())),
            Err(Unserved::Fault(fault)) => Err(fault),
        }
    }
}

fn subject(name: &str) -> Option<Subject> {
    let invoice = InvoiceId::parse(name).map(Subject::Invoice);
    let note = || CreditNoteId::parse(name).map(Subject::CreditNote);
    let payment = || PaymentId::parse(name).map(Subject::Receipt);
    invoice.or_else(|_| note()).or_else(|_| payment()).ok()
}
