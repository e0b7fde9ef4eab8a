//! Bills in the graph.

pub mod allocation;
pub mod credit_note;
pub mod explanation;
pub mod inputs;
pub mod invoice;
pub mod line;

pub use allocation::AllocationNode;
pub use credit_note::{CreditNoteConnection, CreditNoteNode};
pub use inputs::{InvoiceFilterInput, InvoiceOrderInput};
pub use invoice::{InvoiceConnection, InvoiceNode, InvoiceTree};
pub use line::{LineNode, LineTree};
