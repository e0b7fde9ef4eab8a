//! Portico: a GraphQL backend-for-frontend for internet service providers.

pub mod identity;
pub mod kernel;
pub mod ports;
