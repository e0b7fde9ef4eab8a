//! What every kind of rows goes through: known ones are passed over, faulty ones refused, the others written, all rows of a
//! file in one transaction.

use std::collections::{HashMap, HashSet};

use super::ImportError;
use super::fields::Kind;
use super::reader::{Reader, Row};
use super::report::{FileReport, Refusal};
use super::store::{self, Known, NewRef, Target};
use crate::db::Tx;

/// Rows that are written at once.
const BATCH: usize = 1_000;

/// One kind of rows: how a row is read, and how rows are written.
pub(super) trait Loader {
    /// What a row says.
    type Row;

    /// Which kind it is.
    fn kind(&self) -> Kind;

    /// The field that holds what a row is called there.
    fn id_field(&self) -> &'static str;

    /// Reads a row that is not known yet.
    fn read(&mut self, external_id: &str, row: Row<'_>) -> Result<Self::Row, Vec<Refusal>>;

    /// Writes rows; what each has become, in their order.
    async fn write(&mut self, tx: &Tx, rows: Vec<Self::Row>) -> Result<Vec<Target>, ImportError>;

    /// What remains to be done when all rows are written.
    async fn finish(&mut self, tx: &Tx) -> Result<(), ImportError>;
}

/// Takes the rows of a file.
pub(super) async fn load<L: Loader>(
    tx: &Tx,
    source: &str,
    reader: &Reader<'_>,
    file: &str,
    loader: &mut L,
    progress: &dyn Fn(usize),
) -> Result<FileReport, ImportError> {
    let kind = loader.kind();
    let known: HashMap<String, Known> = store::known(tx, source, kind).await?;
    let mut report = FileReport::new(kind, file);
    report.refusals.extend(reader.ragged());
    let mut seen = HashSet::new();
    let (mut ids, mut rows, mut targets) = (Vec::new(), Vec::new(), Vec::new());
    for (index, mut row) in reader.rows().enumerate() {
        let external_id = row.needed(loader.id_field());
        if let Some(known) = known.get(&external_id) {
            report.known += 1;
            if known.fingerprint != row.fingerprint() {
                report.differing.push(row.line());
            }
        } else {
            if !external_id.is_empty() && !seen.insert(external_id.clone()) {
                row.refuse(loader.id_field(), format!("`{external_id}` stands in this file before"));
            }
            let (fingerprint, kept) = (row.fingerprint(), row.kept());
            match loader.read(&external_id, row) {
                Ok(value) => {
                    ids.push((external_id, fingerprint, kept));
                    rows.push(value);
                }
                Err(refusals) => report.refusals.extend(refusals),
            }
        }
        if rows.len() >= BATCH {
            targets.extend(loader.write(tx, std::mem::take(&mut rows)).await?);
        }
        progress(index + 1);
    }
    targets.extend(loader.write(tx, rows).await?);
    loader.finish(tx).await?;
    report.written = targets.len();
    let refs = ids.into_iter().zip(targets).map(|((external_id, fingerprint, kept), target)| NewRef {
        external_id,
        target,
        fingerprint,
        kept,
    });
    store::remember(tx, source, kind, refs.collect()).await?;
    Ok(report)
}
