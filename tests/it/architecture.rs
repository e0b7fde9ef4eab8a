//! The import rules of the house (README, "The map"): each finding prints the line and the rule.

use std::fs;
use std::path::{Path, PathBuf};

/// Features from left to right: each may call the public face of those before it (architecture.md §3).
const FEATURES: &[&str] = &[
    "idempotency",
    "events",
    "tenancy",
    "mail",
    "identity",
    "customers",
    "catalog",
    "network",
    "billing",
    "payments",
    "automation",
    "provisioning",
    "accounting",
    "documents",
    "help",
    "tickets",
    "notifications",
    "audit",
    "exports",
    "portal",
];

/// What a feature may use of another's entities: the rest goes through the other's public face. Each is read only.
const FOREIGN_ENTITIES: &[(&str, &str, &str)] = &[
    // The dashboard is one query over the rows of all features (performance.md).
    ("portal/dashboard/mod.rs", "customers", "customer"),
    ("portal/dashboard/rows.rs", "billing", "invoice"),
    ("portal/dashboard/rows.rs", "billing", "invoice_line"),
    ("portal/dashboard/rows.rs", "catalog", "plan"),
    ("portal/dashboard/rows.rs", "catalog", "subscription"),
    ("portal/dashboard/rows.rs", "payments", "payment"),
    // Payments number their documents from the sequences of billing.
    ("payments/ledger.rs", "billing", "document_sequence"),
    // Tickets are numbered from the same sequences.
    ("tickets/store/mod.rs", "billing", "document_sequence"),
    // A document shows rows of bills and payments, whose states it has other words for.
    ("documents/gather/credit_note.rs", "billing", "credit_note"),
    ("documents/gather/invoice.rs", "billing", "invoice"),
    ("documents/gather/receipt.rs", "payments", "payment"),
    ("documents/gather/settlements.rs", "billing", "allocation"),
    // An invoice shows the payments that were set against it: the graph is cyclic.
    ("billing/graphql/invoice.rs", "payments", "payment"),
];

/// One line of code, or one import: however it was written, all paths in full.
struct Line {
    file: PathBuf,
    number: usize,
    text: String,
}

impl Line {
    /// The folders and file below src, e.g. `["billing", "graphql", "invoice.rs"]`.
    fn path(&self) -> Vec<String> {
        let below = self.file.strip_prefix(root()).expect("below src");
        below.iter().map(|part| part.to_string_lossy().into_owned()).collect()
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path().first().is_some_and(|first| first == folder || first.strip_suffix(".rs") == Some(folder))
    }

    fn layer(&self, name: &str) -> bool {
        self.path().iter().skip(1).any(|part| part == name || part.strip_suffix(".rs") == Some(name))
    }

    /// Whether the path, or what is below it, stands here.
    fn names(&self, path: &str) -> bool {
        self.text.match_indices(path).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + path.len()..].chars().next();
            let part = |character: char| character == '_' || character.is_alphanumeric();
            !before.is_some_and(|before| part(before) || before == ':') && !after.is_some_and(part)
        })
    }

    fn is_test(&self) -> bool {
        self.path().iter().any(|part| part == "tests" || part == "tests.rs" || part.starts_with("test_"))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() {
            files(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
}

/// The paths of an import in full: `a::{b, c::{self, D}}` is `a::b`, `a::c::self`, `a::c::D`.
fn paths(import: &str) -> Vec<String> {
    let Some((prefix, rest)) = import.split_once('{') else {
        return vec![import.trim().to_owned()];
    };
    let inner = rest.rsplit_once('}').expect("braces are closed").0;
    let (mut depth, mut parts) = (0_u32, vec![String::new()]);
    for character in inner.chars() {
        match character {
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth = depth + u32::from(character == '{') - u32::from(character == '}');
                parts.last_mut().expect("one is there").push(character);
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.iter().flat_map(|part| paths(&format!("{}{}", prefix.trim(), part.trim()))).collect()
}

/// What an import says, if the line begins one: `pub(crate) use crate::{billing, payments};`.
fn import(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1.trim_start(),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    line.strip_prefix("use ")
}

/// Lines of one file, with imports of several lines put together and written out.
fn lines_of(file: &Path, text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut source = text.lines().enumerate().peekable();
    while let Some((index, line)) = source.next() {
        if line.trim() == "#[cfg(test)]"
            && source.peek().is_some_and(|(_, next)| next.contains("mod tests {"))
        {
            break;
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        let text = match import(line) {
            Some(begun) => {
                let mut whole = begun.to_owned();
                while !whole.contains(';') {
                    whole.push_str(source.next().expect("an import ends").1.trim());
                }
                paths(whole.split(';').next().expect("there is a first"))
                    .iter()
                    .map(|path| format!("use {path};"))
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            None => line.to_owned(),
        };
        lines.push(Line { file: file.to_owned(), number: index + 1, text });
    }
    lines
}

/// Every line of code of the library, without comments; what follows `mod tests` in a file is left out.
fn lines() -> Vec<Line> {
    let mut found = Vec::new();
    files(&root(), &mut found);
    let mut lines = Vec::new();
    for file in found {
        let text = fs::read_to_string(&file).expect("readable");
        lines.extend(lines_of(&file, &text));
    }
    lines.retain(|line| !line.is_test());
    assert!(lines.len() > 1_000, "the sources were found");
    lines
}

/// Fails with every line that breaks a rule.
fn no_line(rule: &str, breaks: impl Fn(&Line) -> bool) {
    let broken: Vec<String> = lines()
        .iter()
        .filter(|line| breaks(line))
        .map(|line| format!("  {}:{}: {}", line.path().join("/"), line.number, line.text.trim()))
        .collect();
    assert!(broken.is_empty(), "{rule}\n{}", broken.join("\n"));
}

#[test]
fn the_kernel_imports_nothing_of_ours() {
    no_line("src/kernel may use only itself", |line| {
        // Every path counts, also where several stand in one line.
        line.is_in("kernel")
            && line.text.matches("crate::").count() > line.text.matches("crate::kernel").count()
    });
}

#[test]
fn only_http_knows_actix() {
    no_line("only src/http uses actix", |line| !line.is_in("http") && line.text.contains("actix_web::"));
}

#[test]
fn only_the_wiring_sees_the_configuration() {
    no_line("only src/app and src/cli (and telemetry, for the format of lines) use src/config", |line| {
        line.names("crate::config")
            && !["app", "cli", "config", "telemetry"].iter().any(|place| line.is_in(place))
    });
}

#[test]
fn services_and_stores_know_neither_graphql_nor_http() {
    no_line("service, store and policy import neither graphql nor http", |line| {
        let layer = ["service", "store", "policy"].iter().any(|layer| line.layer(layer));
        FEATURES.iter().any(|feature| line.is_in(feature))
            && layer
            && (line.names("crate::graphql") || line.names("crate::http"))
    });
}

#[test]
fn graphql_never_touches_a_store() {
    no_line("graphql calls services and loaders, never a store or SQL", |line| {
        line.layer("graphql")
            && (line.text.contains("::store::")
                || line.text.contains("::store;")
                || line.text.contains("super::store")
                || line.text.contains("sea_orm::entity::prelude"))
    });
}

#[test]
fn a_feature_queries_in_its_store_only() {
    no_line("the statements of a feature are in its store (the dashboard is one large statement)", |line| {
        FEATURES.iter().any(|feature| line.is_in(feature))
            && !line.layer("store")
            && !line.layer("dashboard")
            && (line.text.contains("::Entity>()") || line.text.contains("tx.insert"))
    });
}

#[test]
fn no_feature_reaches_into_another_s_store() {
    no_line("a feature calls the public face of another, not its store", |line| {
        FEATURES.iter().any(|other| !line.is_in(other) && line.names(&format!("crate::{other}::store")))
    });
}

#[test]
fn no_feature_touches_another_s_entity() {
    no_line(
        "a feature reads the rows of another through its public face (exceptions: FOREIGN_ENTITIES)",
        |line| {
            let path = line.path().join("/");
            FEATURES
                .iter()
                .filter(|other| FEATURES.iter().any(|own| line.is_in(own)) && !line.is_in(other))
                .any(|other| {
                    let entities = format!("crate::{other}::entity");
                    let allowed = FOREIGN_ENTITIES.iter().any(|(place, feature, entity)| {
                        *place == path && feature == other && line.names(&format!("{entities}::{entity}"))
                    });
                    line.names(&entities) && !allowed
                })
        },
    );
}

#[test]
fn no_exception_outlives_its_use() {
    let lines = lines();
    for (place, feature, entity) in FOREIGN_ENTITIES {
        let used = lines.iter().any(|line| {
            line.path().join("/") == *place && line.names(&format!("crate::{feature}::entity::{entity}"))
        });
        assert!(used, "{place} does not use {feature}::entity::{entity} any more");
    }
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    for (text, named, other) in [
        ("use crate::payments;", "crate::payments", "crate::pay"),
        ("use crate::{billing, payments};", "crate::payments", "crate::customers"),
        (
            "pub(crate) use crate::{\n    billing::{self, store},\n    payments::Payment,\n};",
            "crate::payments",
            "crate::store",
        ),
        (
            "use crate::{billing::{entity::{invoice, invoice_line}}};",
            "crate::billing::entity",
            "crate::invoice",
        ),
        ("    let paid = crate::payments::of(1);", "crate::payments", "crate::payment"),
        ("use crate::payments as p;", "crate::payments", "crate::p"),
    ] {
        let found = lines_of(&root().join("kernel/here.rs"), text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].names(named) && !found[0].names(other), "{text}: {}", found[0].text);
    }
    assert!(lines_of(&root(), "// use crate::payments;").is_empty());
}

#[test]
fn below_graphql_features_call_only_to_the_left() {
    no_line(
        "services, stores and policies call only features to the left (the graph itself is cyclic)",
        |line| {
            let Some(own) = FEATURES.iter().position(|feature| line.is_in(feature)) else { return false };
            let graph = line.layer("graphql") || line.layer("dashboard") || line.is_in("portal");
            !graph && FEATURES[own + 1..].iter().any(|right| line.names(&format!("crate::{right}")))
        },
    );
}

#[test]
fn queries_start_from_a_scope() {
    no_line(
        "only src/db holds connections; everything else starts from a Scope, a Tx or a PlatformScope",
        |line| {
            let holds = [
                "ConnectionTrait",
                "DatabaseConnection",
                "DatabaseTransaction",
                "Statement::from",
                ".for_migrations(",
            ];
            let allowed = line.is_in("db")
                || (line.text.contains(".for_migrations(")
                    && (line.is_in("cli") || line.is_in("app") || line.is_in("demo")));
            !allowed && holds.iter().any(|what| line.text.contains(what))
        },
    );
}

#[test]
fn resolvers_answer_with_our_error_type() {
    no_line(
        "resolvers return Result<_, ApiError>: the library's own Result takes anything that prints, causes included",
        |line| line.layer("graphql") && line.text.contains("async_graphql::Result<"),
    );
}

#[test]
fn the_platform_s_view_is_not_reachable_from_a_resolver() {
    no_line("PlatformScope is for the host look-up, jobs, the operator and the seed", |line| {
        line.text.contains("PlatformScope")
            && !line.layer("store")
            && !["db", "events", "jobs", "tenancy", "mail", "cli", "demo"]
                .iter()
                .any(|place| line.is_in(place))
    });
}
