//! Taking over the books of another system: customers, plans, subscriptions, invoices and payments from the files that it
//! exports (`portico import`).
//!
//! Invariants: a file is one transaction; a row that was imported is passed over by every later import, by its external
//! id; what is refused is told with file, line and column; nothing of a row marked secret is read. What is written are
//! rows of all features by the thousand, as the generated tenants of the demonstration are, so this is no feature beside
//! them: it stands above them, called by the command line alone. It sends no events: the documents are old news.

mod allocate;
mod customers;
pub mod entity;
mod fields;
mod formats;
mod invoices;
mod load;
mod mapping;
pub mod network;
mod payments;
mod plans;
mod reader;
mod report;
mod sheet;
mod store;
mod subscriptions;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use serde_json::json;

pub use fields::Kind;
pub use formats::DateOrder;
pub use mapping::{Mapping, MappingFaults};
pub use reader::{Assumed, ReaderError};
pub use report::{FilePlan, FileReport, Refusal};
pub use sheet::{Sheet, SheetError};

use self::load::{Loader, load};
use self::mapping::Section;
use self::reader::Reader;
use crate::customers::entity::reseller;
use crate::db::audit::Record;
use crate::db::{DbError, Reads as _, Scope, Tx};
use crate::identity::{CreateAccountError, Identity};
use crate::kernel::clock::Instant;
use crate::kernel::fault::Fault;
use crate::kernel::ids::{CustomerId, InvoiceId};
use crate::kernel::money::Currency;
use crate::tenancy::Tenant;

/// How files are read and rows written.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is assumed where no cell tells how a column is written.
    pub assumed: Assumed,
    /// The order of all dates, whatever the cells tell.
    pub order: Option<DateOrder>,
    /// The first day that Portico bills, for subscriptions that do not say.
    pub cutover: Option<NaiveDate>,
    /// Whether owners with a mail address get their invitation at once.
    pub invite: bool,
    /// Whether a file with a refused row is refused whole.
    pub strict: bool,
}

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// A file is not what its mapping says.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// No file of the mapping is in the folder.
    #[error("the folder has none of these files: {0}")]
    NoFiles(String),
    /// A file has refused rows, and is to have none. Nothing of it was written.
    #[error("{} has refused rows: nothing of it was written", .0.file)]
    Strict(Box<FileReport>),
    /// An owner's account could not be made.
    #[error(transparent)]
    Account(#[from] CreateAccountError),
    /// Not the operator's doing.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<DbError> for ImportError {
    fn from(error: DbError) -> Self {
        Self::Fault(error.into())
    }
}

/// The files of an import, read and understood, nothing of them written.
pub struct Files {
    mapping: Mapping,
    options: Options,
    sheets: Vec<(Kind, Sheet)>,
}

impl Files {
    /// Reads the files of a folder that the mapping names.
    pub fn read(folder: &Path, mapping: Mapping, options: Options) -> Result<Self, ImportError> {
        let io = |error| SheetError::Io { file: folder.display().to_string(), error };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(io)? {
            names.push(entry.map_err(io)?.path());
        }
        let mut sheets = Vec::new();
        for kind in Kind::ALL {
            let Some(section) = mapping.section(kind) else { continue };
            let path = section.files.iter().find_map(|wanted| {
                names.iter().find(|path| {
                    path.file_name().is_some_and(|name| name.to_string_lossy().eq_ignore_ascii_case(wanted))
                })
            });
            if let Some(path) = path {
                sheets.push((kind, Sheet::read(path)?));
            }
        }
        if sheets.is_empty() {
            let wanted = Kind::ALL.iter().filter_map(|kind| mapping.section(*kind)).flat_map(|s| &s.files);
            let wanted: BTreeSet<&str> = wanted.map(String::as_str).collect();
            return Err(ImportError::NoFiles(wanted.into_iter().collect::<Vec<_>>().join(", ")));
        }
        let files = Self { mapping, options, sheets };
        // What cannot be understood is told before anything is written.
        files.plan()?;
        Ok(files)
    }

    fn reader<'a>(&'a self, kind: Kind, sheet: &'a Sheet) -> Result<Reader<'a>, ReaderError> {
        Reader::new(sheet, self.section(kind), kind, self.options.assumed, self.options.order)
    }

    fn section(&self, kind: Kind) -> &Section {
        self.mapping.section(kind).unwrap_or_else(|| unreachable!("only files of a section are read"))
    }

    /// What was found out of each file.
    pub fn plan(&self) -> Result<Vec<FilePlan>, ReaderError> {
        let plan = |(kind, sheet): &(Kind, Sheet)| {
            let reader = self.reader(*kind, sheet)?;
            Ok(FilePlan {
                kind: *kind,
                file: sheet.file.clone(),
                encoding: sheet.encoding,
                separator: sheet.separator,
                rows: sheet.rows.len() + sheet.ragged.len(),
                formats: reader.formats(),
                left_out: reader.left_out().into_iter().map(str::to_owned).collect(),
            })
        };
        self.sheets.iter().map(plan).collect()
    }

    /// Writes the rows, each file in a transaction of its own; with `dry_run` all of it is taken back at the end. `progress`
    /// is told the file and how many of its rows are done.
    pub async fn write(
        &self,
        scope: &Scope,
        tenant: &Tenant,
        identity: &Identity,
        dry_run: bool,
        progress: &dyn Fn(&str, usize),
    ) -> Result<Vec<FileReport>, ImportError> {
        let mut reports = Vec::new();
        let mut tx = scope.begin().await?;
        for (kind, sheet) in &self.sheets {
            let reader = self.reader(*kind, sheet)?;
            let file = sheet.file.as_str();
            let told = |rows| progress(file, rows);
            let report = self.write_one(&tx, tenant, identity, *kind, &reader, file, &told).await?;
            if self.options.strict && !report.refusals.is_empty() {
                return Err(ImportError::Strict(Box::new(report)));
            }
            if !dry_run {
                let summary = json!({
                    "source": self.mapping.name, "kind": kind.name(),
                    "written": report.written, "known": report.known, "refused": report.refused(),
                });
                tx.record(Record::new("import.file", file).after(summary)).await?;
                tx.commit().await?;
                tx = scope.begin().await?;
            }
            reports.push(report);
        }
        Ok(reports)
    }

    #[expect(clippy::too_many_arguments, reason = "one call, from above")]
    async fn write_one(
        &self,
        tx: &Tx,
        tenant: &Tenant,
        identity: &Identity,
        kind: Kind,
        reader: &Reader<'_>,
        file: &str,
        progress: &dyn Fn(usize),
    ) -> Result<FileReport, ImportError> {
        let source = self.mapping.name.as_str();
        match kind {
            Kind::Plans => run(tx, source, reader, file, self.plans(tx, tenant).await?, progress).await,
            Kind::Customers => {
                run(tx, source, reader, file, self.customers(tx, tenant, identity).await?, progress).await
            }
            Kind::Subscriptions => {
                run(tx, source, reader, file, self.subscriptions(tx).await?, progress).await
            }
            Kind::Invoices => {
                run(tx, source, reader, file, self.invoices(tx, tenant, reader).await?, progress).await
            }
            Kind::Payments => {
                run(tx, source, reader, file, self.payments(tx, tenant, reader).await?, progress).await
            }
        }
    }

    async fn plans(&self, tx: &Tx, tenant: &Tenant) -> Result<plans::Plans, ImportError> {
        let today = tx.scope().today();
        let rates = store::tax_rates(tx).await?;
        let in_force = rates.iter().filter(|rate| rate.to_date.is_none_or(|to| today < to));
        let codes: BTreeSet<&str> = in_force.map(|rate| rate.code.as_str()).collect();
        Ok(plans::Plans {
            codes: store::plans(tx).await?.into_iter().map(|plan| plan.code).collect(),
            tax_code: (codes.len() == 1).then(|| codes.first().map(|code| (*code).to_owned())).flatten(),
            tax_codes: rates.into_iter().map(|rate| rate.code).collect(),
            currency: tenant.reference.currency,
            today,
        })
    }

    async fn customers<'a>(
        &self,
        tx: &Tx,
        tenant: &'a Tenant,
        identity: &'a Identity,
    ) -> Result<customers::Customers<'a>, ImportError> {
        let resellers = tx.select::<reseller::Entity>().all().await?;
        let region = tenant.reference.locale.split(['-', '_']).next_back().unwrap_or_default();
        Ok(customers::Customers {
            identity,
            tenant,
            invite: self.options.invite,
            numbers: store::customers(tx).await?.into_iter().map(|customer| customer.number).collect(),
            resellers: resellers.into_iter().map(|reseller| (reseller.code, reseller.id)).collect(),
            country: (region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase()))
                .then(|| region.to_owned()),
            today: tx.scope().today(),
            at: noon,
        })
    }

    async fn subscriptions(&self, tx: &Tx) -> Result<subscriptions::Subscriptions, ImportError> {
        let owners = self.owners(tx).await?;
        let plans = store::plans(tx).await?;
        let known = store::known(tx, &self.mapping.name, Kind::Plans).await?;
        let by_external = known.into_iter().filter_map(|(external, known)| {
            let plan = plans.iter().find(|plan| plan.id.0 == known.row)?;
            Some((external, plan.clone()))
        });
        let mut by_name: HashMap<_, _> = plans.iter().map(|plan| (plan.code.clone(), plan.clone())).collect();
        by_name.extend(by_external);
        Ok(subscriptions::Subscriptions {
            customers: owners.into_iter().map(|(id, owner)| (id, (owner.0, owner.1))).collect(),
            plans: by_name,
            numbers: store::subscriptions(tx).await?.into_iter().map(|row| row.number).collect(),
            cutover: self.options.cutover,
            today: tx.scope().today(),
            now: tx.scope().now(),
        })
    }

    async fn invoices<'a>(
        &self,
        tx: &Tx,
        tenant: &'a Tenant,
        reader: &Reader<'_>,
    ) -> Result<invoices::Invoices<'a>, ImportError> {
        let numbers: Vec<String> = reader.rows().filter_map(|mut row| row.text("number")).collect();
        let mut taken: HashSet<String> =
            store::taken_invoice_numbers(tx, &numbers).await?.into_iter().collect();
        for known in store::known(tx, &self.mapping.name, Kind::Invoices).await?.keys() {
            taken.remove(known);
        }
        Ok(invoices::Invoices {
            tenant,
            customers: self.owners(tx).await?,
            rates: store::tax_rates(tx).await?,
            taken,
            at: noon,
            touched: BTreeSet::new(),
        })
    }

    async fn payments<'a>(
        &self,
        tx: &Tx,
        tenant: &'a Tenant,
        reader: &Reader<'_>,
    ) -> Result<payments::Payments<'a>, ImportError> {
        let owners = self.owners(tx).await?;
        let ids = reader.rows().filter_map(|mut row| row.text("external_id"));
        let numbers: Vec<String> = ids.map(|id| payments::number_of(&id)).collect();
        let invoices = store::known(tx, &self.mapping.name, Kind::Invoices).await?;
        Ok(payments::Payments {
            tenant,
            customers: owners.into_iter().map(|(id, owner)| (id, (owner.0, owner.1))).collect(),
            invoices: invoices.into_iter().map(|(number, known)| (number, InvoiceId(known.row))).collect(),
            taken: store::taken_payment_numbers(tx, &numbers).await?.into_iter().collect(),
            at: noon,
            waiting: std::collections::BTreeMap::new(),
        })
    }

    /// The customers that this system's files have brought, by external id: whose rows the others are.
    async fn owners(&self, tx: &Tx) -> Result<HashMap<String, (CustomerId, Currency, u16)>, ImportError> {
        let customers = store::customers(tx).await?;
        let by_id: HashMap<CustomerId, (Currency, u16)> = customers
            .into_iter()
            .map(|row| (row.id, (row.currency, u16::try_from(row.due_days).unwrap_or_default())))
            .collect();
        let known = store::known(tx, &self.mapping.name, Kind::Customers).await?;
        Ok(known
            .into_iter()
            .filter_map(|(external, known)| {
                let id = CustomerId(known.row);
                by_id.get(&id).map(|(currency, days)| (external, (id, *currency, *days)))
            })
            .collect())
    }
}

async fn run<L: Loader>(
    tx: &Tx,
    source: &str,
    reader: &Reader<'_>,
    file: &str,
    mut loader: L,
    progress: &dyn Fn(usize),
) -> Result<FileReport, ImportError> {
    load(tx, source, reader, file, &mut loader, progress).await
}

/// Noon of a day in the tenant's zone: the same day there whatever a clock change does.
fn noon(tenant: &Tenant, date: NaiveDate) -> Instant {
    let noon = date.and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("noon is a time"));
    tenant
        .reference
        .zone
        .from_local_datetime(&noon)
        .earliest()
        .map_or_else(|| noon.and_utc(), |at| at.with_timezone(&Utc))
}
