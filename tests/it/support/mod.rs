//! The test house: real PostgreSQL and Redis of one's own, the application on a free port, callers, factories.
//!
//! A test is written once and run over both backings with [`both!`]. It gets a [`app::TestApp`]: the application seen
//! at a tenant of the test's own, so that tests share a server without seeing each other. What cannot be shared
//! (moving the clock, other limits, breaking a service) takes a server, a database and counters of its own.
//!
//! Time stands still at [`app::NOW`] until a test moves it, and ids come from a seed that is the test's name: the same
//! test makes the same rows each time. Nothing waits by sleeping: [`wait::until`] polls a condition with a deadline.

#[macro_use]
mod both;

pub(crate) mod app;
pub(crate) mod authenticator;
pub(crate) mod caller;
pub(crate) mod database;
pub(crate) mod factory;
pub(crate) mod freeradius;
pub(crate) mod guard;
pub(crate) mod localstripe;
pub(crate) mod mails;
pub(crate) mod passkey;
pub(crate) mod postgres;
pub(crate) mod program;
pub(crate) mod recount;
pub(crate) mod redis;
pub(crate) mod replica;
pub(crate) mod reply;
pub(crate) mod smtp;
pub(crate) mod snmpd;
pub(crate) mod snmpsim;
pub(crate) mod socket;
pub(crate) mod vault;
pub(crate) mod wait;

/// A client of HTTP. reqwest speaks TLS by a provider that has to be named, which is the program's own.
pub(crate) fn http_client() -> reqwest::Client {
    portico::ports::tls::install();
    reqwest::Client::new()
}
