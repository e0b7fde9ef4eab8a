//! Portal identity in the graph.

pub mod account;
pub mod revoke_other_sessions;
pub mod revoke_session;
pub mod session;
pub mod sign_in;
pub mod sign_out;
pub mod unlock_account;

pub use account::AccountNode;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_session::RevokeSessionMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use unlock_account::UnlockAccountMutation;
