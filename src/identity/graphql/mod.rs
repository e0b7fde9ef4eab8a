//! Portal identity in the graph.

pub mod account;
pub mod end_view_as;
pub mod revoke_other_sessions;
pub mod revoke_session;
pub mod session;
pub mod sign_in;
pub mod sign_out;
pub mod start_view_as;
pub mod switch_subject;
pub mod unlock_account;

pub use account::AccountNode;
pub use end_view_as::EndViewAsMutation;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_session::RevokeSessionMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use start_view_as::StartViewAsMutation;
pub use switch_subject::SwitchSubjectMutation;
pub use unlock_account::UnlockAccountMutation;
