//! Two who change the same account at once come one after the other: neither fails because each waits for the other.
//!
//! Whoever runs first is stopped half-way by a row that the test holds, so that the other gets as far as it can. On
//! PostgreSQL only: the embedded database has one writer.

use portico::db::Reads as _;
use portico::identity::entity::account_link::LinkRole;
use portico::identity::entity::login_attempt;
use sea_orm::ColumnTrait as _;
use serde_json::json;

use super::NEW;
use super::change_password::CHANGE;
use super::history::{REPORT, history};
use super::reset::{request, reset};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::authenticator::{challenge, verify};
use crate::support::factory::account::PASSWORD;
use crate::support::wait::until;

const OTHER: &str = "seven herons over a quiet weir";

/// Waits until so many statements wait for a lock.
async fn until_waiting(t: &TestApp, table: &str, statements: i64) {
    let waiting = async || t.waiting_statements(table).await >= statements;
    until("somebody waits for a lock", waiting).await;
}

#[test]
fn of_two_tokens_used_at_once_one_wins_and_the_other_is_useless() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let customer = t.customer().insert().await;
            let login =
                t.account().member_of(&customer, LinkRole::Owner).email("o@example.org").insert().await;
            let mut tokens = Vec::new();
            for _ in 0..2 {
                request(&t.anonymous(), login.portal_id.as_str()).await.ok();
                tokens.push(t.mailed_token().await);
            }
            let held = t.scope().begin().await.expect("the database answers");
            let hold = "UPDATE portal_account SET version = version WHERE tenant_id = $1 AND id = $2";
            assert_eq!(held.execute(hold, [login.id.into()]).await.expect("it is there"), 1);
            let (one, two) = (t.anonymous(), t.anonymous());
            let released = async {
                until_waiting(&t, "portal_account", 2).await;
                held.commit().await.expect("nothing was changed");
            };
            let (first, second, ()) =
                tokio::join!(reset(&one, &tokens[0], NEW), reset(&two, &tokens[1], OTHER), released);
            let mut outcomes = [first.user_errors("resetPassword"), second.user_errors("resetPassword")];
            outcomes.sort();
            assert_eq!(outcomes, [vec![], vec!["INVALID_TOKEN"]], "{} {}", first.text, second.text);
        },
    );
}

#[test]
fn this_was_not_me_meets_the_code_of_the_thief_on_its_way() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).email("o@example.org").insert().await;
            let enrolled = t.enrolled(&login).await;
            let reported = history(&enrolled.caller).await[0]["id"].clone();
            let thief = t.anonymous();
            let waiting = challenge(&thief, &login).await;
            let scope = t.scope();
            let begun = scope.select::<login_attempt::Entity>();
            let begun = begun.filter(login_attempt::Column::Reason.eq("SECOND_FACTOR_WANTED")).one().await;
            let begun = begun.expect("the database answers").expect("it was recorded");

            let held = scope.begin().await.expect("the database answers");
            let hold = "UPDATE login_attempt SET ok = ok WHERE tenant_id = $1 AND id = $2";
            assert_eq!(held.execute(hold, [begun.id.into()]).await.expect("it is there"), 1);
            let code = enrolled.app.code(&t, 1);
            let reporting = async {
                until_waiting(&t, "", 1).await;
                enrolled.caller.gql(REPORT, json!({ "id": reported })).await
            };
            let released = async {
                until_waiting(&t, "", 2).await;
                held.commit().await.expect("nothing was changed");
            };
            let (verified, report, ()) = tokio::join!(verify(&thief, &waiting, &code), reporting, released);
            assert_eq!(report.ok()["reportLogin"]["passwordResetRequired"], true, "{}", report.text);
            verified.ok();
            assert_eq!(thief.who().await, None, "whichever came first, the report has the last word");
        },
    );
}

#[test]
fn a_session_that_has_just_ended_changes_no_password() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).insert().await;
            let caller = t.sign_in_as(&login).await;
            let thief = caller.at_host(t.host());
            let other = t.sign_in_as(&login).await;
            let held = t.scope().begin().await.expect("the database answers");
            // Locked and not written: after a write both that wait would run for the new version of the row, and the
            // second might be first.
            let hold = "SELECT 1 FROM portal_account WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE";
            assert_eq!(held.execute(hold, [login.id.into()]).await.expect("it is there"), 1);
            let changing = async {
                until_waiting(&t, "portal_account", 1).await;
                let input = json!({ "currentPassword": PASSWORD, "newPassword": NEW });
                thief.gql(CHANGE, json!({ "input": input })).await
            };
            let released = async {
                until_waiting(&t, "portal_account", 2).await;
                held.commit().await.expect("nothing was changed");
            };
            let leaving = caller.gql("mutation { signOut { signedOut } }", json!({}));
            let (left, changed, ()) = tokio::join!(leaving, changing, released);
            assert_eq!(left.ok()["signOut"]["signedOut"], true);
            changed.assert_code("UNAUTHENTICATED");
            assert!(other.who().await.is_some(), "nothing else has ended");
            assert!(t.sign_in_as(&login).await.who().await.is_some(), "the password is as it was");
        },
    );
}
