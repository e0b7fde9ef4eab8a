//! Portal identity in the graph.

pub mod account;
pub mod activate_account;
pub mod change_password;
pub mod check_password;
pub mod end_view_as;
mod password_errors;
pub mod request_password_reset;
pub mod reset_password;
pub mod revoke_other_sessions;
pub mod revoke_session;
pub mod send_activation;
pub mod session;
pub mod sign_in;
pub mod sign_out;
pub mod start_view_as;
pub mod switch_subject;
pub mod unlock_account;

pub use account::AccountNode;
pub use activate_account::ActivateAccountMutation;
pub use change_password::ChangePasswordMutation;
pub use check_password::CheckPasswordMutation;
pub use end_view_as::EndViewAsMutation;
pub use request_password_reset::RequestPasswordResetMutation;
pub use reset_password::ResetPasswordMutation;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_session::RevokeSessionMutation;
pub use send_activation::SendActivationMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use start_view_as::StartViewAsMutation;
pub use switch_subject::SwitchSubjectMutation;
pub use unlock_account::UnlockAccountMutation;
