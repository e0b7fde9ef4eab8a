//! Every mutation leaves an entry in the audit log. That it does so at run time is held by the test house, for every
//! mutation that any test sends (`Reply::assert_audited`).

use std::fs;
use std::path::Path;

use portico::graphql::access::RULES;
use portico::graphql::audited::{AUDITED, Audited};

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() {
            sources(&entry, text);
        } else if !entry.ends_with("audited.rs") && entry.extension().is_some_and(|ext| ext == "rs") {
            text.push_str(&fs::read_to_string(&entry).expect("readable"));
        }
    }
}

/// Such a mutation cannot be sent where no cookie can be set: the new value would be lost, and with it the session.
#[test]
fn every_mutation_that_renews_the_session_is_one_of_credentials() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/identity/graphql");
    let listed = portico::graphql::document_guard::Limits::default().credential_mutations;
    let mut found = 0;
    for file in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        let text = fs::read_to_string(&file).expect("readable");
        let renews = ["request.renewed(", "follow(", "deliver("].iter().any(|call| text.contains(call));
        if !renews || !text.contains("#[Object]") {
            continue;
        }
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let mutations: Vec<&String> =
            listed.iter().filter(|name| text.contains(&format!("Mutation.{name}"))).collect();
        assert!(!mutations.is_empty(), "{stem} renews the session and is not in document_guard/limits.rs");
        found += 1;
    }
    assert!(found > 8, "{found}");
}

#[test]
fn every_mutation_says_what_it_leaves_in_the_audit_log() {
    let mut mutations: Vec<&str> =
        RULES.iter().filter_map(|(coordinate, _)| coordinate.strip_prefix("Mutation.")).collect();
    let mut told: Vec<&str> = AUDITED.iter().map(|(name, _)| *name).collect();
    mutations.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, mutations, "graphql/audited.rs lists every mutation, once, and nothing else");
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    for (name, audited) in AUDITED {
        match audited {
            Audited::As(actions) => {
                assert!(!actions.is_empty(), "{name}");
                for action in *actions {
                    assert!(code.contains(&format!("\"{action}\"")), "nothing writes {action} of {name}");
                }
            }
            Audited::Never { why } => assert!(why.len() > 10, "{name}"),
        }
    }
}
