//! Who may do what with tickets. Pure.

use super::entity::ticket::{TicketCategory, TicketPriority, TicketSharing};
use super::entity::ticket_reply::AuthorKind;
use crate::kernel::actor::{CallerKind, MemberRole, StaffRole};

/// Every category.
const CATEGORIES: [TicketCategory; 6] = [
    TicketCategory::Technical,
    TicketCategory::Billing,
    TicketCategory::Sales,
    TicketCategory::General,
    TicketCategory::Complaint,
    TicketCategory::FeatureRequest,
];

/// Whether a caller of this kind sees tickets of this category: who does not see bills does not see tickets about them,
/// who sees nothing of the services none about those.
pub fn may_view_tickets(category: TicketCategory, kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner | MemberRole::Viewer)
        | CallerKind::Reseller(_)
        | CallerKind::Staff(_) => true,
        CallerKind::Member(MemberRole::Technical) => category != TicketCategory::Billing,
        CallerKind::Member(MemberRole::Payer) => category != TicketCategory::Technical,
        CallerKind::Anonymous => false,
    }
}

/// Whether a caller of this kind opens tickets of this category, and writes on them.
pub fn may_write_tickets(category: TicketCategory, kind: CallerKind) -> bool {
    kind != CallerKind::Member(MemberRole::Viewer) && may_view_tickets(category, kind)
}

/// Whether a caller of this kind says for the customer whether a ticket is solved.
pub fn may_judge(category: TicketCategory, kind: CallerKind) -> bool {
    !matches!(kind, CallerKind::Staff(_)) && may_write_tickets(category, kind)
}

/// Whether a caller of this kind says how content the customer was: the customer itself.
pub fn may_rate(category: TicketCategory, kind: CallerKind) -> bool {
    matches!(kind, CallerKind::Member(_)) && may_write_tickets(category, kind)
}

/// Whether a caller of this kind works on tickets: moves and sorts them, and reads and writes notes.
pub fn may_work_tickets(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(
            StaffRole::Support | StaffRole::Billing | StaffRole::Noc | StaffRole::TenantAdmin,
        ) => true,
        CallerKind::Anonymous | CallerKind::Member(_) | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind says how the desk is run: teams, hours, service levels, texts.
pub fn may_manage_desk(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::TenantAdmin) => true,
        CallerKind::Staff(StaffRole::Support | StaffRole::Billing | StaffRole::Noc)
        | CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind reads how the desk does.
pub fn may_read_reports(kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(StaffRole::Support | StaffRole::TenantAdmin) => true,
        CallerKind::Staff(StaffRole::Billing | StaffRole::Noc)
        | CallerKind::Anonymous
        | CallerKind::Member(_)
        | CallerKind::Reseller(_) => false,
    }
}

/// Whether a caller of this kind sees tickets of any category.
pub fn may_view_some(kind: CallerKind) -> bool {
    CATEGORIES.into_iter().any(|category| may_view_tickets(category, kind))
}

/// Whether a caller of this kind writes on tickets of any category.
pub fn may_write_some(kind: CallerKind) -> bool {
    CATEGORIES.into_iter().any(|category| may_write_tickets(category, kind))
}

/// Whether a caller of this kind judges tickets of any category.
pub fn may_judge_some(kind: CallerKind) -> bool {
    CATEGORIES.into_iter().any(|category| may_judge(category, kind))
}

/// Whether a caller of this kind rates tickets of any category.
pub fn may_rate_some(kind: CallerKind) -> bool {
    CATEGORIES.into_iter().any(|category| may_rate(category, kind))
}

/// Whether a caller of this kind gives a ticket this priority. What is promised for the highest is for the ISP to give.
pub fn may_choose(priority: TicketPriority, kind: CallerKind) -> bool {
    match kind {
        CallerKind::Staff(_) => true,
        CallerKind::Member(_) | CallerKind::Reseller(_) => priority <= TicketPriority::High,
        CallerKind::Anonymous => false,
    }
}

/// What of a ticket decides who sees it, beside the customer that it is of.
#[derive(Debug, Clone, Copy)]
pub struct Seclusion {
    /// What it is about.
    pub category: TicketCategory,
    /// Whom it is shared with.
    pub sharing: TicketSharing,
    /// Whether the caller opened it or watches it.
    pub concerns: bool,
}

/// Whether a caller of this kind sees a ticket of a customer within its reach.
pub fn sees(ticket: Seclusion, kind: CallerKind) -> bool {
    let shared = match kind {
        CallerKind::Member(MemberRole::Owner) | CallerKind::Reseller(_) | CallerKind::Staff(_) => true,
        CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer) => {
            ticket.concerns || ticket.sharing == TicketSharing::Company
        }
        CallerKind::Anonymous => false,
    };
    shared && may_view_tickets(ticket.category, kind)
}

/// Whether a caller of this kind says who sees a ticket that it can write on.
pub fn may_share(opened: bool, kind: CallerKind) -> bool {
    match kind {
        CallerKind::Member(MemberRole::Owner) | CallerKind::Staff(_) => true,
        CallerKind::Member(MemberRole::Payer | MemberRole::Technical | MemberRole::Viewer)
        | CallerKind::Reseller(_) => opened,
        CallerKind::Anonymous => false,
    }
}

/// What a list shows to a caller: the same as [`sees`], for a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// All of them.
    All,
    /// Those of these categories that are shared, or that the caller opened or watches.
    Shared(Vec<TicketCategory>),
}

/// What a list shows to a caller that is all of this to the customer.
pub fn sight(kinds: &[CallerKind]) -> Sight {
    let unlimited = |kind: &CallerKind| {
        let secluded = |category| Seclusion { category, sharing: TicketSharing::Opener, concerns: false };
        CATEGORIES.into_iter().all(|category| sees(secluded(category), *kind))
    };
    if kinds.iter().any(unlimited) {
        return Sight::All;
    }
    let viewed = |category: &TicketCategory| kinds.iter().any(|kind| may_view_tickets(*category, *kind));
    Sight::Shared(CATEGORIES.into_iter().filter(viewed).collect())
}

/// On which side a caller of this kind stands.
pub fn side(kind: CallerKind) -> Option<AuthorKind> {
    match kind {
        CallerKind::Member(_) => Some(AuthorKind::Customer),
        CallerKind::Reseller(_) => Some(AuthorKind::Reseller),
        CallerKind::Staff(_) => Some(AuthorKind::Staff),
        CallerKind::Anonymous => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rule: impl Fn(CallerKind) -> bool) -> Vec<&'static str> {
        CallerKind::ALL.into_iter().filter(|kind| rule(*kind)).map(CallerKind::name).collect()
    }

    const STAFF: [&str; 4] = ["support", "billing", "noc", "tenant admin"];

    fn with_staff(others: &[&'static str]) -> Vec<&'static str> {
        others.iter().chain(&STAFF).copied().collect()
    }

    #[test]
    fn tickets_of_a_category_are_seen_by_who_sees_what_they_are_about() {
        for category in CATEGORIES {
            let members: &[&'static str] = match category {
                TicketCategory::Technical => &["owner", "technical", "viewer"],
                TicketCategory::Billing => &["owner", "payer", "viewer"],
                TicketCategory::Sales
                | TicketCategory::General
                | TicketCategory::Complaint
                | TicketCategory::FeatureRequest => &["owner", "payer", "technical", "viewer"],
            };
            let seen = with_staff(&[members, &["reseller admin", "reseller agent"]].concat());
            assert_eq!(names(|kind| may_view_tickets(category, kind)), seen, "{category:?}");
            let written: Vec<_> = seen.into_iter().filter(|name| *name != "viewer").collect();
            assert_eq!(names(|kind| may_write_tickets(category, kind)), written, "{category:?}");
            let judged: Vec<_> = written.into_iter().filter(|name| !STAFF.contains(name)).collect();
            assert_eq!(names(|kind| may_judge(category, kind)), judged, "{category:?}");
            let rated: Vec<_> = judged.into_iter().filter(|name| !name.starts_with("reseller")).collect();
            assert_eq!(names(|kind| may_rate(category, kind)), rated, "{category:?}");
        }
    }

    #[test]
    fn the_desk_is_the_staff_s() {
        assert_eq!(names(may_work_tickets), STAFF);
        assert_eq!(names(may_manage_desk), ["tenant admin"]);
        assert_eq!(names(may_read_reports), ["support", "tenant admin"]);
    }

    #[test]
    fn some_category_is_for_everybody_who_is_signed_in() {
        let signed_in: Vec<_> = CallerKind::ALL[1..].iter().map(|kind| kind.name()).collect();
        assert_eq!(names(may_view_some), signed_in);
        let writers: Vec<_> = signed_in.into_iter().filter(|name| *name != "viewer").collect();
        assert_eq!(names(may_write_some), writers);
        let judges: Vec<_> = writers.into_iter().filter(|name| !STAFF.contains(name)).collect();
        assert_eq!(names(may_judge_some), judges);
        assert_eq!(names(may_rate_some), ["owner", "payer", "technical"]);
    }

    #[test]
    fn the_highest_priorities_are_the_staff_s_to_give() {
        use TicketPriority::{Critical, High, Low, Normal, Urgent};
        for priority in [Low, Normal, High] {
            assert_eq!(names(|kind| may_choose(priority, kind)).len(), 10, "{priority:?}");
        }
        for priority in [Urgent, Critical] {
            assert_eq!(names(|kind| may_choose(priority, kind)), STAFF, "{priority:?}");
        }
    }

    #[test]
    fn what_is_not_shared_is_for_those_it_concerns_and_the_owner() {
        let ticket = |sharing, concerns| Seclusion { category: TicketCategory::General, sharing, concerns };
        let everybody: Vec<_> = CallerKind::ALL[1..].iter().map(|kind| kind.name()).collect();
        for (sharing, concerns) in
            [(TicketSharing::Company, false), (TicketSharing::Company, true), (TicketSharing::Opener, true)]
        {
            assert_eq!(names(|kind| sees(ticket(sharing, concerns), kind)), everybody);
        }
        let secluded = with_staff(&["owner", "reseller admin", "reseller agent"]);
        assert_eq!(names(|kind| sees(ticket(TicketSharing::Opener, false), kind)), secluded);
        // A right that does not cover the category is not given by watching.
        let billing =
            Seclusion { category: TicketCategory::Billing, sharing: TicketSharing::Company, concerns: true };
        assert!(!sees(billing, CallerKind::Member(MemberRole::Technical)));
    }

    #[test]
    fn sharing_is_decided_by_the_opener_the_owner_and_staff() {
        assert_eq!(names(|kind| may_share(false, kind)), with_staff(&["owner"]));
        assert_eq!(names(|kind| may_share(true, kind)).len(), 10);
    }

    #[test]
    fn a_list_shows_what_is_seen_one_by_one() {
        for kind in CallerKind::ALL {
            for category in CATEGORIES {
                for sharing in [TicketSharing::Opener, TicketSharing::Company] {
                    for concerns in [false, true] {
                        let listed = match sight(&[kind]) {
                            Sight::All => true,
                            Sight::Shared(categories) => {
                                categories.contains(&category)
                                    && (concerns || sharing == TicketSharing::Company)
                            }
                        };
                        let ticket = Seclusion { category, sharing, concerns };
                        assert_eq!(listed, sees(ticket, kind), "{kind:?} {ticket:?}");
                    }
                }
            }
        }
    }
}
