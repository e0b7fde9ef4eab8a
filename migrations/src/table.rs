//! The shapes that the tables share.

use sea_orm_migration::prelude::*;

/// A table of a tenant: `id`, `tenant_id`, `UNIQUE (tenant_id, id)` and the foreign key to the tenant.
pub(crate) fn owned(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(name)
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("tenant_id").uuid().not_null())
        .index(Index::create().name(format!("{name}_tenant_id_id_key")).unique().col("tenant_id").col("id"));
    to_tenant(&mut table, name);
    table
}

/// The foreign key to the tenant.
pub(crate) fn to_tenant(table: &mut TableCreateStatement, name: &'static str) {
    table.foreign_key(
        ForeignKey::create()
            .name(format!("{name}_tenant_id_fkey"))
            .from(name, "tenant_id")
            .to("tenant", "id"),
    );
}

/// A link within the tenant: the column and the composite foreign key. Without ON DELETE: nothing is deleted silently.
pub(crate) fn belongs_to(
    table: &mut TableCreateStatement,
    name: &'static str,
    column: &'static str,
    parent: &'static str,
    required: bool,
) {
    let mut definition = ColumnDef::new(column).uuid().take();
    if required {
        definition.not_null();
    }
    table.col(definition).foreign_key(
        ForeignKey::create()
            .name(format!("{name}_{column}_fkey"))
            .from(name, ("tenant_id", column))
            .to(parent, ("tenant_id", "id")),
    );
}

/// A link to the customer, together with the currency, so that all amounts of a customer are in the customer's own: the
/// column `customer_id`, and the foreign key of it and of `currency`, which the table has.
pub(crate) fn in_the_customers_currency(table: &mut TableCreateStatement, name: &'static str) {
    table.col(ColumnDef::new("customer_id").uuid().not_null()).foreign_key(
        ForeignKey::create()
            .name(format!("{name}_customer_id_fkey"))
            .from(name, ("tenant_id", "customer_id", "currency"))
            .to("customer", ("tenant_id", "id", "currency")),
    );
}

/// The key that [`of_the_same_customer`] points to.
pub(crate) fn key_with_customer(table: &mut TableCreateStatement, name: &'static str) {
    table.index(
        Index::create()
            .name(format!("{name}_tenant_id_customer_id_id_key"))
            .unique()
            .col("tenant_id")
            .col("customer_id")
            .col("id"),
    );
}

/// A link to a document of the customer that the row's own `customer_id` names.
pub(crate) fn of_the_same_customer(
    table: &mut TableCreateStatement,
    name: &'static str,
    column: &'static str,
    parent: &'static str,
    required: bool,
) {
    let mut definition = ColumnDef::new(column).uuid().take();
    if required {
        definition.not_null();
    }
    table.col(definition).foreign_key(
        ForeignKey::create()
            .name(format!("{name}_{column}_fkey"))
            .from(name, ("tenant_id", "customer_id", column))
            .to(parent, ("tenant_id", "customer_id", "id")),
    );
}

/// A unique key within the tenant.
pub(crate) fn unique(table: &mut TableCreateStatement, name: &'static str, column: &'static str) {
    table.index(
        Index::create().name(format!("{name}_tenant_id_{column}_key")).unique().col("tenant_id").col(column),
    );
}

/// A unique key of two columns within the tenant.
pub(crate) fn pair(
    table: &mut TableCreateStatement,
    name: &'static str,
    first: &'static str,
    second: &'static str,
) {
    let key = format!("{name}_tenant_id_{first}_{second}_key");
    table.index(Index::create().name(key).unique().col("tenant_id").col(first).col(second));
}

/// An index on `tenant_id` and `columns`; a trailing `-` means descending.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().table(table).col("tenant_id").take();
    let mut name = format!("{table}_tenant");
    for column in columns {
        let plain = column.trim_end_matches('-');
        name.push('_');
        name.push_str(plain);
        let order = if column.ends_with('-') { IndexOrder::Desc } else { IndexOrder::Asc };
        index.col((plain, order));
    }
    name.push_str("_idx");
    index.name(name).take()
}

/// A required text column.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// A required 64-bit integer: an amount in minor units, a scaled rate, a counter.
pub(crate) fn int8(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A required 32-bit integer.
pub(crate) fn int4(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

/// A required 16-bit integer.
pub(crate) fn int2(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).small_integer().not_null().take()
}

/// A required truth value.
pub(crate) fn boolean(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// A required instant in UTC.
pub(crate) fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

/// A required business date.
pub(crate) fn date(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

/// A required JSON document.
pub(crate) fn json(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).json_binary().not_null().take()
}

/// The same column, but it may be absent.
pub(crate) fn optional(column: &ColumnDef) -> ColumnDef {
    column.clone().null().take()
}

/// Drops tables, children first.
pub(crate) async fn drop_all(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}

/// Adds columns to tables, one a statement: SQLite takes no more.
pub(crate) async fn add_columns(
    manager: &SchemaManager<'_>,
    columns: Vec<(&'static str, ColumnDef)>,
) -> Result<(), DbErr> {
    for (table, column) in columns {
        manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
    }
    Ok(())
}

/// Takes them away again, the last first.
pub(crate) async fn drop_columns(
    manager: &SchemaManager<'_>,
    columns: Vec<(&'static str, ColumnDef)>,
) -> Result<(), DbErr> {
    for (table, column) in columns.into_iter().rev() {
        let dropped = Table::alter().table(table).drop_column(column.get_column_name()).take();
        manager.alter_table(dropped).await?;
    }
    Ok(())
}
