//! Asking for an export, listing the own ones, and getting the file.

use chrono::TimeDelta;
use sea_orm::Set;
use serde_json::json;

use super::archive::Archive;
use super::entity::data_export::{self, ExportStatus};
use super::policy;
use super::store::{self, Summary};
use crate::customers;
use crate::db::audit::Record;
use crate::db::{DbError, Scope, Tx};
use crate::events::{Audience, EventType, NewEvent, emit};
use crate::identity::SignedIn;
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{AccountId, CustomerId, DataExportId};

/// How long a file is kept.
const KEPT: TimeDelta = TimeDelta::days(3);

/// An export as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataExport {
    /// The export.
    pub id: DataExportId,
    /// Whose data.
    pub customer: CustomerId,
    /// When it was asked for.
    pub requested_at: Instant,
    /// When the file was made.
    pub ready_at: Option<Instant>,
    /// Bytes of the file; 0 before it is made.
    pub byte_size: i64,
    /// When the file is gone.
    pub expires_at: Instant,
}

impl From<Summary> for DataExport {
    fn from(row: Summary) -> Self {
        let Summary { id, customer_id, byte_size, requested_at, ready_at, expires_at } = row;
        Self { id, customer: customer_id, requested_at, ready_at, byte_size, expires_at }
    }
}

/// Why nothing was asked for: told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestRefusal {
    /// There is no such customer, or the caller is not its owner.
    NotFound,
    /// The session must be elevated first.
    StepUpRequired,
    /// A file is being made already.
    AlreadyRequested,
}

/// Why nothing was asked for.
#[derive(Debug)]
pub enum RequestError {
    /// Refused, for the person to know.
    Refused(RequestRefusal),
    /// Not the caller's doing.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for RequestError {
    fn from(fault: F) -> Self {
        Self::Fault(fault.into())
    }
}

/// Asks for everything that is kept of a customer. The file is made by the jobs.
pub async fn request(
    scope: &Scope,
    caller: &SignedIn,
    customer: CustomerId,
) -> Result<DataExport, RequestError> {
    let seen = customers::seen(scope, &[customer]).await?;
    if !seen.iter().any(|seen| seen.allows(policy::may_export)) {
        return Err(RequestError::Refused(RequestRefusal::NotFound));
    }
    let now = scope.real_now();
    if !caller.session.is_elevated(now) {
        return Err(RequestError::Refused(RequestRefusal::StepUpRequired));
    }
    let id: DataExportId = scope.new_id();
    let export =
        DataExport { id, customer, requested_at: now, ready_at: None, byte_size: 0, expires_at: now + KEPT };
    let row = data_export::ActiveModel {
        id: Set(id),
        customer_id: Set(customer),
        account_id: Set(caller.account.id),
        status: Set(ExportStatus::Pending),
        content: Set(None),
        byte_size: Set(0),
        requested_at: Set(now),
        ready_at: Set(None),
        expires_at: Set(export.expires_at),
        ..Default::default()
    };
    let tx = scope.begin().await?;
    match store::insert(&tx, row).await {
        Ok(()) => {}
        Err(DbError::Unique(_)) => return Err(RequestError::Refused(RequestRefusal::AlreadyRequested)),
        Err(other) => return Err(other.into()),
    }
    tx.record(Record::new("data_export.request", id).customer(customer)).await?;
    tell(&tx, EventType::DataExportRequested, id, caller.account.id).await?;
    tx.commit().await?;
    Ok(export)
}

async fn tell(tx: &Tx, event_type: EventType, id: DataExportId, account: AccountId) -> Result<(), DbError> {
    let audience = Audience::Account(account);
    emit(tx, NewEvent { event_type, subject: id.to_string(), audience, payload: json!({}) }).await
}

/// The latest exports that the caller's account has asked for, at most 20.
pub async fn own(scope: &Scope, caller: &SignedIn) -> Result<Vec<DataExport>, Fault> {
    let rows = store::of_account(scope, caller.account.id).await?;
    Ok(rows.into_iter().map(DataExport::from).collect())
}

/// Makes the files of exports that wait for them.
pub(super) async fn make(tx: &Tx, ids: &[DataExportId]) -> Result<(), Fault> {
    for row in store::pending(tx, ids).await? {
        let sections = store::sections::sections(tx, row.customer_id, row.account_id).await?;
        let mut archive = Archive::default();
        let whole: serde_json::Map<String, serde_json::Value> =
            sections.iter().map(|section| (section.name.to_owned(), section.json.clone())).collect();
        let text = serde_json::to_string_pretty(&whole).map_err(Fault::internal)?;
        archive.add("export.json", text.as_bytes()).map_err(Fault::internal)?;
        for section in &sections {
            let name = format!("{}.csv", section.name);
            archive.add(&name, section.csv.as_bytes()).map_err(Fault::internal)?;
        }
        let content = archive.finish().map_err(Fault::internal)?;
        if store::keep(tx, row.id, content).await? {
            tell(tx, EventType::DataExportReady, row.id, row.account_id).await?;
        }
    }
    Ok(())
}

/// A file to hand out.
pub struct Download {
    /// What to call it.
    pub name: String,
    /// A ZIP archive.
    pub content: Vec<u8>,
}

/// The file of an export: for the account that asked, by an elevated session that looks through nobody's eyes; none for
/// everybody else, and once it has expired. That it was taken is recorded.
pub async fn download(scope: &Scope, caller: &SignedIn, id: DataExportId) -> Result<Option<Download>, Fault> {
    let own = caller.grant.is_session() && caller.session.view_as.is_none();
    if !own || !caller.session.is_elevated(scope.real_now()) {
        return Ok(None);
    }
    let Some(row) = store::file(scope, id, caller.account.id).await? else { return Ok(None) };
    // Who has lost the right meanwhile has lost the file too.
    let seen = customers::seen(scope, &[row.customer_id]).await?;
    let Some(content) = row.content.filter(|_| seen.iter().any(|seen| seen.allows(policy::may_export)))
    else {
        return Ok(None);
    };
    let tx = scope.begin().await?;
    tx.record(Record::new("data_export.download", id).customer(row.customer_id)).await?;
    tx.commit().await?;
    let day = row.requested_at.date_naive();
    Ok(Some(Download { name: format!("export-{day}.zip"), content }))
}

/// Removes the files of the tenant that have expired; how many.
pub async fn discard_expired(scope: &Scope) -> Result<u64, Fault> {
    let tx = scope.begin().await?;
    let removed = store::discard_expired(&tx).await?;
    tx.commit().await?;
    Ok(removed)
}
