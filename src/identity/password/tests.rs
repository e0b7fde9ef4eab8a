use super::*;

fn policy() -> PasswordPolicy {
    PasswordPolicy::default()
}

fn of(password: &str) -> Assessment {
    with(password, &[], false)
}

fn with(password: &str, context: &[&str], has_second_factor: bool) -> Assessment {
    let context: Vec<String> = context.iter().map(|word| (*word).to_owned()).collect();
    assess(&policy(), &Blocklist::default(), Candidate { password, context: &context, has_second_factor })
}

#[test]
fn fifteen_characters_alone_and_eight_beside_a_second_factor() {
    assert_eq!(of("kiln-moss-tuba").problems, [Problem::TooShort(15)]);
    assert_eq!(of("kiln-moss-tuba!").problems, []);
    assert_eq!(with("q7#Lm2x", &[], true).problems, [Problem::TooShort(8)]);
    assert_eq!(with("q7#Lm2xv", &[], true).problems, []);
    assert_eq!(with("q7#Lm2xv", &[], false).problems, [Problem::TooShort(15)]);
}

#[test]
fn composition_does_not_count() {
    for good in [
        "only small letters typed",
        "ÄPFEL UND BIRNEN IM KORB",
        "馬の耳に念仏という諺がありますよね",
        "🐎🔋📎✅ kiln moss tuba",
    ] {
        assert_eq!(of(good).problems, [], "{good}");
    }
}

#[test]
fn characters_are_counted_as_they_are_hashed() {
    // 15 letters with a combining mark each: 30 code points typed, 15 in NFC.
    let decomposed = "e\u{301}".repeat(14);
    assert_eq!(of(&decomposed).problems[0], Problem::TooShort(15));
    let long = "kiln moss tuba ".repeat(9);
    assert_eq!(of(&long), Assessment { problems: vec![Problem::TooLong(128)], strength: 0 });
    assert_eq!(of(&long[..128]).problems, []);
    assert_eq!(of("kiln-moss-tuba\u{0}!").problems, [Problem::ControlCharacter]);
}

#[test]
fn what_everybody_tries_is_refused_in_every_spelling() {
    for common in [
        "passwordpassword",
        "PasswordPassword2024!",
        "P4$$w0rd-P4$$w0rd",
        "Pa ss wo rt 12345 67",
        "correct horse battery staple",
        "qwertyuiopasdfghjkl",
        "letmeinletmeinletmein",
        "ｐａｓｓｗｏｒｄ１２３４５６７８",
        "111112222233333secret44444",
    ] {
        assert!(of(common).problems.contains(&Problem::Common), "{common}: {:?}", of(common));
    }
    assert!(
        !of("secretly-kiln-moss").problems.contains(&Problem::Common),
        "a word within others is no matter"
    );
}

#[test]
fn one_s_own_names_are_no_password() {
    let context = ["Nordlicht Internet", "NL23456789A", "Hannelore Brinkmann", "hannelore@example.org"];
    for personal in [
        "Nordlicht-Internet-24",
        "hannelorebrinkmann1",
        "NL23456789A-2024",
        "N0rdl1cht!!!!!!2024",
        "Hannelore@Nordlicht",
    ] {
        assert!(with(personal, &context, false).problems.contains(&Problem::Personal), "{personal}");
    }
    assert_eq!(with("nordlicht kiln moss tuba", &context, false).problems, [], "enough of its own is left");
}

#[test]
fn what_few_guesses_find_is_refused() {
    for easy in ["aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc"] {
        assert_eq!(of(easy).problems, [Problem::Guessable], "{easy}");
        assert!(of(easy).strength < 3, "{easy}");
    }
    assert_eq!(of("kiln moss tuba lantern").strength, 4);
}

#[test]
fn an_operator_s_list_is_read_beside_ours() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "# a comment\nKiln Moss Tuba Lantern\n\n").expect("written");
    let list = Blocklist::with_file(file.path()).expect("readable");
    assert!(list.holds("kiln-moss-tuba-lantern") && list.holds("passwort") && !list.holds("# a comment"));
    assert!(Blocklist::with_file(std::path::Path::new("/nonexistent")).is_err());
}
