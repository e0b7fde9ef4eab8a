//! The fonts, and which of them has a sign.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use harfrust::ShaperData;
use krilla::text::Font;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider as _};

/// How strong letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For text.
    Regular,
    /// For what matters.
    Bold,
}

/// Why a font cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", file.display())]
pub struct FontsError {
    /// The file.
    pub file: PathBuf,
    /// Why not.
    pub cause: String,
}

/// One font.
pub(super) struct Face {
    pub(super) font: FontRef<'static>,
    pub(super) shaper: ShaperData,
    pub(super) units: f32,
    pub(super) file: Font,
    signs: Charmap<'static>,
}

impl Face {
    fn new(data: &'static [u8]) -> Option<Self> {
        let font = FontRef::from_index(data, 0).ok()?;
        let file = Font::new(data.into(), 0)?;
        Some(Self {
            shaper: ShaperData::new(&font),
            units: file.units_per_em(),
            signs: font.charmap(),
            font,
            file,
        })
    }

    fn has(&self, sign: char) -> bool {
        self.signs.map(sign).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// The fonts of documents, those that are preferred first. Cheap to clone.
#[derive(Clone)]
pub struct Fonts(Arc<Faces>);

struct Faces {
    all: Vec<Face>,
    regular: Vec<usize>,
    bold: Vec<usize>,
}

impl Fonts {
    /// The fonts that come with the program.
    pub fn built_in() -> Self {
        Self::with(Vec::new())
    }

    /// Those, and after them the fonts of an operator's directory (`.ttf`, `.otf`, `.ttc`) in the order of their names:
    /// for scripts that the built-in ones lack, such as those of Chinese, Japanese and Korean.
    pub fn with_directory(directory: &Path) -> Result<Self, FontsError> {
        let unusable = |file: &Path, cause: String| FontsError { file: file.to_owned(), cause };
        let unreadable = |error: std::io::Error| unusable(directory, error.to_string());
        let entries = fs::read_dir(directory).map_err(unreadable)?;
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .map_err(unreadable)?;
        let is_font = |file: &PathBuf| {
            file.extension()
                .is_some_and(|end| ["ttf", "otf", "ttc"].iter().any(|known| end.eq_ignore_ascii_case(known)))
        };
        files.retain(is_font);
        files.sort();
        let mut added = Vec::new();
        for file in &files {
            let data = fs::read(file).map_err(|error| unusable(file, error.to_string()))?;
            // Fonts live as long as the program, and it reads the directory once.
            let face = Face::new(Box::leak(data.into_boxed_slice()));
            added.push(face.ok_or_else(|| unusable(file, "is not a font that can be read".to_owned()))?);
        }
        Ok(Self::with(added))
    }

    fn with(added: Vec<Face>) -> Self {
        let built_in =
            [notosans::REGULAR_TTF, dejavu::sans::regular(), notosans::BOLD_TTF, dejavu::sans::bold()];
        let built_in =
            built_in.into_iter().map(|data| Face::new(data).expect("the built-in fonts can be read"));
        let faces: Vec<Face> = built_in.chain(added).collect();
        let others = 4..faces.len();
        Self(Arc::new(Faces {
            regular: [0, 1].into_iter().chain(others.clone()).collect(),
            // What has no bold form is shown in the regular one.
            bold: [2, 3, 0, 1].into_iter().chain(others).collect(),
            all: faces,
        }))
    }

    pub(super) fn face(&self, index: usize) -> &Face {
        &self.0.all[index]
    }

    /// The first font that has the sign.
    pub(super) fn of_sign(&self, sign: char, weight: Weight) -> Option<usize> {
        let order = match weight {
            Weight::Regular => &self.0.regular,
            Weight::Bold => &self.0.bold,
        };
        order.iter().copied().find(|index| self.face(*index).has(sign))
    }

    /// Whether this font has the sign too.
    pub(super) fn has(&self, index: usize, sign: char) -> bool {
        self.face(index).has(sign)
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({})", self.0.all.len())
    }
}
