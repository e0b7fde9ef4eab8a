//! Refuses documents that would cost too much, before they cost anything (threats.md rows 1–3 and 6,
//! api.md §7).
//!
//! Three steps, each linear in the document, on every way in (HTTP, WebSocket, manifests):
//!
//! 1. [`scan::check`] reads bytes, because the library's parser recurses on brackets and a few kilobytes
//!    of them end the process;
//! 2. [`read()`] is the scan and then the parser, so that nobody calls the parser alone; what it says
//!    about a malformed document does not repeat the document;
//! 3. [`inspect()`] measures the parsed document with each fragment measured once, because the library
//!    expands fragments again wherever they are spread: 735 bytes kept it busy for 26 s.
//!
//! On one core: 3 KB of brackets are refused within 0.4 µs; 200 KB of them, 10,000 aliases and 20,000
//! directives within 0.1 µs each. What reaches the parser costs the parser's time, 0.2 ms for a fan-out of
//! fragments, which the inspection then refuses within 3 µs. A query of 220 bytes takes 0.4 µs in the scan,
//! 47 µs in the parser, 1 µs in the inspection.
//!
//! One rule of validation is here all the same: fields of one response key must be the same field with the
//! same arguments ([`merge`]), because the library's own check does not see all pairs.
//!
//! What is absent on purpose: other validation. Unknown fields, types and fragments, wrong arguments and
//! `@skip`/`@include` are the library's business; here they count as if they were real and taken, so that
//! none of them lowers the estimate.
//!
//! Nothing here depends on the rest of Portico, so that the fuzz target builds this directory alone.

pub mod cost;
pub mod inspect;
pub mod limits;
pub mod read;
pub mod refusal;
pub mod scan;

mod arguments;
mod merge;
mod peaks;
mod summary;

#[cfg(test)]
mod tests;

pub use cost::{CostModel, CostModelError, FieldCost};
pub use inspect::{Inspection, chosen, inspect};
pub use limits::{Class, Limits, ScanLimits};
pub use read::{ReadError, read};
pub use refusal::Refusal;
