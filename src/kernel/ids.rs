//! Typed row ids: `UUIDv7` inside, `TypeID` outside (`inv_01jd…`: a type prefix and base32 of the UUID).
//!
//! An id of one type cannot be passed where another is meant, neither in Rust nor through the API.

use std::fmt;

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use type_safe_id::{DynamicType, TypeSafeId};
use uuid::Uuid;

use super::clock::Instant;
use super::entropy::{self, Entropy};

/// What every typed id can do.
pub trait TypedId: Copy + Eq + Send + Sync + 'static {
    /// The prefix of the external form, e.g. `inv`.
    const PREFIX: &'static str;
    /// Wraps a row id.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The row id.
    fn uuid(self) -> Uuid;

    /// A new id whose order follows time: `UUIDv7` (RFC 9562 §5.7) of `now` and 74 random bits.
    fn generate(now: Instant, random: &dyn Entropy) -> Self {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let bytes: [u8; 10] = entropy::bytes(random);
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid())
    }

    /// The external form. See <https://github.com/jetify-com/typeid/tree/main/spec>.
    fn external(self) -> String {
        encode(Self::PREFIX, self.uuid())
    }

    /// Reads the external form; the prefix of another type is an error, never a look-up.
    fn parse(text: &str) -> Result<Self, IdError> {
        let (prefix, uuid) = decode(text)?;
        if prefix == Self::PREFIX {
            Ok(Self::from_uuid(uuid))
        } else {
            Err(IdError::WrongType { expected: Self::PREFIX })
        }
    }
}

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not `prefix_` followed by 26 base32 symbols.
    #[error("is not an id")]
    Malformed,
    /// A well-formed id of another type.
    #[error("is not an id of this type: expected the prefix `{expected}_`")]
    WrongType {
        /// The prefix that was wanted.
        expected: &'static str,
    },
}

/// Splits an external id into prefix and row id.
pub fn decode(text: &str) -> Result<(String, Uuid), IdError> {
    let id: TypeSafeId<DynamicType> = text.parse().map_err(|_| IdError::Malformed)?;
    Ok((id.type_prefix().to_owned(), id.uuid()))
}

fn encode(prefix: &str, uuid: Uuid) -> String {
    let kind = DynamicType::new(prefix).expect("the prefixes below are lowercase ASCII");
    TypeSafeId::from_type_and_uuid(kind, uuid).to_string()
}

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType)]
            #[serde(transparent)]
            pub struct $name(pub Uuid);

            impl TypedId for $name {
                const PREFIX: &'static str = $prefix;
                fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
                fn uuid(self) -> Uuid { self.0 }
            }

            impl TryFromU64 for $name {
                fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                    Err(DbErr::ConvertFromU64(stringify!($name)))
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.external())
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.external())
                }
            }
        )+

        /// Every prefix in use, for the test that they are distinct.
        #[cfg(test)]
        const PREFIXES: &[&str] = &[$($prefix),+];
    };
}

typed_ids! {
    /// A tenant: one internet service provider.
    TenantId = "ten";
    /// A portal account: one login.
    AccountId = "acc";
    /// The link of an account to a customer, a reseller or a staff role.
    AccountLinkId = "lnk";
    /// A session, as its owner sees it in the list (not the secret).
    SessionId = "ses";
    /// One attempt to sign in.
    LoginAttemptId = "lat";
    /// The authenticator app of an account.
    TotpFactorId = "otp";
    /// A passkey of an account.
    PasskeyId = "psk";
    /// A passkey being made or asked for.
    PasskeyCeremonyId = "pkc";
    /// A recovery code of an account.
    RecoveryCodeId = "rcv";
    /// A sign-in that waits for something more than the password.
    ChallengeId = "chl";
    /// A key that signs access tokens.
    SigningKeyId = "sgk";
    /// A family of refresh tokens: one sign-in of one client.
    TokenFamilyId = "tfm";
    /// A device that an account was signed in to from.
    KnownDeviceId = "dev";
    /// A personal access token.
    PersonalTokenId = "pat";
    /// A customer of a tenant.
    CustomerId = "cus";
    /// A reseller.
    ResellerId = "rsl";
    /// The assignment of a customer to a reseller for a period.
    ResellerCustomerId = "rcu";
    /// A plan of the catalogue.
    PlanId = "pln";
    /// A customer's subscription to a plan.
    SubscriptionId = "sub";
    /// A tax rate.
    TaxRateId = "txr";
    /// An invoice.
    InvoiceId = "inv";
    /// A line of an invoice.
    InvoiceLineId = "lin";
    /// The tax of one rate on one line.
    InvoiceLineTaxId = "ltx";
    /// A payment.
    PaymentId = "pay";
    /// A credit note.
    CreditNoteId = "crn";
    /// The allocation of a payment or a credit to an invoice.
    AllocationId = "alc";
    /// An entry of the audit log.
    AuditEntryId = "aud";
    /// An event of the outbox.
    EventId = "evt";
    /// The stream of a tenant's events.
    EventStreamId = "evs";
    /// A notification in an account's inbox.
    NotificationId = "ntf";
    /// What an account wants to be notified of.
    NotificationPreferenceId = "npf";
    /// How far a listener has read a tenant's events.
    EventListenerId = "evl";
    /// A mail in the queue.
    MailMessageId = "eml";
    /// A token that is good for one activation or one reset of a password.
    OneTimeTokenId = "ott";
    /// A wish to reset a password, before anybody has looked whether the account exists.
    ResetRequestId = "rrq";
    /// A password that was in use before, as its hash.
    FormerPasswordId = "fpw";
    /// A record that somebody has looked at a customer or an account.
    ReadAccessId = "rac";
    /// What a row of another system has become here.
    ExternalRefId = "xrf";
    /// An invitation to become a member of a customer.
    MemberInvitationId = "ivt";
    /// A file with everything that is kept of a customer.
    DataExportId = "dxp";
    /// A change of an account's state.
    AccountStatusChangeId = "asc";
    /// A line of a credit note.
    CreditNoteLineId = "cnl";
    /// The tax of one rate that a line of a credit note takes back.
    CreditNoteLineTaxId = "cnx";
    /// A fee for paying an invoice late.
    LateFeeId = "lfe";
    /// A step of the dunning of an invoice.
    DunningStepId = "dun";
    /// A promise to pay later.
    PaymentArrangementId = "arr";
    /// An instalment of a promise to pay later.
    ArrangementInstalmentId = "ari";
    /// An invoice that a promise to pay later is for.
    ArrangementInvoiceId = "arv";
    /// A part of an invoice that was given up on a day, or came in after all.
    WriteOffId = "wof";
    /// A line of an invoice that the customer disputes.
    LineDisputeId = "lds";
    /// A period of a subscription that an invoice has billed.
    BilledPeriodId = "bpd";
    /// A charge that a credit note has settled.
    CreditedChargeId = "cch";
    /// A run of billing over the customers of a tenant.
    BillingRunId = "brn";
    /// A share of the customers of a billing run.
    BillingRunShareId = "brs";
    /// A customer that a billing run could not bill.
    BillingRunErrorId = "bre";
    /// Something to be billed with the next invoice.
    ChargeId = "chg";
    /// A reason to withhold a service.
    SuspensionLockId = "lck";
    /// An offer to change a plan.
    PlanChangeQuoteId = "quo";
    /// Volume used on a day.
    UsageDayId = "usd";
    /// Volume on offer beside the plans.
    TopUpPackId = "tpk";
    /// Volume bought for a period.
    TopUpId = "tup";
    /// A coupon.
    CouponId = "cpn";
    /// A plan that a coupon is for.
    CouponPlanId = "cpp";
    /// A discount that a customer has.
    CustomerDiscountId = "dsc";
    /// What was asked for under an idempotency key.
    IdempotencyRecordId = "idm";
    /// A stored way to pay.
    PaymentMethodId = "pmt";
    /// How a customer is drawn from.
    AutopayId = "apy";
    /// A time at which an invoice is to be drawn.
    AutopayAttemptId = "apa";
    /// What a payment under way is meant for.
    PaymentClaimId = "pcl";
    /// A link that bills are paid by without a sign-in.
    PayLinkId = "plk";
    /// An invoice that such a link is for.
    PayLinkInvoiceId = "pli";
    /// The alert of a prepaid balance.
    WalletAlertId = "wal";
    /// A step of a payment.
    PaymentAttemptId = "pya";
    /// A refund of a payment.
    PaymentRefundId = "rfd";
    /// A payer's dispute of a payment.
    PaymentDisputeId = "dsp";
    /// A part of a payment that went back on a day, or came again.
    PaymentReturnId = "prn";
    /// A message of a payment gateway.
    GatewayEventId = "gev";
    /// A charge in the books of the sandbox gateway.
    SandboxChargeId = "sbc";
    /// A refund in the books of the sandbox gateway.
    SandboxRefundId = "sbr";
    /// A message of the sandbox gateway.
    SandboxEventId = "sbe";
    /// An outage or a maintenance.
    IncidentId = "inc";
    /// Something that was written about an incident.
    IncidentUpdateId = "icu";
    /// A service that an incident affects.
    IncidentImpactId = "ici";
    /// Somebody who follows an incident.
    IncidentFollowerId = "icf";
    /// A notice of an incident to somebody.
    IncidentNoticeId = "icn";
    /// A device whose silence is waited out.
    OutageWatchId = "owt";
    /// What is given back because a service was down.
    OutageCreditId = "ocr";
    /// A place where devices are.
    SiteId = "sit";
    /// A network in which a tenant's devices may be asked.
    ManagementNetworkId = "mgn";
    /// A device of the network; `dev` are the devices that people sign in from.
    DeviceId = "ndv";
    /// What is known of a device's state.
    DeviceStateId = "dvs";
    /// An interface of a device.
    DeviceInterfaceId = "dif";
    /// The device and the port that a service hangs on.
    ServiceLinkId = "slk";
    /// The count of a tenant's changes to its network.
    NetworkTopologyId = "nwt";
    /// An article of the help.
    HelpArticleId = "hlp";
    /// Whether an article has helped somebody.
    HelpVoteId = "hvt";
    /// A ticket.
    TicketId = "tkt";
    /// A public reply on a ticket.
    TicketReplyId = "trp";
    /// An internal note on a ticket.
    TicketNoteId = "tnt";
    /// A change of a ticket's status.
    TicketTransitionId = "ttr";
    /// Somebody who watches a ticket.
    TicketWatcherId = "twt";
    /// A tag of a ticket.
    TicketTagId = "ttg";
    /// A file on a ticket.
    TicketAttachmentId = "att";
    /// A service level.
    SlaPolicyId = "sla";
    /// The hours in which an ISP works.
    BusinessCalendarId = "bcl";
    /// A team that tickets lie with.
    SupportTeamId = "tea";
    /// An employee in a team.
    SupportTeamMemberId = "stm";
    /// A text that staff writes often.
    CannedReplyId = "can";
    /// Samples of a device that wait to be rolled up.
    SampleWorkId = "swk";
    /// What was last told of how a service is.
    ServiceHealthId = "svh";
    /// What of a device is worth an alarm.
    AlertRuleId = "alr";
    /// An alarm about a device.
    AlertId = "alt";
    /// A run of a playbook.
    AutomationRunId = "run";
    /// A device of a run of a playbook.
    AutomationHostId = "rnh";
    /// A line that a run of a playbook has printed.
    AutomationLineId = "rnl";
    /// What the network is to do for a service, and how far it is.
    ProvisioningStateId = "prv";
    /// A network access server: where sessions of customers end.
    NasId = "nas";
    /// What a service signs in to the network with.
    RadiusCredentialId = "rcr";
    /// A row by which FreeRADIUS judges a sign-in.
    RadcheckId = "rck";
    /// A row that FreeRADIUS answers a sign-in with.
    RadreplyId = "rrp";
    /// The group that FreeRADIUS finds a user in.
    RadusergroupId = "rug";
    /// A row that FreeRADIUS answers the users of a group with.
    RadgroupreplyId = "rgr";
    /// A session of a service at a network access server.
    RadiusSessionId = "rse";
    /// A device of a simulated network that is broken on purpose.
    SimulatedFaultId = "smf";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::entropy::SeededEntropy;

    #[test]
    fn prefixes_are_distinct() {
        let mut sorted = PREFIXES.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), PREFIXES.len());
    }

    #[test]
    fn the_external_form_round_trips_and_refuses_other_types() {
        let id = InvoiceId::generate("2026-11-22T00:00:00Z".parse().expect("valid"), &SeededEntropy::new(1));
        let text = id.to_string();
        assert!(text.starts_with("inv_") && text.len() == 30, "{text}");
        assert_eq!(InvoiceId::parse(&text), Ok(id));
        assert_eq!(CustomerId::parse(&text), Err(IdError::WrongType { expected: "cus" }));
        for bad in ["", "inv", "inv_", "inv_0", "inv_zzzzzzzzzzzzzzzzzzzzzzzzzz", "INV_01jd", "inv_\u{0}"] {
            assert_eq!(InvoiceId::parse(bad), Err(IdError::Malformed), "{bad:?}");
        }
    }

    #[test]
    fn the_specification_s_example_decodes() {
        let (prefix, uuid) = decode("prefix_01h455vb4pex5vsknk084sn02q").expect("valid");
        assert_eq!(prefix, "prefix");
        assert_eq!(uuid.to_string(), "01890a5d-ac96-774b-bcce-b302099a8057");
    }

    #[test]
    fn ids_sort_by_time() {
        let random = SeededEntropy::new(2);
        let earlier = InvoiceId::generate("2026-01-01T00:00:00Z".parse().expect("valid"), &random);
        let later = InvoiceId::generate("2026-01-01T00:00:00.001Z".parse().expect("valid"), &random);
        assert!(earlier < later);
    }
}
