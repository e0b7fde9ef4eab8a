//! `signIn`: the password is right, the portal ID is typed in many ways, and what nobody may be told apart.

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::login_attempt;
use serde_json::json;

use crate::support::app::TestApp;
use crate::support::factory::account::PASSWORD;

both!(the_right_password_begins_a_session, async |t: TestApp| {
    let customer = t.customer().insert().await;
    let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
    let caller = t.anonymous();
    assert_eq!(caller.who().await, None, "nobody is signed in, which is no error");

    let reply = caller.sign_in(login.portal_id.as_str(), PASSWORD).await;
    let answer = &reply.ok()["signIn"];
    assert_eq!(answer["userErrors"], json!([]));
    let result = &answer["result"];
    assert_eq!(result["__typename"], "SignedIn");
    assert_eq!(result["account"]["id"], login.id.to_string());
    assert_eq!(result["account"]["portalId"], login.portal_id.to_string());
    assert_eq!(result["session"]["current"], true);
    assert_eq!(result["session"]["createdAt"], "2026-11-22T10:00:00Z");
    assert_eq!(result["session"]["expiresAt"], "2026-11-22T10:30:00Z");
    assert_eq!(result["session"]["ipAddress"], caller.address().to_string());
    assert_eq!(caller.who().await, Some(login.portal_id.to_string()));

    let attempts = t.scope().select::<login_attempt::Entity>().all().await.expect("the database answers");
    let [attempt] = attempts.as_slice() else { panic!("one attempt: {attempts:?}") };
    assert_eq!((attempt.ok, attempt.account_id), (true, Some(login.id)));
    assert_eq!(attempt.ip, caller.address().to_string());
});

both!(the_portal_id_is_read_in_any_case_and_with_any_separators, async |t: TestApp| {
    let login = t.account().staff(LinkRole::Support).insert().await;
    let plain = login.portal_id.as_str();
    let printed = login.portal_id.to_string();
    let spellings = [
        plain.to_lowercase(),
        printed.clone(),
        printed.to_lowercase().replace('-', " "),
        printed.replace('-', "\u{2011}"),
        format!("  {printed}\t"),
        plain["EX".len()..].to_owned(),
    ];
    for spelling in spellings {
        let caller = t.anonymous();
        let reply = caller.sign_in(&spelling, PASSWORD).await;
        assert_eq!(reply.ok()["signIn"]["result"]["__typename"], "SignedIn", "{spelling:?}: {}", reply.text);
    }
});
