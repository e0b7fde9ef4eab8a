//! The operator's commands at a tenant: settings, hosts, and the accounts that are there.

use std::io::Write as _;
use std::process::{Output, Stdio};

use portico::db::{Reads as _, audit};
use portico::identity::entity::account_link::LinkRole;
use sea_orm::ColumnTrait as _;
use serde_json::{Value, json};

use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::guard::scratch;
use crate::support::program::{Program, command, run};
use crate::support::wait::until;

const NEW: &str = "a lantern in the harbour fog";

fn portico(t: &TestApp, arguments: &[&str]) -> Output {
    run(&mut command(t.config(), arguments))
}

/// What a command printed, if it succeeded.
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a command complained of, if it failed.
fn complained(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && printed.is_empty(), "what failed prints nothing: {printed}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

async fn entries(t: &TestApp, action: &str) -> Vec<audit::Model> {
    let entries = t.scope();
    let entries = entries.select::<audit::Entity>().filter(audit::Column::Action.eq(action));
    entries.all().await.expect("the database answers")
}

#[test]
fn settings_are_shown_changed_and_refused_with_all_faults() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let slug = t.facts().slug.clone();
            let settings = |arguments: &[&str]| {
                portico(&t, &[&["tenant", "settings"][..], arguments, &["--tenant", &slug]].concat())
            };
            let shown: Value = serde_json::from_str(&printed(&settings(&["show"]))).expect("JSON");
            assert_eq!(shown["password_policy"]["min_length"], 15);
            assert_eq!(shown["branding"]["primary_color"], "#0b5fff");

            let change = ["set", "second_factor.required_for=[\"OWNER\"]", "branding.primary_color=#ff0000"];
            let dry = printed(&settings(&[&change[..], &["--dry-run"]].concat()));
            assert_eq!(
                dry,
                "branding.primary_color: \"#0b5fff\" -> \"#ff0000\"\nsecond_factor.required_for: [] -> [\"OWNER\"]\n"
            );
            assert!(entries(&t, "tenant.update_settings").await.is_empty());
            assert_eq!(printed(&settings(&change)), dry);
            let [entry] = entries(&t, "tenant.update_settings").await.try_into().expect("one entry");
            assert_eq!(entry.actor_kind, Some(audit::ActorKind::System));
            assert_eq!(printed(&settings(&change)), "nothing has changed\n");

            let wrong = complained(&settings(&[
                "set",
                "colour=green",
                "portal.billing=perhaps",
                "password_policy.min_len=9",
            ]));
            for key in
                ["- colour: is not known; there are ", "- portal.billing: ", "- password_policy.min_len: "]
            {
                assert!(wrong.contains(key), "{wrong}");
            }
            let unfit = complained(&settings(&[
                "set",
                "password_policy.min_length=3",
                "passkey_domain=evil.example",
            ]));
            assert!(
                unfit.contains("- password_policy.min_length: ") && unfit.contains("- passkey_domain: "),
                "{unfit}"
            );
            assert!(complained(&settings(&["set", "portal_id_length=9"])).contains("portal_id_length"));
            let stale = complained(&settings(&["set", "portal.billing=false", "--expected-version", "1"]));
            assert!(stale.contains("changed meanwhile"), "{stale}");

            let path = scratch("settings").join("settings.json");
            std::fs::write(
                &path,
                r#"{ "portal": { "billing": false }, "branding": { "support_phone": "+49401234567" } }"#,
            )
            .expect("the scratch directory can be written to");
            let path = path.to_str().expect("text");
            let changed = printed(&settings(&["set", "--file", path, "portal.remember_me=false"]));
            assert_eq!(changed.lines().count(), 3, "{changed}");

            // What is shown can be set.
            let mut child =
                command(t.config(), &["tenant", "settings", "set", "--tenant", &slug, "--file", "-"]);
            let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
            child.stdin.take().expect("piped").write_all(&settings(&["show"]).stdout).expect("it reads");
            assert_eq!(printed(&child.wait_with_output().expect("it ends")), "nothing has changed\n");

            until("the server goes by it", async || {
                let reply = t.anonymous().gql("{ tenant { branding { primaryColor } } }", json!({})).await;
                reply.ok()["tenant"]["branding"]["primaryColor"] == "#ff0000"
            })
            .await;
        },
    );
}

#[test]
fn hosts_come_and_go_and_passkeys_stay_where_they_are() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let slug = t.facts().slug.clone();
            let first = t.host().to_owned();
            let host = |verb: &str, name: &str, more: &[&str]| {
                portico(&t, &[&["tenant", "host", verb, name, "--tenant", &slug][..], more].concat())
            };
            assert!(printed(&portico(&t, &["tenant", "list"])).contains(&first));
            assert!(complained(&host("remove", &first, &[])).contains("the only one"));
            assert!(complained(&host("add", "No_Host", &[])).contains("host: must be"));
            assert!(complained(&host("add", &first, &[])).contains("already in use"));
            // It stands before the other, so that passkeys would belong to it: they stay with the first.
            let added = printed(&host("add", "a.example", &[]));
            assert!(added.contains(&format!("passkey_domain: null -> \"{first}\"")), "{added}");
            until("the new host answers", async || {
                let reply = t.anonymous().at_host("a.example").gql("{ tenant { slug } }", json!({})).await;
                reply.body["data"]["tenant"]["slug"] == slug.as_str()
            })
            .await;
            let needed = complained(&host("remove", &first, &[]));
            assert!(needed.contains("passkey_domain"), "passkeys stand on it: {needed}");
            printed(&host("remove", "a.example", &[]));
            assert!(complained(&host("remove", "a.example", &[])).contains("none of the tenant's"));
            assert_eq!(entries(&t, "tenant.add_host").await.len(), 1);
            assert_eq!(entries(&t, "tenant.remove_host").await.len(), 1);
        },
    );
}

#[test]
fn accounts_are_found_linked_unlinked_unlocked_and_let_in_again() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let slug = t.facts().slug.clone();
            let customer = t.customer().insert().await;
            let login = t.account().member_of(&customer, LinkRole::Owner).insert().await;
            let id = login.portal_id.to_string();
            let account = |verb: &str, arguments: &[&str]| {
                portico(&t, &[&["account", verb, "--tenant", &slug][..], arguments].concat())
            };
            let listed = printed(&account("list", &["--search", &login.name]));
            assert!(listed.contains(&id) && listed.contains("owner"), "{listed}");
            assert!(printed(&account("list", &["--status", "disabled"])).is_empty());
            let shown = printed(&account("show", &[&id.to_lowercase()]));
            assert!(shown.contains(&format!("role       owner of customer {}", customer.number)), "{shown}");
            assert!(complained(&account("show", &["nobody"])).contains("there is no account nobody"));

            let reason = ["--reason", "joined the staff"];
            let support = [&[id.as_str(), "--role", "support"][..], &reason].concat();
            assert!(printed(&account("link", &support)).contains("support from now on"));
            assert!(complained(&account("link", &support)).contains("already"));
            let caller = t.sign_in_as(&login).await;
            assert!(
                caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.codes().is_empty()
            );
            printed(&account("unlink", &support));
            caller.gql("{ customers(first: 1) { nodes { id } } }", json!({})).await.assert_code("FORBIDDEN");
            assert!(complained(&account("unlink", &support)).contains("does not have"));
            let owner =
                [&[id.as_str(), "--role", "owner", "--customer", &customer.number][..], &reason].concat();
            assert!(complained(&account("unlink", &owner)).contains("without an owner"));
            let unfit = [&[id.as_str(), "--role", "payer"][..], &reason].concat();
            assert!(complained(&account("link", &unfit)).contains("customer: "));
            let linked = entries(&t, "account.link").await;
            assert_eq!((linked.len(), linked[0].reason.as_deref()), (1, Some("joined the staff")));
            assert_eq!(entries(&t, "account.unlink").await.len(), 1);

            // One that goes by the world's clock, as the commands do.
            let server = Program::serve(t.config(), &[]);
            let somebody = || t.anonymous().at_port(server.port());
            for _ in 0..5 {
                somebody().sign_in(login.portal_id.as_str(), "wrong").await.ok();
            }
            let locked = somebody().sign_in(login.portal_id.as_str(), PASSWORD).await;
            assert_eq!(locked.user_errors("signIn"), ["LOCKED"]);
            printed(&account("unlock", &[&id, "--reason", "called"]));
            let free = somebody().sign_in(login.portal_id.as_str(), PASSWORD).await;
            assert_eq!(free.ok()["signIn"]["result"]["__typename"], "SignedIn", "{}", free.text);
            assert_eq!(entries(&t, "account.unlock").await[0].actor_kind, Some(audit::ActorKind::System));

            let link = printed(&account("reset", &[&id, "--reason", "lost the password, no address"]));
            let (_, token) = link.split_once("/reset-password#token=").expect("a link");
            let token = token.lines().next().expect("a token").trim();
            let reset = "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { code } } }";
            let input = json!({ "input": { "token": token, "newPassword": NEW } });
            let done = somebody().gql(reset, input).await;
            assert!(done.user_errors("resetPassword").is_empty(), "{}", done.text);
            let mailed = t.account().email("kim@example.org").insert().await;
            let by_mail = printed(&account("reset", &[&mailed.id.to_string(), "--reason", "asked"]));
            assert!(by_mail.contains("by mail") && !by_mail.contains("token="), "{by_mail}");
            assert_eq!(t.queue().await.len(), 1);
            assert!(complained(&account("reset", &[&id, "--reason", " "])).contains("reason"));
            server.stop();
        },
    );
}
