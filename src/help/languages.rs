//! The languages of articles, and which of them somebody reads. Pure.

use crate::kernel::problem::Invalid;

/// A language with or without a region as it is kept: `de`, `de-AT`, `es-419`. Any case is accepted.
pub fn locale(text: &str, field: &'static str) -> Result<String, Invalid> {
    normalised(text)
        .ok_or_else(|| Invalid::new(field, "must be a language, perhaps with a region, e.g. de-AT"))
}

fn normalised(text: &str) -> Option<String> {
    let (language, region) = match text.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (text, None),
    };
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !letters(language) {
        return None;
    }
    let language = language.to_ascii_lowercase();
    let Some(region) = region else { return Some(language) };
    let country = region.len() == 2 && letters(region);
    let area = region.len() == 3 && region.bytes().all(|byte| byte.is_ascii_digit());
    (country || area).then(|| format!("{language}-{}", region.to_ascii_uppercase()))
}

/// The languages that somebody reads, the best first: the one that is wanted, the same without its region, then those of the
/// ISP in the same way; English where neither is a language. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages(Vec<String>);

impl Languages {
    /// Those of who wants `wanted` of an ISP whose own is `own`; what is none is passed over.
    pub fn of(wanted: &str, own: &str) -> Self {
        let mut languages: Vec<String> = Vec::new();
        for locale in [wanted, own].into_iter().filter_map(normalised) {
            let language = locale.split('-').next().unwrap_or_default().to_owned();
            for candidate in [locale, language] {
                if !languages.contains(&candidate) {
                    languages.push(candidate);
                }
            }
        }
        if languages.is_empty() {
            languages.push("en".to_owned());
        }
        Self(languages)
    }

    /// The languages, the best first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How good an article's language is, 0 the best; none where it is not read.
    pub fn place(&self, locale: &str) -> Option<usize> {
        self.0.iter().position(|language| language == locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_kept_in_one_spelling() {
        for (text, kept) in [
            ("de", Some("de")),
            ("DE-at", Some("de-AT")),
            ("es-419", Some("es-419")),
            ("gsw-CH", Some("gsw-CH")),
            ("", None),
            ("d", None),
            ("deutsch", None),
            ("de-", None),
            ("de-AUT", None),
            ("de-AT-1996", None),
            ("de_AT", None),
            ("d\u{0}", None),
            ("дe", None),
        ] {
            assert_eq!(locale(text, "locale").ok().as_deref(), kept, "{text:?}");
        }
    }

    #[test]
    fn the_region_is_given_up_before_the_language_and_the_isp_s_comes_last() {
        let of = |wanted, own| Languages::of(wanted, own).0;
        assert_eq!(of("de-AT", "en-US"), ["de-AT", "de", "en-US", "en"]);
        assert_eq!(of("de", "de-DE"), ["de", "de-DE"]);
        assert_eq!(of("en-US", "en-US"), ["en-US", "en"]);
        assert_eq!(of("nonsense", "de-DE"), ["de-DE", "de"]);
        assert_eq!(of("", ""), ["en"]);
        assert_eq!(Languages::of("de-AT", "en").place("en"), Some(2));
        assert_eq!(Languages::of("de-AT", "en").place("fr"), None);
    }
}
