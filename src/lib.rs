//! Portico: a GraphQL backend-for-frontend for internet service providers.

pub mod accounting;
pub mod app;
pub mod audit;
pub mod billing;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod customers;
pub mod db;
pub mod demo;
pub mod events;
pub mod exports;
pub mod graphql;
pub mod http;
pub mod identity;
pub mod jobs;
pub mod kernel;
pub mod mail;
pub mod notifications;
pub mod payments;
pub mod portal;
pub mod ports;
pub mod telemetry;
pub mod tenancy;
