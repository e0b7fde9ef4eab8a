//! The statement that puts measures together to the steps of a chart: as many rows are read as there are points, however many
//! there are of what they are made of.

use sea_orm::{FromQueryResult, Value};

use crate::db::{DbError, Reads};
use crate::kernel::clock::Instant;
use crate::kernel::ids::DeviceInterfaceId;
use crate::network::samples::series::{Source, Step};

/// What went through an interface in a step.
#[derive(Debug, Clone, Copy, FromQueryResult)]
pub(in crate::network::samples) struct Together {
    /// The interface.
    pub(in crate::network::samples) interface_id: DeviceInterfaceId,
    /// When the step began, in seconds since the epoch.
    pub(in crate::network::samples) began: i64,
    /// Samples that tell the traffic in.
    pub(in crate::network::samples) in_count: i64,
    /// The sum of what they tell, in bits per second; none: nothing is known.
    pub(in crate::network::samples) in_sum: Option<i64>,
    /// The largest percentile of the parts.
    pub(in crate::network::samples) in_p95: Option<i64>,
    /// The most of one sample.
    pub(in crate::network::samples) in_max: Option<i64>,
    /// Samples that tell the traffic out.
    pub(in crate::network::samples) out_count: i64,
    /// The sum of what they tell, likewise.
    pub(in crate::network::samples) out_sum: Option<i64>,
    /// The largest percentile of the parts.
    pub(in crate::network::samples) out_p95: Option<i64>,
    /// The most of one sample.
    pub(in crate::network::samples) out_max: Option<i64>,
}

/// What one direction comes to. The sums fit: no rate is above what a line can carry (`poll/rates.rs`), and a step has few
/// thousand samples.
fn direction(source: Source, name: &str) -> String {
    let (count, sum, p95, max) = match source {
        Source::Samples => (
            format!("COUNT({name}_bps)"),
            format!("{name}_bps"),
            format!("{name}_bps"),
            format!("{name}_bps"),
        ),
        Source::FiveMinutes | Source::Hours => (
            format!("SUM({name}_count)"),
            format!("{name}_avg_bps * {name}_count"),
            format!("{name}_p95_bps"),
            format!("{name}_max_bps"),
        ),
    };
    format!(
        "CAST(COALESCE({count}, 0) AS bigint) AS {name}_count, CAST(SUM({sum}) AS bigint) AS {name}_sum,
         MAX({p95}) AS {name}_p95, MAX({max}) AS {name}_max"
    )
}

/// What went through interfaces in `[from, to)`, by steps counted from the epoch; steps of which nothing was measured are
/// missing.
pub(in crate::network::samples) async fn together(
    db: &impl Reads,
    interfaces: &[DeviceInterfaceId],
    (source, step): (Source, Step),
    (from, to): (Instant, Instant),
) -> Result<Vec<Together>, DbError> {
    if interfaces.is_empty() || from >= to {
        return Ok(Vec::new());
    }
    let table = match source {
        Source::Samples => "interface_sample",
        Source::FiveMinutes => "interface_five_minutes",
        Source::Hours => "interface_hour",
    };
    // What the databases do not have in common: the seconds of an instant. Nothing is measured before the epoch.
    let seconds = if db.scope().is_sqlite() {
        "CAST(strftime('%s', at) AS bigint)"
    } else {
        "CAST(FLOOR(EXTRACT(EPOCH FROM at)) AS bigint)"
    };
    let length = step.length().num_seconds();
    let places: Vec<String> = (0..interfaces.len()).map(|at| format!("${}", at + 4)).collect();
    let sql = format!(
        "SELECT interface_id, {seconds} / {length} * {length} AS began, {}, {}
           FROM {table}
          WHERE tenant_id = $1 AND at >= $2 AND at < $3 AND interface_id IN ({})
          GROUP BY 1, 2",
        direction(source, "in"),
        direction(source, "out"),
        places.join(", ")
    );
    let values: Vec<Value> = [from.into(), to.into()]
        .into_iter()
        .chain(interfaces.iter().map(|interface| Value::from(*interface)))
        .collect();
    db.rows(&sql, values).await
}
