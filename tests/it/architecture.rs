//! The import rules of the house (README, "The map"): each finding prints the line and the rule.

use std::fs;
use std::path::{Path, PathBuf};

/// Features from left to right: each may call the public face of those before it (architecture.md §3).
const FEATURES: &[&str] = &["tenancy", "identity", "customers", "catalog", "billing", "payments", "portal"];

/// One line that imports something of ours, or calls what only some places may.
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

/// Every line of code of the library, without comments; what follows `mod tests` in a file is left out.
fn lines() -> Vec<Line> {
    let mut found = Vec::new();
    files(&root(), &mut found);
    let mut lines = Vec::new();
    for file in found {
        let text = fs::read_to_string(&file).expect("readable");
        for (index, line) in text.lines().enumerate() {
            if line.trim() == "#[cfg(test)]"
                && text.lines().nth(index + 1).is_some_and(|next| next.contains("mod tests {"))
            {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push(Line { file: file.clone(), number: index + 1, text: line.to_owned() });
            }
        }
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
        line.is_in("kernel") && line.text.contains("crate::") && !line.text.contains("crate::kernel")
    });
}

#[test]
fn only_http_knows_actix() {
    no_line("only src/http uses actix", |line| !line.is_in("http") && line.text.contains("actix_web::"));
}

#[test]
fn only_the_wiring_sees_the_configuration() {
    no_line("only src/app and src/cli (and telemetry, for the format of lines) use src/config", |line| {
        line.text.contains("crate::config")
            && !["app", "cli", "config", "telemetry"].iter().any(|place| line.is_in(place))
    });
}

#[test]
fn services_and_stores_know_neither_graphql_nor_http() {
    no_line("service, store and policy import neither graphql nor http", |line| {
        let layer = ["service", "store", "policy"].iter().any(|layer| line.layer(layer));
        FEATURES.iter().any(|feature| line.is_in(feature))
            && layer
            && (line.text.contains("crate::graphql") || line.text.contains("crate::http"))
    });
}

#[test]
fn graphql_never_touches_a_store() {
    no_line("graphql calls services and loaders, never a store or SQL", |line| {
        line.layer("graphql")
            && (line.text.contains("::store::")
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
        FEATURES
            .iter()
            .any(|other| !line.is_in(other) && line.text.contains(&format!("crate::{other}::store")))
    });
}

#[test]
fn below_graphql_features_call_only_to_the_left() {
    no_line(
        "services, stores and policies call only features to the left (the graph itself is cyclic)",
        |line| {
            let Some(own) = FEATURES.iter().position(|feature| line.is_in(feature)) else { return false };
            let graph = line.layer("graphql") || line.layer("dashboard") || line.is_in("portal");
            !graph && FEATURES[own + 1..].iter().any(|right| line.text.contains(&format!("crate::{right}::")))
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
    no_line("PlatformScope is for the host look-up, the operator and the seed", |line| {
        line.text.contains("PlatformScope")
            && !["db", "tenancy", "cli", "demo"].iter().any(|place| line.is_in(place))
    });
}
