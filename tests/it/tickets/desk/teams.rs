//! Teams, and who is in them.

use portico::db::Reads as _;
use portico::identity::entity::portal_account::AccountStatus;
use portico::kernel::ids::SupportTeamId;
use portico::tickets::entity::ticket::TicketPriority;
use portico::tickets::entity::{business_calendar, sla_policy};
use sea_orm::ColumnTrait as _;

use super::*;

const TEAM: &str = "team { id name active version members { id name } }";

async fn create(caller: &Caller, name: &str) -> Value {
    change(caller, "createSupportTeam", json!({ "name": name }), TEAM).await
}

async fn add(caller: &Caller, team: &Value, account: AccountId) -> Value {
    let input = json!({ "teamId": team, "accountId": account.to_string() });
    change(caller, "addTeamMember", input, TEAM).await
}

both!(administrators_keep_teams, async |t: TestApp| {
    let (_, admin) = employee(&t, LinkRole::TenantAdmin).await;
    let made = create(&admin, "  Network ").await;
    let team = done(&made)["team"].clone();
    assert_eq!(
        (&team["name"], &team["version"], &team["members"]),
        (&json!("Network"), &json!(1), &json!([]))
    );
    assert_eq!(refused_at(&create(&admin, "Network").await), ("NAME_TAKEN", "name"));
    for name in ["", "  ", "two\nlines", &"x".repeat(61)] {
        assert_eq!(refused_at(&create(&admin, name).await), ("INVALID_INPUT", "name"), "{name:?}");
    }
    let rename = |name: &'static str, version: i32| {
        let input = json!({ "teamId": team["id"], "name": name, "expectedVersion": version });
        change(&admin, "updateSupportTeam", input, TEAM)
    };
    assert_eq!(refused_at(&rename("Field", 2).await), ("CONFLICT", "expectedVersion"));
    let renamed = rename("Field", 1).await;
    assert_eq!((&done(&renamed)["team"]["name"], &renamed["team"]["version"]), (&json!("Field"), &json!(2)));
    assert_eq!(done(&create(&admin, "Network").await)["team"]["name"], "Network");
    assert_eq!(refused_at(&rename("Network", 2).await), ("NAME_TAKEN", "name"));
    let listed = ask(&admin, "supportTeams { name active }").await;
    assert_eq!(
        listed["supportTeams"],
        json!([{ "name": "Field", "active": true }, { "name": "Network", "active": true }])
    );
});

both!(only_employees_at_work_are_put_into_a_team, async |t: TestApp| {
    let (_, admin) = employee(&t, LinkRole::TenantAdmin).await;
    let team = done(&create(&admin, "Network").await)["team"]["id"].clone();
    let alice = t.customer().insert().await;
    let member = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let suspended = t.account().staff(LinkRole::Noc).status(AccountStatus::Suspended).insert().await;
    let abroad = t.tenant().await.account().staff(LinkRole::Noc).insert().await;
    let without = t.account().insert().await;
    for other in [&member, &suspended, &abroad, &without] {
        assert_eq!(refused_at(&add(&admin, &team, other.id).await), ("NOT_FOUND", "accountId"));
    }
    let (zoe, noc) = employee(&t, LinkRole::Noc).await;
    let added = add(&admin, &team, zoe.id).await;
    assert_eq!(
        (&done(&added)["team"]["members"], &added["team"]["version"]),
        (&json!([{ "id": zoe.id.to_string(), "name": zoe.name }]), &json!(2))
    );
    assert_eq!(refused_at(&add(&admin, &team, zoe.id).await), ("ALREADY_DONE", "accountId"));
    let nowhere = json!(t.scope().new_id::<SupportTeamId>().to_string());
    assert_eq!(refused_at(&add(&admin, &nowhere, zoe.id).await), ("NOT_FOUND", "teamId"));
    let seen = ask(&noc, "supportTeams { members { name } }").await;
    assert_eq!(
        seen["supportTeams"],
        json!([{ "members": [{ "name": zoe.name }] }]),
        "all of the staff sees them"
    );
    let remove = || {
        let input = json!({ "teamId": team, "accountId": zoe.id.to_string() });
        change(&admin, "removeTeamMember", input, TEAM)
    };
    assert_eq!(done(&remove().await)["team"]["members"], json!([]));
    assert_eq!(refused_at(&remove().await), ("NOT_FOUND", "accountId"));
});

both!(a_team_is_retired_unless_a_service_level_gives_it_tickets, async |t: TestApp| {
    let (zoe, admin) = employee(&t, LinkRole::TenantAdmin).await;
    let id = team(&t, "Network", &[]).await;
    escalate_to(&t, id).await;
    let retire = || {
        change(&admin, "retireSupportTeam", json!({ "teamId": id.to_string() }), "team { active version }")
    };
    assert_eq!(refused_at(&retire().await), ("IN_USE", "teamId"));
    let tx = t.scope().begin().await.expect("begun");
    let ended = tx.update::<sla_policy::Entity>().set(sla_policy::Column::Active, false);
    ended.filter(sla_policy::Column::EscalateTeamId.eq(id)).run().await.expect("written");
    tx.commit().await.expect("committed");
    assert_eq!(done(&retire().await)["team"], json!({ "active": false, "version": 2 }));
    assert_eq!(refused_at(&retire().await), ("ALREADY_DONE", "teamId"));
    assert_eq!(refused_at(&add(&admin, &json!(id.to_string()), zoe.id).await), ("NOT_FOUND", "teamId"));
    let lists = ask(&admin, "supportTeams { name } gone: supportTeams(retired: true) { name }").await;
    assert_eq!(lists, json!({ "supportTeams": [], "gone": [{ "name": "Network" }] }));
    assert_eq!(refused_at(&create(&admin, "Network").await), ("NAME_TAKEN", "name"));
});

async fn escalate_to(t: &TestApp, team: SupportTeamId) {
    let scope = t.scope();
    let tenant_id = t.facts().reference.id;
    let calendar = business_calendar::Model {
        id: scope.new_id(),
        tenant_id,
        name: "Office".to_owned(),
        zone: "Europe/Berlin".to_owned(),
        hours: json!([[["09:00", "17:00"]], [], [], [], [], [], []]),
        holidays: json!([]),
        version: 1,
    };
    let policy = sla_policy::Model {
        id: scope.new_id(),
        tenant_id,
        name: "Usual".to_owned(),
        priority: TicketPriority::Normal,
        calendar_id: calendar.id,
        first_reply_minutes: 60,
        fix_minutes: 480,
        pauses_for_customer: true,
        pauses_for_vendor: false,
        at_risk_percent: 80,
        escalate_percent: Some(90),
        escalate_team_id: Some(team),
        active: true,
        version: 1,
    };
    let tx = scope.begin().await.expect("begun");
    tx.insert(calendar.into_active_model().reset_all()).await.expect("it is new");
    tx.insert(policy.into_active_model().reset_all()).await.expect("it is new");
    tx.commit().await.expect("committed");
}

both!(others_keep_no_teams, async |t: TestApp| {
    let alice = t.customer().insert().await;
    let owner = t.account().member_of(&alice, LinkRole::Owner).insert().await;
    let owner = t.sign_in_as(&owner).await;
    owner.gql("{ supportTeams { name } }", json!({})).await.assert_code("FORBIDDEN");
    let create = mutation("createSupportTeam", "");
    for role in [LinkRole::Support, LinkRole::Billing, LinkRole::Noc] {
        let (_, caller) = employee(&t, role).await;
        caller.gql(&create, json!({ "input": { "name": "Mine" } })).await.assert_code("FORBIDDEN");
    }
    owner.gql(&create, json!({ "input": { "name": "Mine" } })).await.assert_code("FORBIDDEN");
    t.anonymous().gql("{ supportTeams { name } }", json!({})).await.assert_code("UNAUTHENTICATED");
    let teams = t.scope().select::<support_team::Entity>().count().await;
    assert_eq!(teams.expect("counted"), 0);
});

both!(fifty_teams_cost_what_one_does, async |t: TestApp| {
    let (zoe, caller) = employee(&t, LinkRole::Support).await;
    let other = t.account().staff(LinkRole::Billing).insert().await;
    team(&t, "Team 0", &[zoe.id, other.id]).await;
    let document = "{ supportTeams { name members { name } } }";
    let one = caller.gql(document, json!({})).await;
    for number in 1..50 {
        team(&t, &format!("Team {number}"), &[zoe.id, other.id]).await;
    }
    let fifty = caller.gql(document, json!({})).await;
    assert_eq!(fifty.ok()["supportTeams"].as_array().map(Vec::len), Some(50));
    assert_eq!(fifty.ok()["supportTeams"][49]["members"].as_array().map(Vec::len), Some(2));
    assert_eq!(one.statements(), fifty.statements());
    let (_, admin) = employee(&t, LinkRole::TenantAdmin).await;
    assert_eq!(refused_at(&create(&admin, "One more").await), ("TOO_MANY", "name"));
});
