//! `portico schema`.

use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use crate::graphql::docs::generated_files;
use crate::graphql::schema;

/// Arguments of `portico schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// Write schema.graphql, permissions.md and errors.md instead of printing the schema.
    #[arg(long)]
    write: bool,
    /// Where to write them.
    #[arg(long, default_value = "schema", value_name = "DIR")]
    dir: PathBuf,
}

#[expect(clippy::print_stdout, reason = "printing is what the command is for")]
pub(super) fn run(args: &SchemaArgs) -> Outcome {
    if !args.write {
        print!("{}", schema::sdl());
        return Ok(());
    }
    for file in generated_files() {
        let path = args.dir.join(file.name);
        std::fs::write(&path, file.text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}
