//! Portal identity in the graph.

pub mod account;
pub mod create_personal_access_token;
pub mod delivery;
pub mod personal_access_token;
pub mod refresh_session;
pub mod revoke_other_sessions;
pub mod revoke_personal_access_token;
pub mod revoke_session;
pub mod session;
pub mod sign_in;
pub mod sign_out;
pub mod unlock_account;

pub use account::AccountNode;
pub use create_personal_access_token::CreatePersonalAccessTokenMutation;
pub use refresh_session::RefreshSessionMutation;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_personal_access_token::RevokePersonalAccessTokenMutation;
pub use revoke_session::RevokeSessionMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use unlock_account::UnlockAccountMutation;
