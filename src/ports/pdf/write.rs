//! From pages to the bytes of a file, by krilla.

use chrono::{Datelike as _, Timelike as _};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::KrillaGlyph;

use super::tags::Structure;
use super::{Colour, Drawing, Fonts, Line, Mark, Role};
use crate::kernel::clock::Instant;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The size of the pages is none.
    #[error("a page has no size")]
    Size,
    /// The writer refused.
    #[error("the PDF was not written: {0}")]
    Refused(String),
}

/// Writes the file. It follows PDF/A-2a and PDF/UA-1; a document that cannot (a font that an operator has added may not
/// be fit for archives) is written without that claim, and the log says so.
pub fn write(drawing: &Drawing, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let archival = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| WriteError::Refused("no version of PDF fits both standards".to_owned()))?;
    let settings = SerializeSettings { configuration: archival, ..SerializeSettings::default() };
    match attempt(drawing, fonts, settings)? {
        Ok(bytes) => return Ok(bytes),
        Err(KrillaError::Validation(errors)) => {
            let causes: Vec<String> = errors.iter().map(|(error, _)| format!("{error:?}")).collect();
            tracing::warn!(
                causes = causes.join("; "),
                "a document is written without the claim to be PDF/A and PDF/UA"
            );
        }
        Err(error) => return Err(WriteError::Refused(error.to_string())),
    }
    attempt(drawing, fonts, SerializeSettings::default())?
        .map_err(|error| WriteError::Refused(error.to_string()))
}

fn attempt(
    drawing: &Drawing,
    fonts: &Fonts,
    settings: SerializeSettings,
) -> Result<Result<Vec<u8>, KrillaError>, WriteError> {
    let mut document = Document::new_with(settings);
    let mut structure = Structure::default();
    for sheet in &drawing.pages {
        let size = PageSettings::from_wh(drawing.width, drawing.height).ok_or(WriteError::Size)?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        for mark in &sheet.marks {
            draw(&mut surface, fonts, mark, &mut structure);
        }
        surface.finish();
        page.finish();
    }
    let metadata = Metadata::new()
        .title(drawing.title.clone())
        .authors(vec![drawing.author.clone()])
        .creator("Portico".to_owned())
        .language(drawing.language.clone())
        .document_id(drawing.identity.clone())
        .creation_date(date(drawing.dated));
    document.set_metadata(metadata);
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(
        drawing.title.clone(),
        XyzDestination::new(0, Point::from_xy(0.0, 0.0)),
    ));
    document.set_outline(outline);
    document.set_tag_tree(structure.into_tree(&drawing.language));
    Ok(document.finish())
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark, structure: &mut Structure) {
    match mark {
        Mark::Text { x, baseline, size, colour, line, role } => {
            surface.set_fill(Some(fill(*colour)));
            if *role == Role::Furniture {
                surface
                    .start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
                text(surface, fonts, line, (*x, *baseline), *size);
            } else {
                let content = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                text(surface, fonts, line, (*x, *baseline), *size);
                structure.add(*role, line.text(), content);
            }
            surface.end_tagged();
        }
        Mark::Area { x, y, width, height, colour } => {
            let Some(rectangle) = Rect::from_xywh(*x, *y, *width, *height) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(rectangle);
            let Some(path) = path.finish() else { return };
            surface.set_fill(Some(fill(*colour)));
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
    }
}

fn text(surface: &mut Surface<'_>, fonts: &Fonts, line: &Line, (x, baseline): (f32, f32), size: f32) {
    let mut x = x;
    for run in &line.runs {
        let font = &fonts.face(run.face).file;
        let mut set = |x: f32, glyphs: &[KrillaGlyph]| {
            surface.draw_glyphs(Point::from_xy(x, baseline), glyphs, font.clone(), &line.text, size, false);
        };
        if run.from_right {
            // Written in the order of reading, one cluster after the other, so that who copies it gets it so.
            let mut right = x + run.width * size;
            for cluster in run.glyphs.chunk_by(|a, b| a.text_range == b.text_range).rev() {
                right -= cluster.iter().map(|glyph| glyph.x_advance).sum::<f32>() * size;
                set(right, cluster);
            }
        } else {
            set(x, &run.glyphs);
        }
        x += run.width * size;
    }
}

fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

fn date(at: Instant) -> DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
