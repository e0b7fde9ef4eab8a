use super::*;

fn portal() -> Portal {
    Portal {
        slug: "nordlicht".to_owned(),
        name: "Nordlicht & Söhne".to_owned(),
        branding: Branding {
            primary_color: "#0b5fff".to_owned(),
            logo_url: Some("https://nordlicht.example/logo.png".to_owned()),
            support_email: Some("hilfe@nordlicht.example".to_owned()),
            support_phone: None,
        },
        zone: chrono_tz::Europe::Berlin,
        url: "https://portal.nordlicht.example".to_owned(),
        takes_answers: false,
    }
}

fn reset(name: &str) -> Template {
    Template::PasswordReset {
        name: name.to_owned(),
        portal_id: "NL-2345-6789-A".to_owned(),
        token: "tok_en-1".to_owned(),
        expires_at: "2026-07-01T10:30:00Z".parse().expect("an instant"),
    }
}

fn render(locale: &str, template: &Template) -> Rendered {
    Renderer::new(None).expect("the built-in texts").render(&portal(), locale, template).expect("a mail")
}

#[test]
fn a_mail_speaks_the_reader_s_language_and_tells_the_tenant_s_time() {
    let german = render("de-DE", &reset("Jürgen Groß"));
    assert_eq!(german.subject, "Neues Passwort für Nordlicht & Söhne");
    assert!(german.text.starts_with("Guten Tag Jürgen Groß,\n\n"), "{}", german.text);
    assert!(german.text.contains("bis 01.07.2026, 12:30 Uhr (CEST)"), "{}", german.text);
    let link = "https://portal.nordlicht.example/reset-password#token=tok_en-1";
    assert!(german.text.contains(&format!("Neues Passwort wählen:\n{link}\n")), "{}", german.text);
    assert!(german.text.ends_with("Fragen? Schreiben Sie an hilfe@nordlicht.example.\n"), "{}", german.text);
    assert!(german.html.contains(&format!("href=\"{}\"", link.replace('/', "&#x2f;"))), "{}", german.html);
    assert!(german.html.contains("<html lang=\"de-DE\">") && german.html.contains("#0b5fff"));
    assert_eq!(
        render("de-AT", &reset("Jürgen Groß")),
        german,
        "the language counts where the region is not known"
    );

    let english = render("en-US", &reset("Jo"));
    assert_eq!(english.subject, "Reset your Nordlicht & Söhne password");
    assert!(english.text.contains("until July 1, 2026, 12:30 PM (CEST)"), "{}", english.text);
    assert_eq!(render("fr-FR", &reset("Jo")), english, "English at last");
}

#[test]
fn a_name_is_neither_paragraph_nor_button_nor_markup() {
    let sly = "Eve\n\n[Click](https://evil.example)\r\n\r\n<script>alert(1)</script> {{ token }}";
    let mail = render("en-US", &reset(sly));
    let line = "Hello Eve [Click](https://evil.example) <script>alert(1)</script> {{ token }},";
    assert!(mail.text.starts_with(line), "{}", mail.text);
    assert!(!mail.html.contains("<script>") && !mail.html.contains("href=\"https:&#x2f;&#x2f;evil"));
    let notice = Template::Notice {
        name: "Jo".to_owned(),
        title: "T\r\nBcc: x@y.example".to_owned(),
        body: "One.\n\n[Two](https://evil.example)".to_owned(),
        path: Some("//evil.example".to_owned()),
        attachment: None,
    };
    let mail = render("en-US", &notice);
    assert_eq!(mail.subject, "T Bcc: x@y.example");
    assert_eq!(mail.html.matches("<a href").count(), 1, "{}", mail.html);
    assert!(mail.html.contains("<p>One.</p>") && mail.html.contains("<p>[Two]("), "{}", mail.html);
}

#[test]
fn a_ticket_s_mail_has_one_subject_and_says_how_to_answer_where_that_works() {
    let ticket = Template::Ticket {
        name: "Jo".to_owned(),
        ticket: "tkt_1".to_owned(),
        number: "TKT-2026-000001".to_owned(),
        subject: "No internet\r\nBcc: x@y.example".to_owned(),
        title: "We have answered.".to_owned(),
        body: "One.\n\n[Two](https://evil.example)\n- <b>three</b>".to_owned(),
        reply_token: None,
    };
    let renderer = Renderer::new(None).expect("the built-in texts");
    for (takes_answers, hint) in [(true, true), (false, false)] {
        let portal = Portal { takes_answers, ..portal() };
        let mail = renderer.render(&portal, "en-US", &ticket).expect("a mail");
        assert_eq!(mail.subject, "[TKT-2026-000001] No internet Bcc: x@y.example");
        assert_eq!(mail.text.contains("reply to this mail"), hint, "{}", mail.text);
        assert!(mail.text.contains("https://portal.nordlicht.example/tickets/tkt_1\n"), "{}", mail.text);
        assert!(!mail.html.contains("<b>") && mail.html.matches("<a href").count() == 1, "{}", mail.html);
        assert!(!mail.text.contains("\n\n\n"), "no empty paragraph: {}", mail.text);
    }
}

#[test]
fn a_colour_or_logo_that_is_none_does_not_reach_the_page() {
    let mut odd = portal();
    odd.branding.primary_color = "red;background:url(https://evil.example)".to_owned();
    odd.branding.logo_url = Some("javascript:alert(1)".to_owned());
    let renderer = Renderer::new(None).expect("the built-in texts");
    let html = renderer.render(&odd, "en-US", &reset("Jo")).expect("a mail").html;
    assert!(!html.contains("evil") && !html.contains("javascript") && html.contains("#1d4ed8"), "{html}");
}

#[test]
fn every_mail_exists_in_both_languages() {
    for template in samples() {
        let (english, german) = (render("en-US", &template), render("de-DE", &template));
        assert_ne!(english.text, german.text, "{}", template.name());
        for mail in [english, german] {
            assert!(!mail.subject.is_empty() && mail.html.contains("</html>"), "{mail:?}");
        }
    }
}

#[test]
fn an_operator_s_texts_go_before_ours_and_a_wrong_one_is_found_at_the_start() {
    let directory = tempfile::tempdir().expect("a directory");
    let put = |path: &str, text: &str| {
        let file = directory.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("made");
        std::fs::write(file, text).expect("written");
    };
    put("_/en-US/activation.txt", "Subject: For all\n\nHello {{ name }}.");
    put("nordlicht/en-US/activation.txt", "Subject: For Nordlicht\n\nHello {{ name }}.");
    put("nordlicht/en-US/footer.txt", "Bye from {{ tenant.name }}.");
    let activation = &samples()[0];
    let renderer = Renderer::new(Some(directory.path())).expect("good texts");
    let mail = renderer.render(&portal(), "en-US", activation).expect("a mail");
    assert_eq!(mail.subject, "For Nordlicht");
    assert_eq!(mail.text, "Hello A.\n\n-- \nBye from Nordlicht & Söhne.\n");
    let other = Portal { slug: "prairie".to_owned(), ..portal() };
    assert_eq!(renderer.render(&other, "en-US", activation).expect("a mail").subject, "For all");

    for (file, text) in [
        ("_/de-DE/activation.txt", "No subject"),
        ("_/de-DE/activation.txt", "Subject: x\n\n{{ passwort }}"),
        ("_/de-DE/activation.txt", "Subject: x\n\n{% if %}"),
        ("_/de-DE/invoice.txt", "Subject: x\n\ny"),
    ] {
        put(file, text);
        let error = Renderer::new(Some(directory.path())).err().expect("refused");
        assert!(error.to_string().contains("activation") || error.to_string().contains("invoice"), "{error}");
    }
}
