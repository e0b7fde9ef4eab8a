//! No secret in any log line or answer (threats.md row 18): canaries are sent through a real process at the most
//! talkative level.

use portico::identity::entity::account_link::LinkRole;
use serde_json::{Value, json};

use crate::support::app::{Backing, MASTER_KEY, TestApp, on_own_server};
use crate::support::factory::account::PASSWORD;
use crate::support::program::Program;

#[test]
fn no_secret_is_logged_or_answered() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |_| {},
        async |t: TestApp| {
            let server = Program::serve(t.config(), &[("PORTICO_LOG__FILTER", "trace")]);
            let login = t.account().staff(LinkRole::Support).insert().await;
            let caller = t.anonymous().at_port(server.port());
            let mut answers = Vec::new();

            let wrong = "canary-of-a-wrong-password";
            answers.push(caller.sign_in(login.portal_id.as_str(), wrong).await);
            // As a literal, where a slip would send it back in a message.
            let literal = "canary-of-a-literal";
            let document = format!(
                r#"mutation {{ signIn(input: {{ portalId: 7, password: "{literal}" }}) {{ userErrors {{ code }} }} }}"#
            );
            answers.push(caller.gql(&document, json!({})).await);
            answers.push(caller.gql("{ viewer {", json!({ "password": "canary-of-a-variable" })).await);
            answers.push(caller.sign_in(login.portal_id.as_str(), PASSWORD).await);
            let first = caller.cookie().expect("signed in");
            answers.push(caller.gql("{ viewer { account { id sessions { id } } } }", json!({})).await);
            caller.sign_in(login.portal_id.as_str(), PASSWORD).await.ok();
            let second = caller.cookie().expect("signed in");
            let checked = "canary-of-a-check";
            let passwords = [
                format!(r#"checkPassword(input: {{ password: "{checked}" }})"#),
                format!(
                    r#"changePassword(input: {{ currentPassword: "{checked}", newPassword: "{checked}" }})"#
                ),
                format!(r#"resetPassword(input: {{ token: "{checked}", newPassword: "{checked}" }})"#),
                format!(r#"activateAccount(input: {{ token: "{checked}", password: "{checked}" }})"#),
                format!(
                    r#"completePasswordChange(input: {{ challenge: "{checked}", newPassword: "{checked}" }})"#
                ),
            ];
            for mutation in passwords {
                let document = format!("mutation {{ {mutation} {{ userErrors {{ code message }} }} }}");
                answers.push(caller.gql(&document, json!({})).await);
            }
            answers.push(caller.gql("mutation { signOut { signedOut } }", json!({})).await);

            // Tokens are answered to who asks for them, and written nowhere.
            let document = format!(
                r#"mutation {{ signIn(input: {{ portalId: "{}", password: "{PASSWORD}", delivery: TOKENS }}) {{
                    result {{ ... on SignedIn {{ tokens {{ accessToken refreshToken }} }} }} }} }}"#,
                login.portal_id
            );
            let handed_out = t.anonymous().at_port(server.port()).gql(&document, json!({})).await;
            let tokens = &handed_out.ok()["signIn"]["result"]["tokens"];
            let token = |name: &str| tokens[name].as_str().expect("a token").to_owned();
            let (access, refresh) = (token("accessToken"), token("refreshToken"));
            let bearer = caller.post().bearer_auth(&access);
            let who = json!({ "query": "{ viewer { account { id } } }" });
            answers.push(caller.send(bearer.json(&who)).await);
            let exchange = "mutation($t: String!) { refreshSession(input: { refreshToken: $t }) { result { session { id } } } }";
            for _ in 0..2 {
                answers.push(caller.gql(exchange, json!({ "t": refresh })).await);
            }
            let forged = format!("{}AAAA", &access[..access.len() - 4]);
            let bearer = caller.post().bearer_auth(&forged);
            answers.push(caller.send(bearer.json(&who)).await);

            let key = "a-counter-key-of-the-tests";
            let mut canaries =
                vec![wrong, literal, checked, "canary-of-a-variable", PASSWORD, key, MASTER_KEY];
            canaries.extend([access.as_str(), refresh.as_str(), forged.as_str()]);
            for cookie in [&first, &second] {
                canaries.push(cookie.split_once('.').expect("a tag and a secret").1);
            }
            let log = server.stop();
            assert!(log.lines().count() > 50, "the log is talkative:\n{log}");
            for canary in canaries {
                assert!(!log.contains(canary), "{canary} was logged");
                for answer in &answers {
                    assert!(!answer.text.contains(canary), "{canary} was answered: {}", answer.text);
                }
            }
            for line in log.lines() {
                let event: Result<Value, _> = serde_json::from_str(line);
                assert!(
                    event.is_ok_and(|event| event["level"].is_string()),
                    "one JSON object a line: {line}"
                );
            }
        },
    );
}
