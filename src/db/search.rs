//! Text that is looked for anywhere in a column.

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr, SimpleExpr};

/// Whether the column holds `text` anywhere, in any case. `%`, `_` and the escape itself mean themselves.
pub fn contains(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
}
