//! The life of an article. Pure.

use super::entity::help_article::ArticleStatus;

impl ArticleStatus {
    /// Every status, in the order of an article's life.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Archived];

    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Published => "PUBLISHED",
            Self::Archived => "ARCHIVED",
        }
    }

    /// Where it may go next: what was put away may come back.
    pub fn targets(self) -> &'static [Self] {
        match self {
            Self::Draft => &[Self::Published, Self::Archived],
            Self::Published => &[Self::Archived],
            Self::Archived => &[Self::Published],
        }
    }

    /// Whether it may go there.
    pub fn may_become(self, target: Self) -> bool {
        self.targets().contains(&target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_is_allowed() {
        use ArticleStatus::{Archived, Draft, Published};
        use sea_orm::ActiveEnum as _;
        for from in ArticleStatus::ALL {
            assert_eq!(from.to_value(), from.name());
            for to in ArticleStatus::ALL {
                let listed = matches!(
                    (from, to),
                    (Draft, Published | Archived) | (Published, Archived) | (Archived, Published)
                );
                assert_eq!(from.may_become(to), listed, "{from:?} {to:?}");
            }
        }
    }
}
