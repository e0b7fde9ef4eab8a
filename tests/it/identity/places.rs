//! About where sessions and attempts to sign in were (`auth.places`).

use std::path::PathBuf;

use portico::app::Application;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::WRONG;
use crate::support::app::TestApp;
use crate::support::guard::scratch;

const OWN: &str = "{ viewer { account {
    sessions { current placeHint }
    loginHistory(first: 10) { nodes { outcome placeHint } }
} } }";

fn file(text: &str) -> PathBuf {
    let path = scratch("places").join("places.csv");
    std::fs::write(&path, text).expect("the scratch directory can be written to");
    path
}

both!(
    an_owner_sees_about_where_it_was,
    |config| {
        config.auth.places =
            Some(file("0.0.0.0/0,Far away\n192.0.2.0/24,Hamburg\n192.0.2.9,\"The office, below\"\n"));
    },
    async |t: TestApp| {
        let login = t.account().staff(LinkRole::Support).insert().await;
        let office = t.anonymous().at_address([192, 0, 2, 9]);
        office.sign_in(login.portal_id.as_str(), crate::support::factory::account::PASSWORD).await.ok();
        let elsewhere = t.anonymous().at_address([192, 0, 2, 10]);
        elsewhere.sign_in(login.portal_id.as_str(), WRONG).await;
        let reply = office.gql(OWN, json!({})).await;
        let account = &reply.ok()["viewer"]["account"];
        assert_eq!(account["sessions"], json!([{ "current": true, "placeHint": "The office, below" }]));
        let attempts = account["loginHistory"]["nodes"].as_array().expect("a list");
        for (outcome, place) in [("SIGNED_IN", "The office, below"), ("WRONG_PASSWORD", "Hamburg")] {
            let attempt = attempts.iter().find(|attempt| attempt["outcome"] == outcome).expect("it was made");
            assert_eq!(attempt["placeHint"], place);
        }
        assert_eq!(attempts.len(), 2);
    }
);

both!(where_nothing_is_known_nothing_is_said, async |t: TestApp| {
    let login = t.account().insert().await;
    let reply = t.sign_in_as(&login).await.gql(OWN, json!({})).await;
    assert_eq!(reply.ok()["viewer"]["account"]["sessions"][0]["placeHint"], json!(null));

    let mut config = t.config().clone();
    config.auth.places = Some(file("10.0.0.0/8,A\nnowhere,B\n10.0.0.1/8,C\n"));
    let (clock, entropy) = (t.clock(), t.scope().entropy().clone());
    let clock: portico::kernel::clock::SharedClock = clock;
    let Err(refused) = Application::identity(&config, &clock, &entropy) else { panic!("it starts") };
    let told = refused.to_string();
    assert!(
        told.starts_with("auth.places: ") && told.contains("line 2") && told.contains("line 3"),
        "{told}"
    );
});
