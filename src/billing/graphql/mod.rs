//! Bills in the graph.

pub mod allocation;
pub mod arrangements;
pub mod closing;
pub mod credit_line;
pub mod credit_note;
pub mod crediting;
pub mod disputes;
pub mod drafts;
pub mod dunning;
pub mod explanation;
pub mod inputs;
pub mod invoice;
pub mod late_fee;
pub mod line;
pub mod runs;
pub mod tax_rates;
pub mod upcoming;
pub mod wallet;

pub use allocation::AllocationNode;
pub use arrangements::{ArrangementMutations, ArrangementNode, ArrangementOfferNode};
pub use closing::ClosingMutations;
pub use credit_line::CreditLineNode;
pub use credit_note::{CreditNoteConnection, CreditNoteNode};
pub use crediting::CreditingMutations;
pub use disputes::{DisputeMutations, LineDisputeNode};
pub use drafts::DraftMutations;
pub use dunning::{DunningNode, RestoreQuoteNode};
pub use inputs::{InvoiceFilterInput, InvoiceOrderInput};
pub use invoice::{InvoiceConnection, InvoiceNode, InvoiceTree};
pub use late_fee::LateFeeNode;
pub use line::{LineNode, LineTree};
pub use runs::BillingRunNode;
pub use tax_rates::{TaxRateMutations, TaxRateNode};
pub use upcoming::UpcomingNode;
pub use wallet::{WalletMutations, WalletNode};
