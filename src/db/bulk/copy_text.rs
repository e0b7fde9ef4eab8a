//! The text format of COPY (PostgreSQL manual, COPY, "Text Format"): a line a row, tabs between, `\N` for nothing.

use std::fmt::Write as _;

use sea_orm::Value;

use crate::db::error::DbError;
use crate::kernel::fault::Fault;

/// Appends a row.
pub(super) fn write_row(text: &mut String, values: impl Iterator<Item = Value>) -> Result<(), DbError> {
    for (i, value) in values.enumerate() {
        if i > 0 {
            text.push('\t');
        }
        write_value(text, value)?;
    }
    text.push('\n');
    Ok(())
}

fn write_value(text: &mut String, value: Value) -> Result<(), DbError> {
    match value {
        Value::Bool(Some(value)) => text.push(if value { 't' } else { 'f' }),
        Value::SmallInt(Some(value)) => display(text, value),
        Value::Int(Some(value)) => display(text, value),
        Value::BigInt(Some(value)) => display(text, value),
        Value::String(Some(value)) => escape(text, &value),
        Value::Uuid(Some(value)) => display(text, value),
        Value::Json(Some(value)) => escape(text, &value.to_string()),
        Value::ChronoDate(Some(value)) => display(text, value),
        Value::ChronoDateTimeUtc(Some(value)) => display(text, value.format("%Y-%m-%dT%H:%M:%S%.6fZ")),
        Value::Bytes(Some(value)) => {
            text.push_str("\\\\x");
            for byte in value {
                display(text, format_args!("{byte:02x}"));
            }
        }
        Value::Bool(None)
        | Value::SmallInt(None)
        | Value::Int(None)
        | Value::BigInt(None)
        | Value::String(None)
        | Value::Uuid(None)
        | Value::Json(None)
        | Value::ChronoDate(None)
        | Value::ChronoDateTimeUtc(None)
        | Value::Bytes(None) => text.push_str("\\N"),
        other => return Err(Fault::internal(format!("no bulk load of a value like {other:?}")).into()),
    }
    Ok(())
}

fn display(text: &mut String, value: impl std::fmt::Display) {
    write!(text, "{value}").expect("a String takes what it is given");
}

/// Backslash and what separates columns and rows are written with a backslash.
fn escape(text: &mut String, value: &str) {
    let mut rest = value;
    while let Some(at) = rest.find(['\\', '\t', '\n', '\r']) {
        text.push_str(&rest[..at]);
        text.push_str(match rest.as_bytes()[at] {
            b'\t' => "\\t",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => "\\\\",
        });
        rest = &rest[at + 1..];
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate, Utc};
    use serde_json::json;
    use uuid::Uuid;

    #[test]
    fn every_kind_of_value_has_its_text() {
        let at: DateTime<Utc> = "2026-03-01T03:30:00.000250Z".parse().expect("valid");
        let row: [Value; 9] = [
            true.into(),
            (-3_i16).into(),
            7_i32.into(),
            i64::MIN.into(),
            Uuid::from_u128(1).into(),
            NaiveDate::from_ymd_opt(2026, 3, 1).expect("valid").into(),
            at.into(),
            vec![0_u8, 255].into(),
            Option::<String>::None.into(),
        ];
        let mut text = String::new();
        write_row(&mut text, row.into_iter()).expect("written");
        assert_eq!(
            text,
            "t\t-3\t7\t-9223372036854775808\t00000000-0000-0000-0000-000000000001\t2026-03-01\t\
             2026-03-01T03:30:00.000250Z\t\\\\x00ff\t\\N\n"
        );
    }

    #[test]
    fn text_cannot_leave_its_column() {
        let mut text = String::new();
        let values = ["a\tb\nc\rd\\Ne".into(), json!({ "k": "x\ny" }).into()];
        write_row(&mut text, values.into_iter()).expect("written");
        assert_eq!(text, "a\\tb\\nc\\rd\\\\Ne\t{\"k\":\"x\\\\ny\"}\n");
    }

    #[test]
    fn a_kind_without_text_is_refused() {
        assert!(write_row(&mut String::new(), [Value::Double(Some(1.5))].into_iter()).is_err());
    }
}
