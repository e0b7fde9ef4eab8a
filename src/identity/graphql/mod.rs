//! Portal identity in the graph.

mod account;
mod revoke_other_sessions;
mod revoke_session;
mod session;
mod sign_in;
mod sign_out;
mod unlock_account;

pub use account::AccountNode;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_session::RevokeSessionMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use unlock_account::UnlockAccountMutation;
