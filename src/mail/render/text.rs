//! The form of a text: a subject line, then paragraphs, some of which are buttons.

use std::path::Path;

use minijinja::Environment;

use super::TemplateError;

/// A text, taken apart: the names of its pieces in the environment.
pub(super) struct Text {
    /// The footer has none.
    pub(super) subject: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// A piece of a text.
pub(super) enum Block {
    /// One paragraph, whatever is filled in; nothing where that comes to nothing.
    Paragraph(String),
    /// A link that wants to be clicked; nothing where its address comes to nothing.
    Button { label: String, url: String },
    /// The one place where a value may have paragraphs of its own.
    Body(String),
}

/// A piece, filled in.
pub(super) struct Filled {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl Text {
    pub(super) fn parse(
        environment: &mut Environment<'static>,
        name: &str,
        source: &str,
    ) -> Result<Self, TemplateError> {
        let mut pieces = 0;
        let mut piece = |source: &str| {
            let piece = format!("{name}#{pieces}");
            pieces += 1;
            environment
                .add_template_owned(piece.clone(), source.to_owned())
                .map_err(|error| TemplateError::new(name, error))?;
            Ok::<_, TemplateError>(piece)
        };
        let source = source.replace("\r\n", "\n");
        let is_footer = name.ends_with("/footer");
        let (subject, body) = match source.strip_prefix("Subject: ").and_then(|rest| rest.split_once('\n')) {
            Some((subject, body)) => (Some(piece(subject)?), body),
            None if is_footer => (None, source.as_str()),
            None => return Err(TemplateError::new(name, "must begin with a line `Subject: …`")),
        };
        let mut blocks = Vec::new();
        for paragraph in body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            let button = paragraph
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(')'))
                .and_then(|inner| inner.split_once("]("));
            blocks.push(match button {
                Some((label, url)) => Block::Button { label: piece(label)?, url: piece(url)? },
                None if paragraph == "{{ body }}" => Block::Body(piece(paragraph)?),
                None => Block::Paragraph(piece(paragraph)?),
            });
        }
        Ok(Self { subject, blocks })
    }
}

impl Block {
    pub(super) fn fill(
        &self,
        fill: &impl Fn(&str) -> Result<String, TemplateError>,
    ) -> Result<Vec<Filled>, TemplateError> {
        let paragraph = |text: String| Filled { text, url: None };
        Ok(match self {
            Self::Paragraph(piece) => {
                let text = fill(piece)?;
                if text.trim().is_empty() { Vec::new() } else { vec![paragraph(text)] }
            }
            Self::Button { label, url } => {
                let url = fill(url)?;
                if url.is_empty() { Vec::new() } else { vec![Filled { text: fill(label)?, url: Some(url) }] }
            }
            Self::Body(piece) => {
                let text = fill(piece)?;
                let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
                parts.map(|part| paragraph(part.to_owned())).collect()
            }
        })
    }
}

/// The pieces as plain text.
pub(super) fn plain(blocks: &[Filled]) -> String {
    let paragraphs: Vec<String> = blocks
        .iter()
        .map(|block| match &block.url {
            Some(url) => format!("{}:\n{url}", block.text),
            None => block.text.clone(),
        })
        .collect();
    paragraphs.join("\n\n")
}

/// Tenant, locale, name and text of every file below an operator's directory.
pub(super) fn read_directory(
    directory: &Path,
) -> Result<Vec<(String, String, String, String)>, TemplateError> {
    let unreadable = |path: &Path, error: &std::io::Error| {
        TemplateError::new(&path.display().to_string(), format!("cannot be read: {error}"))
    };
    let list = |path: &Path| {
        let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(|error| unreadable(path, &error))?;
        paths.sort();
        Ok::<_, TemplateError>(paths)
    };
    let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut found = Vec::new();
    for tenant in list(directory)?.into_iter().filter(|path| path.is_dir()) {
        for locale in list(&tenant)?.into_iter().filter(|path| path.is_dir()) {
            for file in list(&locale)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "txt"))
            {
                let text = std::fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
                found.push((name(&tenant), name(&locale), name(&file), text));
            }
        }
    }
    Ok(found)
}
