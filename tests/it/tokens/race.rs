//! Twenty clients with the same refresh token at the same moment, from threads of their own, on PostgreSQL (threats.md
//! row 11). `PORTICO_RACE_ROUNDS` sets the rounds: the long tier runs 1,000.

use std::sync::{Arc, Barrier};

use futures_util::future::join_all;
use portico::identity::entity::account_link::LinkRole;
use serde_json::json;

use super::{REFRESH, Tokens, bearing, is_accepted, refresh, sign_in};
use crate::support::app::{Backing, TestApp, on_own_server};
use crate::support::caller::Caller;
use crate::support::reply::Reply;

const CLIENTS: usize = 20;

fn rounds() -> usize {
    std::env::var("PORTICO_RACE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(25)
}

/// The same exchange from `CLIENTS` threads, all let go at once; each with its own runtime and connection.
fn at_once(port: u16, host: &str, token: &str) -> Vec<Reply> {
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let threads = (0..CLIENTS).map(|number| {
        let (barrier, host, token) = (barrier.clone(), host.to_owned(), token.to_owned());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be built").block_on(async {
                let address = [9, 9, u8::try_from(number).expect("a few")];
                let caller = Caller::new(crate::support::http_client(), port, &host, address);
                barrier.wait();
                caller.gql(REFRESH, json!({ "token": token })).await
            })
        })
    });
    let threads: Vec<_> = threads.collect();
    threads.into_iter().map(|thread| thread.join().expect("it answers")).collect()
}

#[test]
fn one_of_twenty_gets_the_token_each_time() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |config| {
            config.server.workers = 4;
            config.database.max_connections = 8;
        },
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).insert().await;
            let mut tokens = sign_in(&t.anonymous(), &login, false).await;
            for round in 0..rounds() {
                let replies = at_once(t.port(), t.host(), &tokens.refresh);
                let (won, lost): (Vec<_>, Vec<_>) =
                    replies.into_iter().partition(|reply| reply.status.as_u16() == 200);
                assert_eq!(won.len(), 1, "round {round}: one gets through");
                for reply in lost {
                    reply.assert_refused(409, "TOKEN_SUPERSEDED");
                }
                tokens = Tokens::of(&won[0].ok()["refreshSession"]["result"]);
            }
            assert!(is_accepted(&t, &tokens.access).await, "and the family lives on");
        },
    );
}

#[test]
fn exchanges_that_race_with_the_sign_out_leave_nothing_behind() {
    on_own_server(
        Backing::Services,
        module_path!(),
        |config| {
            config.server.workers = 4;
            config.database.max_connections = 8;
            config.auth.per_account_per_minute = 10_000;
        },
        async |t: TestApp| {
            let login = t.account().staff(LinkRole::Support).insert().await;
            for round in 0..rounds().div_ceil(2) {
                let tokens = sign_in(&t.anonymous(), &login, false).await;
                let callers: Vec<Caller> = (0..4).map(|_| t.anonymous()).collect();
                let exchanges = join_all(callers.iter().map(|caller| refresh(caller, &tokens.refresh)));
                let out = t.anonymous();
                let out = bearing(&out, &tokens.access, "mutation { signOut { signedOut } }", json!({}));
                let (exchanged, out) = futures_util::future::join(exchanges, out).await;
                assert_eq!(out.ok()["signOut"]["signedOut"], true, "round {round}");
                let won: Vec<_> = exchanged.iter().filter(|reply| reply.status.as_u16() == 200).collect();
                assert!(won.len() <= 1, "round {round}");
                assert!(!is_accepted(&t, &tokens.access).await, "round {round}");
                for reply in won {
                    let late = Tokens::of(&reply.ok()["refreshSession"]["result"]);
                    assert!(!is_accepted(&t, &late.access).await, "round {round}");
                    let again = refresh(&t.anonymous(), &late.refresh).await;
                    again.assert_refused(401, "UNAUTHENTICATED");
                }
            }
        },
    );
}
