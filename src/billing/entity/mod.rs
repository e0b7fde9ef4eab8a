//! The tables of this feature.

pub mod allocation;
pub mod arrangement_instalment;
pub mod arrangement_invoice;
pub mod billed_period;
pub mod billing_run;
pub mod billing_run_error;
pub mod billing_run_share;
pub mod credit_note;
pub mod credit_note_line;
pub mod credit_note_line_tax;
pub mod credited_charge;
pub mod customer_balance;
pub mod document_sequence;
pub mod dunning_step;
pub mod invoice;
pub mod invoice_line;
pub mod invoice_line_tax;
pub mod late_fee;
pub mod line_dispute;
pub mod outage_credit;
pub mod payment_arrangement;
pub mod tax_rate;
pub mod wallet_alert;
pub mod write_off;
