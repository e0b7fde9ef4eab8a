//! Portal identity in the graph.

pub mod account;
pub mod confirm_totp;
pub mod end_view_as;
pub mod enrol_totp;
pub mod recovery_codes;
pub mod remove_totp;
pub mod revoke_other_sessions;
pub mod revoke_session;
pub mod second_factors;
pub mod session;
pub mod sign_in;
pub mod sign_in_result;
pub mod sign_out;
pub mod start_view_as;
pub mod step_up;
pub mod switch_subject;
pub mod unlock_account;
pub mod verify_second_factor;

pub use account::AccountNode;
pub use confirm_totp::ConfirmTotpMutation;
pub use end_view_as::EndViewAsMutation;
pub use enrol_totp::EnrolTotpMutation;
pub use recovery_codes::RenewRecoveryCodesMutation;
pub use remove_totp::RemoveTotpMutation;
pub use revoke_other_sessions::RevokeOtherSessionsMutation;
pub use revoke_session::RevokeSessionMutation;
pub use session::SessionNode;
pub use sign_in::SignInMutation;
pub use sign_out::SignOutMutation;
pub use start_view_as::StartViewAsMutation;
pub use step_up::StepUpMutation;
pub use switch_subject::SwitchSubjectMutation;
pub use unlock_account::UnlockAccountMutation;
pub use verify_second_factor::VerifySecondFactorMutation;
