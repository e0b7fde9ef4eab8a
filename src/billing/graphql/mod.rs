//! Bills in the graph.

mod allocation;
mod credit_note;
mod inputs;
mod invoice;
mod line;

pub use allocation::AllocationNode;
pub use credit_note::{CreditNoteConnection, CreditNoteNode};
pub use inputs::{InvoiceFilterInput, InvoiceOrderInput};
pub use invoice::{InvoiceConnection, InvoiceNode, InvoiceTree};
pub use line::{LineNode, LineTree};
