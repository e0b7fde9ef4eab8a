use super::*;

/// A directory with one playbook in it.
fn directory(toml: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory can be made");
    std::fs::write(directory.path().join("ping.yml"), "- hosts: all\n").expect("it can be written");
    std::fs::write(directory.path().join(FILE), toml).expect("it can be written");
    directory
}

fn entry(more: &str) -> String {
    format!(
        "[[playbook]]\nkey = \"ping\"\nfile = \"ping.yml\"\ntitle = \"Ping\"\ndescription = \"Asks.\"\n\
         needs_approval = false\ncheck_mode = true\n{more}\n"
    )
}

#[test]
fn what_is_named_is_there_and_nothing_else() {
    let home = directory(&entry("may_start = [\"NOC\", \"TENANT_ADMIN\"]\nsecrets = \"automation/cpe\""));
    let registry = Registry::load(home.path()).expect("it is sound");
    let ping = registry.get("ping").expect("it is there");
    assert_eq!(ping.may_start, [StaffRole::Noc, StaffRole::TenantAdmin]);
    assert_eq!(ping.secrets.as_deref(), Some("automation/cpe"));
    assert!(ping.file.is_absolute() && ping.file.ends_with("ping.yml"));
    assert!(
        registry.get("ping.yml").is_none() && registry.for_action(ServiceActionKind::ChangeWifi).is_none()
    );
    assert_eq!(registry.all().count(), 1);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    for (toml, fault) in [
        (entry("may_start = [\"NOC\"]\nneed_approval = true"), "unknown field `need_approval`"),
        (entry("may_start = [\"BILLING\"]"), "unknown variant `BILLING`"),
        (entry(""), "ping: may_start: must name"),
        (entry("may_start = [\"NOC\"]\nsecrets = \"../x\""), "ping: secrets: is no path"),
        (entry("may_start = [\"NOC\"]").replace("ping.yml", "gone.yml"), "ping: file: must be a file"),
        (
            entry("may_start = [\"NOC\"]").replace("ping.yml", "../../etc/passwd"),
            "ping: file: must be a file",
        ),
        (entry("may_start = [\"NOC\"]").replace("ping.yml", "/etc/passwd"), "ping: file: must be a file"),
        (entry("may_start = [\"NOC\"]").replace("\"ping\"", "\"Ping!\""), "Ping!: key: must be"),
        (entry("may_start = [\"NOC\"]").repeat(2), "ping: there are two of this key"),
        (
            entry("self_service = \"RESTART_EQUIPMENT\"")
                .replace("needs_approval = false", "needs_approval = true"),
            "ping: needs_approval: customers do not wait",
        ),
        (entry("self_service = \"CHANGE_WIFI\""), "ping: variables.properties.wifi_name: is needed"),
        (
            entry(
                "self_service = \"RESTART_EQUIPMENT\"\n[playbook.variables]\ntype = \"object\"\n\
                 additionalProperties = false\nrequired = [\"x\"]\n[playbook.variables.properties.x]\ntype = \"string\"",
            ),
            "ping: variables.required: x may be left out",
        ),
        ("playbook = 3".to_owned(), "invalid type"),
    ] {
        let home = directory(&toml);
        let error = Registry::load(home.path()).expect_err("it is refused").to_string();
        assert!(error.starts_with("playbooks.toml: ") && error.contains(fault), "{toml}: {error}");
    }
    let empty = tempfile::tempdir().expect("a directory can be made");
    assert!(Registry::load(empty.path()).is_err(), "without the file there is nothing to run");
}

#[test]
fn a_link_that_leads_out_of_the_directory_is_none_of_it() {
    let home = directory(&entry("may_start = [\"NOC\"]").replace("ping.yml", "link.yml"));
    std::os::unix::fs::symlink("/etc/passwd", home.path().join("link.yml")).expect("a link can be made");
    let error = Registry::load(home.path()).expect_err("it is refused").to_string();
    assert!(error.contains("file: must be a file"), "{error}");
}

#[test]
fn the_playbooks_that_come_with_the_program_are_sound() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("automation");
    let registry = Registry::load(&home).expect("it is sound");
    for action in [ServiceActionKind::RestartEquipment, ServiceActionKind::ChangeWifi] {
        assert!(registry.for_action(action).is_some(), "{action:?}");
    }
}
