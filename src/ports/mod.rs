//! The outside world, each as a trait with the real thing and one in process behind it (architecture.md §1).

pub mod automation;
pub mod blob_store;
pub mod event_bus;
pub mod keyring;
pub mod mail;
pub mod password;
pub mod payment_gateway;
pub mod pdf;
pub mod provisioning;
pub mod radius;
pub mod redis_link;
pub mod secrets;
pub mod session_store;
pub mod snmp;
pub mod throttle;
pub mod tls;
pub mod tokens;

#[cfg(test)]
mod test_redis;
