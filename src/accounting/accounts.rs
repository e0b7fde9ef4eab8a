//! The accounts of the journal, and the codes that a tenant's accountant has for them. Pure.

use crate::tenancy::AccountingSettings;

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, async_graphql::Enum)]
#[graphql(name = "JournalAccount")]
pub enum AccountRole {
    /// What customers owe.
    Debtors,
    /// What was sold, before tax.
    Revenue,
    /// Tax that is owed to whoever levies it.
    TaxPayable,
    /// Money in the bank, transfers and what staff entered.
    Bank,
    /// Money on its way from the card's company.
    CardClearing,
    /// Money in the till.
    Cash,
    /// What customers have paid or were credited and that is not used.
    CustomerCredit,
    /// Money given back.
    Refunds,
    /// Money that banks took back.
    Chargebacks,
    /// What was given up.
    WriteOffs,
    /// What was given up and came in after all.
    Recoveries,
    /// What a document does not explain. Empty as long as the ledger's check is.
    Suspense,
}

/// An account: its role, and what sets it apart within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Account {
    /// See [`AccountRole::Debtors`].
    Debtors,
    /// Sales of a tax code; of none, sales without tax.
    Revenue(Option<String>),
    /// Tax of a rate.
    TaxPayable(TaxKey),
    /// Money that came in by a channel, as stored.
    Money(Option<String>),
    /// See [`AccountRole::CustomerCredit`].
    CustomerCredit,
    /// See [`AccountRole::Refunds`].
    Refunds,
    /// See [`AccountRole::Chargebacks`].
    Chargebacks,
    /// See [`AccountRole::WriteOffs`].
    WriteOffs,
    /// See [`AccountRole::Recoveries`].
    Recoveries,
    /// See [`AccountRole::Suspense`].
    Suspense,
}

/// A tax as it is reported: who levies it, what it is called, how much it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaxKey {
    /// Who levies it, e.g. `DE`; empty where no document says.
    pub jurisdiction: String,
    /// Its name, e.g. `VAT`.
    pub name: String,
    /// Millionths: 190,000 is 19 %.
    pub rate_micro: i64,
    /// The tax code that brought it about.
    pub code: String,
}

impl Account {
    /// What it is for.
    pub fn role(&self) -> AccountRole {
        match self {
            Self::Debtors => AccountRole::Debtors,
            Self::Revenue(_) => AccountRole::Revenue,
            Self::TaxPayable(_) => AccountRole::TaxPayable,
            Self::Money(channel) => match channel.as_deref() {
                Some("CARD") => AccountRole::CardClearing,
                Some("CASH") => AccountRole::Cash,
                _ => AccountRole::Bank,
            },
            Self::CustomerCredit => AccountRole::CustomerCredit,
            Self::Refunds => AccountRole::Refunds,
            Self::Chargebacks => AccountRole::Chargebacks,
            Self::WriteOffs => AccountRole::WriteOffs,
            Self::Recoveries => AccountRole::Recoveries,
            Self::Suspense => AccountRole::Suspense,
        }
    }

    /// The code that the tenant's accountant has for it.
    pub fn code<'a>(&self, settings: &'a AccountingSettings) -> &'a str {
        match self {
            Self::Revenue(None) => &settings.revenue_untaxed,
            Self::Revenue(Some(code)) => settings.revenue_by_tax_code.get(code).unwrap_or(&settings.revenue),
            Self::TaxPayable(tax) => {
                settings.tax_by_jurisdiction.get(&tax.jurisdiction).unwrap_or(&settings.tax_payable)
            }
            other => match other.role() {
                AccountRole::Debtors => &settings.debtors,
                AccountRole::Revenue => &settings.revenue,
                AccountRole::TaxPayable => &settings.tax_payable,
                AccountRole::Bank => &settings.bank,
                AccountRole::CardClearing => &settings.card_clearing,
                AccountRole::Cash => &settings.cash,
                AccountRole::CustomerCredit => &settings.customer_credit,
                AccountRole::Refunds => &settings.refunds,
                AccountRole::Chargebacks => &settings.chargebacks,
                AccountRole::WriteOffs => &settings.write_offs,
                AccountRole::Recoveries => &settings.recoveries,
                AccountRole::Suspense => &settings.suspense,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_s_codes_are_those_of_its_accountant() {
        let settings: AccountingSettings = serde_json::from_str(
            r#"{ "revenue_by_tax_code": { "reduced": "8300" }, "tax_by_jurisdiction": { "AT": "3520" }, "cash": "1000" }"#,
        )
        .expect("valid");
        let tax = |jurisdiction: &str| {
            Account::TaxPayable(TaxKey { jurisdiction: jurisdiction.to_owned(), ..TaxKey::default() })
        };
        let defaults = AccountingSettings::default();
        for (account, code) in [
            (Account::Revenue(Some("reduced".to_owned())), "8300"),
            (Account::Revenue(Some("standard".to_owned())), &*defaults.revenue),
            (Account::Revenue(None), &*defaults.revenue_untaxed),
            (tax("AT"), "3520"),
            (tax("DE"), &*defaults.tax_payable),
            (Account::Money(Some("CASH".to_owned())), "1000"),
            (Account::Money(Some("CARD".to_owned())), &*defaults.card_clearing),
            (Account::Money(Some("MANUAL".to_owned())), &*defaults.bank),
            (Account::Money(None), &*defaults.bank),
            (Account::Debtors, &*defaults.debtors),
        ] {
            assert_eq!(account.code(&settings), code, "{account:?}");
        }
    }
}
