//! Which mutation leaves which entry in the audit log: every one leaves one, or says here why not.
//!
//! A test compares this table with the schema and with the code, and the test house holds every mutation that any test
//! sends to it.

/// What a mutation leaves behind.
#[derive(Debug, Clone, Copy)]
pub enum Audited {
    /// An entry with one of these actions, in the transaction of the change.
    As(&'static [&'static str]),
    /// None, and why that is right.
    Never {
        /// Why.
        why: &'static str,
    },
}

/// Every mutation.
pub const AUDITED: &[(&str, Audited)] = &[
    ("signIn", Audited::As(&["session.begin"])),
    ("verifySecondFactor", Audited::As(&["session.begin"])),
    ("completePasswordChange", Audited::As(&["account.password.change"])),
    ("stepUp", Audited::As(&["session.step_up"])),
    ("enrolTotp", Audited::Never { why: "what it makes counts for nothing before it is confirmed" }),
    ("confirmTotp", Audited::As(&["account.totp_added"])),
    ("removeTotp", Audited::As(&["account.totp_removed"])),
    ("renewRecoveryCodes", Audited::As(&["account.recovery_codes_renewed"])),
    ("startPasskeySignIn", Audited::Never { why: "a question to an authenticator changes nothing" }),
    ("signInWithPasskey", Audited::As(&["session.begin", "account.passkey_suspected"])),
    ("startPasskeyRegistration", Audited::Never { why: "a question to an authenticator changes nothing" }),
    ("finishPasskeyRegistration", Audited::As(&["account.passkey_added"])),
    ("renamePasskey", Audited::As(&["account.passkey_renamed"])),
    ("removePasskey", Audited::As(&["account.passkey_removed"])),
    ("startPasskeyStepUp", Audited::Never { why: "a question to an authenticator changes nothing" }),
    ("reportLogin", Audited::As(&["account.login_reported"])),
    ("signOut", Audited::As(&["session.revoke"])),
    ("revokeSession", Audited::As(&["session.revoke"])),
    ("revokeOtherSessions", Audited::As(&["session.revoke_others"])),
    ("switchSubject", Audited::As(&["session.switch_subject"])),
    ("startViewAs", Audited::As(&["customer.view_as.start"])),
    ("endViewAs", Audited::As(&["customer.view_as.end"])),
    ("unlockAccount", Audited::As(&["account.unlock"])),
    ("suspendAccount", Audited::As(&["account.suspend"])),
    ("reactivateAccount", Audited::As(&["account.reactivate"])),
    ("expireAccount", Audited::As(&["account.expire"])),
    ("disableAccount", Audited::As(&["account.disable"])),
    (
        "bulkChangeAccounts",
        Audited::As(&["account.suspend", "account.reactivate", "account.expire", "account.disable"]),
    ),
    ("inviteMember", Audited::As(&["member.invite"])),
    ("cancelInvitation", Audited::As(&["member.cancel_invitation"])),
    ("acceptInvitation", Audited::As(&["member.accept"])),
    ("changeMemberRole", Audited::As(&["member.change_role"])),
    ("removeMember", Audited::As(&["member.remove"])),
    ("activateAccount", Audited::As(&["account.activate"])),
    ("changePassword", Audited::As(&["account.password.change"])),
    ("resetPassword", Audited::As(&["account.password.change"])),
    (
        "requestPasswordReset",
        Audited::Never {
            why: "the same work for known and unknown portal IDs; it changes nothing by itself",
        },
    ),
    ("sendActivation", Audited::As(&["account.invite"])),
    ("markNotificationsRead", Audited::Never { why: "what somebody has read in their own inbox" }),
    (
        "updateNotificationPreferences",
        Audited::Never { why: "how somebody wants to be told; it changes no right" },
    ),
    ("checkPassword", Audited::Never { why: "it changes nothing" }),
    (
        "refreshSession",
        Audited::Never {
            why: "the session goes on as it was; a token that comes again is recorded as token_family.reuse",
        },
    ),
    ("createPersonalAccessToken", Audited::As(&["personal_token.create"])),
    ("revokePersonalAccessToken", Audited::As(&["personal_token.revoke"])),
    ("requestDataExport", Audited::As(&["data_export.request"])),
    ("eraseAuditValues", Audited::As(&["audit.erase"])),
];

/// What a mutation leaves behind, if it is in the table.
pub fn audited(mutation: &str) -> Option<Audited> {
    AUDITED.iter().find(|(name, _)| *name == mutation).map(|(_, audited)| *audited)
}
