//! A line of a credit note: what it takes back, and of which line.

use crate::kernel::ids::{CreditNoteId, CreditNoteLineId, InvoiceLineId, TenantId};
use sea_orm::entity::prelude::*;

/// A line of a credit note.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_note_line")]
pub struct Model {
    /// The line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditNoteLineId,
    /// The tenant.
    pub tenant_id: TenantId,
    /// The credit note.
    pub credit_note_id: CreditNoteId,
    /// Order on the document, from 1.
    pub position: i32,
    /// The line of an invoice that it takes back; none for a courtesy.
    pub reverses_line_id: Option<InvoiceLineId>,
    /// Key of the localisable text.
    pub description_key: String,
    /// Values of the text's places: names to strings.
    pub description_args: Json,
    /// Taken back before tax, minor units; negative where a reduction is taken back.
    pub net_minor: i64,
}

/// Rows are joined through loaders and by hand, never through the ORM's relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
crate::tenant_owned!();
