//! The integration tests: one binary, one module per feature. `support` is the house they live in.

#[macro_use]
mod support;

mod accounting;
mod architecture;
mod automation;
mod books;
mod catalog;
mod cli;
mod demo;
mod documents;
mod dunning;
mod events;
mod exports;
mod faults;
mod files;
mod governance;
mod graph;
mod help;
mod http;
mod identity;
mod imports;
mod invoicing;
mod ledger;
mod live;
mod mail;
mod network;
mod notifications;
mod operator;
mod payments;
mod provisioning;
mod replicas;
mod secrets;
mod tickets;
mod tokens;
mod upkeep;
