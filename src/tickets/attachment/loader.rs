//! The access paths of files: with the reply or the note they came with. Whoever asks has seen that.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;

use crate::db::Scope;
use crate::graphql::loaders::group;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{TicketNoteId, TicketReplyId};
use crate::tickets::entity::ticket_attachment;
use crate::tickets::store::attachments;

/// Loads files of tickets for one request.
pub struct AttachmentsLoader(pub Scope);

/// The files of a reply that the caller may see, in the order of their uploads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttachmentsOfReply(pub TicketReplyId);

/// The files of an internal note that the caller may see, in the order of their uploads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AttachmentsOfNote(pub TicketNoteId);

impl Loader<AttachmentsOfReply> for AttachmentsLoader {
    type Value = Vec<ticket_attachment::Model>;
    type Error = Fault;

    async fn load(
        &self,
        keys: &[AttachmentsOfReply],
    ) -> Result<HashMap<AttachmentsOfReply, Self::Value>, Fault> {
        let ids: Vec<TicketReplyId> = keys.iter().map(|key| key.0).collect();
        let rows = attachments::of_replies(&self.0, &ids).await?;
        let rows: Vec<_> = rows.into_iter().filter_map(|row| Some((row.reply_id?, row))).collect();
        let groups = group(keys, rows, |(reply, _)| AttachmentsOfReply(*reply));
        Ok(groups
            .into_iter()
            .map(|(key, rows)| (key, rows.into_iter().map(|(_, row)| row).collect()))
            .collect())
    }
}

impl Loader<AttachmentsOfNote> for AttachmentsLoader {
    type Value = Vec<ticket_attachment::Model>;
    type Error = Fault;

    async fn load(
        &self,
        keys: &[AttachmentsOfNote],
    ) -> Result<HashMap<AttachmentsOfNote, Self::Value>, Fault> {
        let ids: Vec<TicketNoteId> = keys.iter().map(|key| key.0).collect();
        let rows = attachments::of_notes(&self.0, &ids).await?;
        let rows: Vec<_> = rows.into_iter().filter_map(|row| Some((row.note_id?, row))).collect();
        let groups = group(keys, rows, |(note, _)| AttachmentsOfNote(*note));
        Ok(groups
            .into_iter()
            .map(|(key, rows)| (key, rows.into_iter().map(|(_, row)| row).collect()))
            .collect())
    }
}
