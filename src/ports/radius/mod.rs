//! RADIUS, as far as an ISP's back office speaks it: accounting that comes in (RFC 2866) and dynamic authorisation that goes
//! out (RFC 5176: Disconnect and Change-of-Authorization). Authentication itself is FreeRADIUS's.
//!
//! The codec is our own: the crates there are answer for whole servers, speak of authentication first, and bring an older
//! runtime or a second MD5. What is here is three hundred lines over the digests that the program has.
//!
//! - Nothing that comes in is believed before its authenticator was verified with the secret of the sender's address; what
//!   does not verify is dropped without an answer, as RFC 2866 §4.1 wants.
//! - MD5 is what the protocol has. It is not what keeps these packets safe: they belong into the management network.

mod accounting;
mod client;
mod dictionary;
mod packet;
mod sign;
#[cfg(test)]
mod tests;

pub use accounting::{AccountingRecord, AccountingStatus, acknowledge};
pub use client::{DynamicAuthorization, DynamicError, ErrorCause, Nas, Patience, SessionOrder, UdpClient};
pub use dictionary::{DICTIONARY, Entry, Form, entry, octets_of};
pub use packet::{Attribute, Code, MAX_PACKET, Packet, RadiusError, kind};
