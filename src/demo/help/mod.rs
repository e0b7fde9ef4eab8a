//! The help of a generated tenant: a dozen articles in two languages, and whom they have helped.

mod articles;

use sea_orm::ActiveEnum as _;

use self::articles::ARTICLES;
use super::calendar::{Calendar, Ids, days_after};
use super::world::UNASSIGNED;
use crate::db::FIRST_VERSION;
use crate::help::entity::help_article::{self, ArticleStatus};
use crate::help::entity::help_vote;
use crate::identity::entity::portal_account;

/// The rows, by table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field holds the rows of the table of its name")]
pub struct Help {
    pub articles: Vec<help_article::Model>,
    pub votes: Vec<help_vote::Model>,
}

/// The articles, with votes of the first accounts.
pub(super) fn help(accounts: &[portal_account::Model], calendar: Calendar, ids: &Ids) -> Help {
    let mut help = Help::default();
    for (place, article) in (0_usize..).zip(ARTICLES) {
        let days = i64::try_from(place).unwrap_or_default();
        let at = calendar.moment(days_after(calendar.as_of, -40 + 2 * days), 10 * 60);
        for (locale, (title, body)) in [("en", article.en), ("de", article.de)] {
            let mut row = help_article::Model {
                id: ids.at(at),
                tenant_id: UNASSIGNED,
                slug: article.slug.to_owned(),
                locale: locale.to_owned(),
                title: title.to_owned(),
                body: body.to_owned(),
                category: article.category.to_value(),
                service_kind: article.kind,
                status: ArticleStatus::Published,
                helpful: 0,
                unhelpful: 0,
                updated_at: at,
                version: FIRST_VERSION + 1,
            };
            // Some have many readers, and every fifth of them wanted to know something else.
            for (voter, account) in accounts.iter().take(3 + place * 5 % 11).enumerate() {
                let helpful = voter % 5 != 4;
                *if helpful { &mut row.helpful } else { &mut row.unhelpful } += 1;
                help.votes.push(help_vote::Model {
                    id: ids.at(at),
                    tenant_id: UNASSIGNED,
                    article_id: row.id,
                    account_id: account.id,
                    helpful,
                });
            }
            help.articles.push(row);
        }
    }
    help
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_article_is_there_once() {
        let slugs: HashSet<&str> = ARTICLES.iter().map(|article| article.slug).collect();
        assert_eq!((slugs.len(), ARTICLES.len()), (12, 12));
    }
}
