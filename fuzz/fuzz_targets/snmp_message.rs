//! Whatever datagram comes in: reading it returns, and what was read is the same when it is written and read again.
//!
//! The codec is compiled from its directory rather than through the library, so that the fuzzer needs none of the server's
//! dependencies. It reads what devices send by themselves, greet us with, and what our simulated devices are asked.
//!
//! `mkdir -p fuzz/corpus/snmp_message` and `cargo +nightly fuzz run snmp_message fuzz/corpus/snmp_message fuzz/snmp-seeds`

#![no_main]

#[path = "../../src/ports/snmp/ber/mod.rs"]
#[expect(unused_imports, reason = "the target uses a part of the codec's interface")]
mod ber;
#[path = "../../src/ports/snmp/oid.rs"]
#[expect(dead_code, reason = "the target uses a part of the interface of names")]
mod oid;
#[path = "../../src/ports/snmp/value.rs"]
#[expect(dead_code, reason = "the target uses a part of the interface of values")]
mod value;

use ber::Message;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|datagram: &[u8]| {
    if let Ok(message) = Message::read(datagram) {
        assert!(Message::read(&message.write()) == Ok(message));
    }
});
