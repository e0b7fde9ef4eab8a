//! The tables of provisioning. Four of them have the names and the columns that FreeRADIUS's SQL module knows.

pub mod nas;
pub mod provisioning_state;
pub mod radcheck;
pub mod radgroupreply;
pub mod radius_credential;
pub mod radius_session;
pub mod radreply;
pub mod radusergroup;
