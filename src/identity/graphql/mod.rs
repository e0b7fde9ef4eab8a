//! Portal identity in the graph.

pub mod accept_invitation;
pub mod account;
pub mod accounts;
pub mod activate_account;
pub mod bulk_change_accounts;
pub mod cancel_invitation;
pub mod change_account;
pub mod change_member_role;
pub mod change_password;
pub mod check_password;
pub mod end_view_as;
pub mod invite_member;
pub mod member;
mod password_errors;
pub mod remove_member;
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

pub use accept_invitation::AcceptInvitationMutation;
pub use account::AccountNode;
pub use accounts::{AccountConnection, AccountFilterInput, accounts_page};
pub use activate_account::ActivateAccountMutation;
pub use bulk_change_accounts::BulkChangeAccountsMutation;
pub use cancel_invitation::CancelInvitationMutation;
pub use change_account::{
    DisableAccountMutation, ExpireAccountMutation, ReactivateAccountMutation, SuspendAccountMutation,
};
pub use change_member_role::ChangeMemberRoleMutation;
pub use change_password::ChangePasswordMutation;
pub use check_password::CheckPasswordMutation;
pub use end_view_as::EndViewAsMutation;
pub use invite_member::InviteMemberMutation;
pub use member::{MemberInvitationNode, MemberNode};
pub use remove_member::RemoveMemberMutation;
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
