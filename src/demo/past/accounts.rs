//! Accounts that an administrator has barred, and one whose time ran out.

use super::{Entry, Teller, account_of, shown};
use crate::db::audit::ActorKind;
use crate::db::{LookDepth, LookedAt};
use crate::demo::world::{UNASSIGNED, World};
use crate::identity::AccountAction::{self, Expire, Reactivate, RequirePasswordChange, Suspend};
use crate::identity::entity::account_status_change;
use crate::identity::entity::portal_account::AccountStatus;
use crate::kernel::clock::Instant;
use crate::kernel::ids::AccountId;

/// What was done to two accounts: how many days ago, what, and why.
const HISTORIES: [&[(i64, AccountAction, &str)]; 2] = [
    &[(12, Suspend, "letters come back: the address is wrong")],
    &[
        (70, Suspend, "asked us by phone to bar it: a lost phone"),
        (64, Reactivate, "the phone has been found"),
        (63, RequirePasswordChange, "whoever had the phone may know the password"),
        (5, Expire, "the contract has ended"),
    ],
];

pub(super) fn tell(teller: &mut Teller, world: &mut World) {
    let (Some(admin), Some(support)) = (account_of(world, "admin"), account_of(world, "support")) else {
        return;
    };
    let waiting = |status| status == AccountStatus::PendingActivation;
    let accounts = world.accounts.iter_mut().filter(|account| waiting(account.status));
    for (account, history) in accounts.zip(HISTORIES) {
        let activated = teller.ago(90, 17 * 60);
        let id = account.id;
        let entry = Entry::new(activated, id, ActorKind::Member, "account.activate", id.to_string());
        teller.record(entry);
        account.status = AccountStatus::Active;
        account.version += 1;
        for (days, action, reason) in history {
            let at = teller.ago(*days, 10 * 60 + 20);
            teller.look(at, admin, LookedAt::Account, id.0, LookDepth::Opened);
            change(teller, (id, account.status), at, *action, reason, admin);
            account.status = action.leads_to(account.status);
            account.must_change_password |= *action == RequirePasswordChange;
            account.version += 1;
        }
        let listed = teller.ago(3, 14 * 60);
        teller.look(listed, support, LookedAt::Account, id.0, LookDepth::Listed);
    }
}

fn change(
    teller: &mut Teller,
    (account, from): (AccountId, AccountStatus),
    at: Instant,
    action: AccountAction,
    reason: &'static str,
    admin: AccountId,
) {
    let to = action.leads_to(from);
    teller.past.status_changes.push(account_status_change::Model {
        id: teller.ids.at(at),
        tenant_id: UNASSIGNED,
        account_id: account,
        from_status: from,
        to_status: to,
        action: Some(action),
        reason: reason.to_owned(),
        actor_account_id: Some(admin),
        at,
    });
    let (before, after) = match action {
        RequirePasswordChange => (shown("mustChangePassword", false), shown("mustChangePassword", true)),
        Suspend | Reactivate | Expire | AccountAction::Disable => {
            (shown("status", from), shown("status", to))
        }
    };
    teller.record(Entry {
        reason: Some(reason),
        before: Some(before),
        after: Some(after),
        ..Entry::new(at, admin, ActorKind::Staff, action.audited_as(), account.to_string())
    });
}
