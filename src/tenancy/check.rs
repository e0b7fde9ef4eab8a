//! What a tenant's looks and settings must be, beyond their types. Pure.

use super::origin::{is_allowable, may_have_passkeys};
use super::settings::PasswordPolicy;
use super::sheet::{SettingFault, Sheet};
use crate::ports::mail::is_address;

/// The fewest characters that a password may be asked for (NIST SP 800-63B-4 §3.1.1.2).
const SHORTEST: u32 = 8;
/// The longest password that is accepted must be at least so long (ibid.), and at most so long that its UTF-8 fits what is
/// hashed.
const LONGEST: std::ops::RangeInclusive<u32> = 64..=256;
/// Former passwords that are compared with: each costs a hash when a password is set.
const MOST_FORMER: u8 = 24;
/// The largest balance of which it may be said that it is low, minor units: more is a typing error.
const MOST_LOW: i64 = 100_000_000_00;
/// The strongest that zxcvbn estimates.
const STRONGEST: u8 = 4;

/// Everything that is wrong with a sheet of a tenant with these hosts.
pub(super) fn check(sheet: &Sheet, hosts: &[String]) -> Vec<SettingFault> {
    let mut faults = Vec::new();
    let Sheet { branding, settings } = sheet;
    let mut want = |right: bool, key: &str, message: &str| {
        if !right {
            faults.push(SettingFault::new(key, message));
        }
    };
    passwords(&settings.password_policy, &mut want);
    let color = branding.primary_color.strip_prefix('#');
    let is_color = color.is_some_and(|digits| {
        [3, 6].contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    want(is_color, "branding.primary_color", "must be a CSS colour in hexadecimal, such as #0b5fff");
    let logo = branding.logo_url.as_deref();
    want(logo.is_none_or(is_https), "branding.logo_url", "must begin with https:// and be one URL, or null");
    let email = branding.support_email.as_deref();
    want(email.is_none_or(is_address), "branding.support_email", "must be a mail address, or null");
    let phone = branding.support_phone.as_deref();
    want(phone.is_none_or(is_e164), "branding.support_phone", "must be + and 7 to 15 digits, or null");
    let domain = settings.passkey_domain.as_deref();
    want(
        domain.is_none_or(|domain| may_have_passkeys(domain, hosts)),
        "passkey_domain",
        "must be one of the hosts or a parent of one, or null",
    );
    let low = settings.billing.low_balance_minor;
    let possible = low.is_none_or(|low| (0..=MOST_LOW).contains(&low));
    want(possible, "billing.low_balance_minor", "must be 0 to 10,000,000,000, or null");
    for (key, message) in settings.billing.dunning.faults() {
        want(false, &format!("billing.dunning.{key}"), message);
    }
    want(
        settings.support.is_possible(),
        "support.mail_address",
        "must be a mail address whose name has at most 21 characters and no plus sign, or null",
    );
    for (key, message) in settings.network.faults() {
        want(false, &format!("network.{key}"), message);
    }
    for (key, message) in settings.provisioning.faults() {
        want(false, &format!("provisioning.{key}"), message);
    }
    for origin in &settings.allowed_origins {
        let message = format!("{origin:?} is not an origin of the same site as one of the hosts, over https");
        want(is_allowable(origin, hosts), "allowed_origins", &message);
    }
    faults
}

fn passwords(policy: &PasswordPolicy, want: &mut impl FnMut(bool, &str, &str)) {
    let PasswordPolicy { min_length, min_length_with_second_factor, max_length, .. } = *policy;
    let key = |name: &str| format!("password_policy.{name}");
    want(
        (SHORTEST..=max_length).contains(&min_length),
        &key("min_length"),
        "must be at least 8 and at most max_length",
    );
    want(
        (SHORTEST..=min_length.max(SHORTEST)).contains(&min_length_with_second_factor),
        &key("min_length_with_second_factor"),
        "must be at least 8 and at most min_length",
    );
    want(LONGEST.contains(&max_length), &key("max_length"), "must be 64 to 256");
    want(policy.min_strength <= STRONGEST, &key("min_strength"), "must be 0 to 4");
    want(
        policy.min_strength_with_second_factor <= policy.min_strength,
        &key("min_strength_with_second_factor"),
        "must be 0 to min_strength",
    );
    want(policy.history <= MOST_FORMER, &key("history"), "must be 0 to 24");
    want(policy.max_age_days != Some(0), &key("max_age_days"), "must be at least 1, or null");
}

fn is_https(url: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\".contains(c);
    url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()) && !url.contains(odd)
}

fn is_e164(phone: &str) -> bool {
    phone
        .strip_prefix('+')
        .is_some_and(|digits| (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenancy::{Branding, Settings};

    fn faults(change: impl FnOnce(&mut Sheet)) -> Vec<String> {
        let branding = Branding { primary_color: "#0b5fff".to_owned(), ..Branding::default() };
        let mut sheet = Sheet { branding, settings: Settings::default() };
        change(&mut sheet);
        let hosts = ["portal.isp.example".to_owned()];
        check(&sheet, &hosts).into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn what_a_tenant_begins_with_is_right() {
        assert_eq!(faults(|_| {}), [""; 0]);
    }

    #[test]
    fn each_rule_names_its_key() {
        let policy =
            |change: fn(&mut PasswordPolicy)| faults(|sheet| change(&mut sheet.settings.password_policy));
        assert_eq!(policy(|p| p.min_length = 7), ["password_policy.min_length"]);
        assert_eq!(policy(|p| p.min_length = 129), ["password_policy.min_length"]);
        assert_eq!(
            policy(|p| p.min_length_with_second_factor = 7),
            ["password_policy.min_length_with_second_factor"]
        );
        assert_eq!(
            policy(|p| p.min_length_with_second_factor = 16),
            ["password_policy.min_length_with_second_factor"]
        );
        assert_eq!(policy(|p| p.max_length = 63), ["password_policy.max_length"]);
        assert_eq!(policy(|p| p.max_length = 257), ["password_policy.max_length"]);
        assert_eq!(policy(|p| p.min_strength = 5), ["password_policy.min_strength"]);
        assert_eq!(
            policy(|p| p.min_strength_with_second_factor = 4),
            ["password_policy.min_strength_with_second_factor"]
        );
        assert_eq!(policy(|p| p.history = 25), ["password_policy.history"]);
        assert_eq!(policy(|p| p.max_age_days = Some(0)), ["password_policy.max_age_days"]);
        let looks = |change: fn(&mut Branding)| faults(|sheet| change(&mut sheet.branding));
        for color in ["", "blue", "#12", "#12345g", "0b5fff"] {
            let broken = faults(|sheet| color.clone_into(&mut sheet.branding.primary_color));
            assert_eq!(broken, ["branding.primary_color"], "{color:?}");
        }
        assert_eq!(looks(|b| b.logo_url = Some("javascript:alert(1)".to_owned())), ["branding.logo_url"]);
        assert_eq!(looks(|b| b.logo_url = Some("https://a b".to_owned())), ["branding.logo_url"]);
        assert_eq!(looks(|b| b.support_email = Some("nobody".to_owned())), ["branding.support_email"]);
        assert_eq!(looks(|b| b.support_phone = Some("040 123".to_owned())), ["branding.support_phone"]);
        let settings = |change: fn(&mut Settings)| faults(|sheet| change(&mut sheet.settings));
        assert_eq!(settings(|s| s.passkey_domain = Some("evil.example".to_owned())), ["passkey_domain"]);
        let origin = |s: &mut Settings| s.allowed_origins = vec!["https://evil.example".to_owned()];
        assert_eq!(settings(origin), ["allowed_origins"]);
        for low in [-1, MOST_LOW + 1] {
            let broken = faults(|sheet| sheet.settings.billing.low_balance_minor = Some(low));
            assert_eq!(broken, ["billing.low_balance_minor"], "{low}");
        }
        let mailbox = |s: &mut Settings| s.support.mail_address = Some("a+b@isp.example".to_owned());
        assert_eq!(settings(mailbox), ["support.mail_address"]);
        assert_eq!(settings(|s| s.network.outage_settle_minutes = 241), ["network.outage_settle_minutes"]);
        let terms = |s: &mut Settings| s.billing.dunning.arrangements.max_instalments = 0;
        assert_eq!(settings(terms), ["billing.dunning.arrangements.max_instalments"]);
    }
}
