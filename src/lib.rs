//! Portico: a GraphQL backend-for-frontend for internet service providers.

pub mod billing;
pub mod catalog;
pub mod customers;
pub mod db;
pub mod demo;
pub mod graphql;
pub mod identity;
pub mod kernel;
pub mod payments;
pub mod ports;
pub mod tenancy;
