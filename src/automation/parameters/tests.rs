use secrecy::ExposeSecret as _;
use serde_json::json;

use super::*;

fn read(text: &str) -> Result<Parameters, Vec<String>> {
    let file: SchemaFile = toml::from_str(text).map_err(|error| vec![error.message().to_owned()])?;
    Parameters::read(&file)
}

const SCHEMA: &str = r#"
type = "object"
additionalProperties = false
required = ["name"]
[properties.name]
type = "string"
minLength = 2
maxLength = 5
pattern = "^[a-zü]+$"
[properties.password]
type = "string"
writeOnly = true
minLength = 8
[properties.channel]
type = "integer"
minimum = 1
maximum = 13
default = 6
[properties.band]
type = "string"
enum = ["2.4", "5"]
[properties.hidden]
type = "boolean"
"#;

fn check(given: &[(&str, &str)]) -> Result<Told, String> {
    let given: Vec<(String, String)> =
        given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let checked = read(SCHEMA).expect("the schema is sound").check(&given);
    checked.map_err(|invalid| {
        assert_eq!(invalid.field, "variables");
        invalid.message
    })
}

#[test]
fn what_fits_is_told_with_its_type_and_defaults() {
    let told = check(&[("name", "üb"), ("hidden", "true"), ("password", "hunter22!")]).expect("it fits");
    assert_eq!(Json::from(told.plain), json!({ "name": "üb", "hidden": true, "channel": 6 }));
    assert_eq!(told.secret["password"].expose_secret(), "hunter22!");
    let told = check(&[("name", "ab"), ("channel", "13"), ("band", "5")]).expect("it fits");
    assert_eq!(Json::from(told.plain), json!({ "name": "ab", "channel": 13, "band": "5" }));
}

#[test]
fn what_does_not_fit_names_the_variable_and_repeats_no_value() {
    for (given, message) in [
        (vec![], "name: is needed"),
        (vec![("name", "a")], "name: must have at least 2 characters"),
        (vec![("name", "abcdef")], "name: must have at most 5 characters"),
        (vec![("name", "AB")], "name: has not the form that is asked for"),
        (vec![("name", "ab"), ("name", "ab")], "name: is given twice"),
        (vec![("name", "ab"), ("password", "hunter2")], "password: must have at least 8 characters"),
        (vec![("name", "ab"), ("channel", "0")], "channel: must be at least 1"),
        (vec![("name", "ab"), ("channel", "14")], "channel: must be at most 13"),
        (vec![("name", "ab"), ("channel", "six")], "channel: must be a whole number"),
        (vec![("name", "ab"), ("channel", "6.5")], "channel: must be a whole number"),
        (vec![("name", "ab"), ("band", "6")], "band: must be one of the values on offer"),
        (vec![("name", "ab"), ("hidden", "yes")], "hidden: must be true or false"),
        (vec![("name", "ab"), ("ansible_host", "x")], "ansible_host: the playbook has no such variable"),
        (vec![("name", "ab"), ("x\n", "x")], "x: the playbook has no such variable"),
    ] {
        assert_eq!(check(&given).expect_err("it does not fit"), message, "{given:?}");
    }
    let long = "x".repeat(10_001);
    let refused = check(&[("name", "ab"), ("password", &long)]).expect_err("it is too long");
    assert_eq!(refused, "password: must have at most 10000 characters");
}

#[test]
fn a_schema_of_other_words_is_refused() {
    let with = |property: &str| {
        format!("type = \"object\"\nadditionalProperties = false\n[properties.x]\n{property}")
    };
    for (schema, fault) in [
        (with("type = \"string\"\nmaxLen = 3"), "unknown field `maxLen`"),
        (with("type = \"number\""), "unknown variant `number`"),
        (with("type = \"integer\"\npattern = \"a\""), "are for strings"),
        (with("type = \"string\"\nmaximum = 3"), "are for integers"),
        (with("type = \"string\"\npattern = \"(\""), "is not a regular expression"),
        (with("type = \"string\"\nwriteOnly = true\ndefault = \"x\""), "what is writeOnly"),
        (with("type = \"integer\"\nwriteOnly = true"), "what is writeOnly"),
        (with("type = \"integer\"\ndefault = \"3\""), "default: is of another type"),
        (with("type = \"integer\"\nenum = [1, \"2\"]"), "enum: is of another type"),
        (with("type = \"integer\"\nenum = []"), "enum: must not be empty"),
        ("type = \"object\"\nadditionalProperties = true".to_owned(), "must be false"),
        ("type = \"object\"".to_owned(), "missing field `additionalProperties`"),
        (
            "type = \"object\"\nadditionalProperties = false\nrequired = [\"y\"]".to_owned(),
            "y is no property",
        ),
        (
            "type = \"object\"\nadditionalProperties = false\n[properties.ansible_host]\ntype = \"string\""
                .to_owned(),
            "begins neither with ansible_",
        ),
    ] {
        let faults = read(&schema).expect_err("it is refused").join("; ");
        assert!(faults.contains(fault), "{schema}: {faults}");
    }
}
