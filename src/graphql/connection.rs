//! Relay connections: `edges`, `nodes`, `pageInfo` and a `totalCount` that costs a statement only when it is asked for.

use async_graphql::SimpleObject;
use async_graphql::futures_util::future::BoxFuture;

use super::error::ApiError;
use crate::kernel::page::Page;

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
pub struct PageInfo {
    /// Whether rows follow the last one of the page.
    pub has_next_page: bool,
    /// Whether rows precede the first one of the page.
    pub has_previous_page: bool,
    /// Cursor of the first row; null on an empty page.
    pub start_cursor: Option<String>,
    /// Cursor of the last row; null on an empty page.
    pub end_cursor: Option<String>,
}

/// Counts a list when it is asked for.
pub type Count = Box<dyn Fn() -> BoxFuture<'static, Result<u64, ApiError>> + Send + Sync>;

/// A page of `N` with a cursor for each row, and the way to count the whole list.
pub struct Connected<N> {
    /// Rows with their cursors.
    pub rows: Vec<(String, N)>,
    /// Where the page stands.
    pub info: PageInfo,
    /// Counts the list.
    pub count: Count,
}

impl<N> Connected<N> {
    /// A page for the graph: `cursor` gives a row's position, `node` its type.
    pub fn new<R>(
        page: Page<R>,
        cursor: impl Fn(&R) -> String,
        mut node: impl FnMut(R) -> N,
        count: Count,
    ) -> Self {
        let Page { rows, has_next, has_previous } = page;
        let rows: Vec<(String, N)> = rows.into_iter().map(|row| (cursor(&row), node(row))).collect();
        let info = PageInfo {
            has_next_page: has_next,
            has_previous_page: has_previous,
            start_cursor: rows.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: rows.last().map(|(cursor, _)| cursor.clone()),
        };
        Self { rows, info, count }
    }
}

/// Declares the connection and edge types of a node.
#[macro_export]
macro_rules! connection {
    ($connection:ident ($name:literal), $edge:ident ($edge_name:literal), $node:ty, $what:literal) => {
        #[doc = $what]
        pub struct $connection(pub $crate::graphql::connection::Connected<$node>);

        #[doc = $what]
        #[async_graphql::Object(name = $name)]
        impl $connection {
            /// The rows with their cursors.
            async fn edges(&self) -> Vec<$edge<'_>> {
                self.0.rows.iter().map(|(cursor, node)| $edge { cursor, node }).collect()
            }

            /// The rows.
            async fn nodes(&self) -> Vec<&$node> {
                self.0.rows.iter().map(|(_, node)| node).collect()
            }

            /// Where the page stands in the list.
            async fn page_info(&self) -> &$crate::graphql::connection::PageInfo {
                &self.0.info
            }

            /// How many rows the whole list has. Costs a statement of its own, so ask only where it is shown.
            async fn total_count(&self) -> Result<i32, $crate::graphql::error::ApiError> {
                Ok(i32::try_from((self.0.count)().await?).unwrap_or(i32::MAX))
            }
        }

        #[doc = $what]
        pub struct $edge<'a> {
            cursor: &'a str,
            node: &'a $node,
        }

        #[doc = "A row of the list with its cursor."]
        #[async_graphql::Object(name = $edge_name)]
        impl $edge<'_> {
            /// The position of the row, for `after` and `before`. Opaque.
            async fn cursor(&self) -> &str {
                self.cursor
            }

            /// The row.
            async fn node(&self) -> &$node {
                self.node
            }
        }
    };
}
