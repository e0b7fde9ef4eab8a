//! As much of Portico's SNMP as an agent needs.

#[path = "../../../../../src/ports/snmp/agent/mod.rs"]
#[expect(dead_code, reason = "a measurement uses a part of the agent's interface")]
pub mod agent;
#[path = "../../../../../src/ports/snmp/ber/mod.rs"]
#[expect(unused_imports, reason = "a measurement uses a part of the codec's interface")]
pub mod ber;
#[path = "../../../../../src/ports/snmp/oid.rs"]
#[expect(dead_code, reason = "a measurement uses a part of the interface of names")]
pub mod oid;
#[path = "../../../../../src/ports/snmp/value.rs"]
#[expect(dead_code, reason = "a measurement uses a part of the interface of values")]
pub mod value;

pub use oid::Oid;
