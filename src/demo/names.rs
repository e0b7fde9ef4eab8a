//! People, companies and where they live: plausible, invented, unreachable.

use super::dice::Dice;
use super::market::{Facts, Words};
use crate::customers::Address;

/// Draws names and addresses of a country.
pub(super) struct Names<'a> {
    words: &'a Words,
    country: &'a str,
}

impl<'a> Names<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        Self { words: &facts.words, country: facts.country }
    }

    pub(super) fn person(&self, dice: &mut Dice) -> String {
        format!("{} {}", dice.pick(self.words.first), dice.pick(self.words.last))
    }

    pub(super) fn company(&self, dice: &mut Dice) -> String {
        let (name, trade, form) =
            (dice.pick(self.words.last), dice.pick(self.words.trades), dice.pick(self.words.forms));
        // The word order is the language's, as is that of street and number.
        if self.words.number_last {
            format!("{trade} {name} {form}")
        } else {
            format!("{name} {trade} {form}")
        }
    }

    pub(super) fn address(&self, dice: &mut Dice) -> Address {
        let (street, number) = (dice.pick(self.words.streets), dice.between(1, 180));
        let (postal_code, city) = dice.pick(self.words.cities);
        let floor = dice.between(1, 5);
        let (line1, line2) = if self.words.number_last {
            (format!("{street} {number}"), format!("{floor}. OG"))
        } else {
            (format!("{number} {street}"), format!("Apt {floor}{}", dice.pick(&["A", "B", "C"])))
        };
        Address {
            line1,
            line2: dice.percent(25).then_some(line2),
            postal_code: (*postal_code).to_owned(),
            city: (*city).to_owned(),
            country: self.country.to_owned(),
        }
    }

    /// A number that is set aside for fiction.
    pub(super) fn phone(&self, dice: &mut Dice) -> String {
        let digits = self.words.phone_digits;
        let number = dice.between(0, 10_i64.pow(digits) - 1);
        format!("{}{number:0width$}", self.words.phone, width = digits as usize)
    }

    /// An address below a domain that is set aside for examples (RFC 2606); `number` keeps namesakes apart.
    pub(super) fn email(name: &str, number: usize) -> String {
        let mut local = String::with_capacity(name.len());
        for letter in name.chars() {
            match letter {
                'ä' | 'Ä' => local.push_str("ae"),
                'ö' | 'Ö' => local.push_str("oe"),
                'ü' | 'Ü' => local.push_str("ue"),
                'ß' => local.push_str("ss"),
                'ı' => local.push('i'),
                ' ' if !local.ends_with('.') => local.push('.'),
                letter if letter.is_ascii_alphanumeric() => local.push(letter.to_ascii_lowercase()),
                _ => {}
            }
        }
        format!("{}{number}@example.net", local.trim_end_matches('.'))
    }

    /// Three words and a number, at least fifteen characters.
    pub(super) fn passphrase(&self, dice: &mut Dice) -> String {
        let mut word = || *dice.pick(self.words.passphrases);
        let (first, second, third) = (word(), word(), word());
        format!("{first}-{second}-{third}-{}", dice.between(100, 999))
    }

    pub(super) fn seller(&self, number: usize) -> String {
        self.words.companies[number % self.words.companies.len()].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses_are_plain_ascii() {
        assert_eq!(Names::email("Jörg Groß-Yıldız", 7), "joerg.grossyildiz7@example.net");
        assert_eq!(Names::email("Optik Bäcker e. K.", 12), "optik.baecker.e.k12@example.net");
    }
}
