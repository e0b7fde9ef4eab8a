//! Makes the files that were asked for.

use async_trait::async_trait;

use super::service;
use crate::db::Tx;
use crate::events::{Event, EventType, Listener};
use crate::kernel::fault::Fault;
use crate::kernel::ids::{DataExportId, TypedId as _};

/// Hears that an export was asked for, and makes it.
pub struct DataExportListener;

#[async_trait]
impl Listener for DataExportListener {
    fn name(&self) -> &'static str {
        "data_exports"
    }

    async fn hear(&self, tx: &Tx, events: &[Event]) -> Result<(), Fault> {
        let asked = events.iter().filter(|event| event.event_type == EventType::DataExportRequested);
        let ids: Vec<DataExportId> =
            asked.filter_map(|event| DataExportId::parse(&event.subject).ok()).collect();
        if ids.is_empty() { Ok(()) } else { service::make(tx, &ids).await }
    }
}
