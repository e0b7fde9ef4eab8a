//! Exports in the graph.

pub mod data_export;
pub mod request_data_export;

pub use data_export::DataExportNode;
pub use request_data_export::RequestDataExportMutation;
