//! `POST /graphql` with files (GraphQL multipart request specification): `operations`, `map`, then the files, in this order.
//!
//! The files stream into the file store while they arrive, each under a key of its own that lasts no longer than the
//! request; the variable of each becomes its number. Nothing else of the request knows the file: a number that is sent as
//! JSON names none.

mod parser;
mod request;

use actix_web::web::{Bytes, BytesMut};

use self::parser::{Head, Parser, Piece};
use self::request::Places;
use super::backend::GraphqlParams;
use super::params;
use super::refusal::Refusal;
use super::settings::Settings;
use super::uploads::Arriving;
use crate::ports::blob_store::{BlobStore, SentFile};

/// Files of one request.
const MAX_FILES: usize = 10;

/// What the parts around the files may take: their heads and delimiters.
const AROUND: u64 = 64 << 10;

/// Why a request with files cannot be read. Each is a 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum MultipartFault {
    /// It is no `multipart/form-data`, or not one as strict as we read it.
    #[error("the body is not well-formed multipart/form-data")]
    Malformed,
    /// Another part comes first.
    #[error("the first part must be `operations`, without a file name")]
    NoOperations,
    /// Another part comes second.
    #[error("the second part must be `map`, without a file name")]
    NoMap,
    /// It does not say where the files go.
    #[error("`map` must give each file one path, such as {{\"0\": [\"variables.input.file\"]}}")]
    Map,
    /// The path leads nowhere.
    #[error("a path of `map` leads to no variable that is null")]
    Path,
    /// More than there may be.
    #[error("there are too many files")]
    TooManyFiles,
    /// The parts are others than those in the map.
    #[error("the files are not those that `map` names, each once")]
    OtherFiles,
}

impl From<MultipartFault> for Refusal {
    fn from(fault: MultipartFault) -> Self {
        Self::Multipart(fault)
    }
}

/// The most that a whole request may have.
pub(super) fn max_bytes(store: &BlobStore, settings: &Settings) -> u64 {
    store.max_bytes() * MAX_FILES as u64 + settings.max_body as u64 + AROUND
}

/// Reads a request with files.
pub(super) async fn read(
    content_type: &str,
    body: Arriving,
    store: &BlobStore,
    settings: &Settings,
) -> Result<(GraphqlParams, Vec<SentFile>), Refusal> {
    let parser = Parser::new(content_type).ok_or(MultipartFault::Malformed)?;
    let mut reader = Reader { parser, body };
    let read = reader.whole(store, settings.max_body).await;
    if matches!(read, Err(Refusal::PayloadTooLarge | Refusal::FileTooLarge)) {
        // Whoever still sends would not read the answer.
        reader.body.pass_over().await;
    }
    read
}

struct Reader {
    parser: Parser,
    body: Arriving,
}

impl Reader {
    async fn whole(
        &mut self,
        store: &BlobStore,
        max_text: usize,
    ) -> Result<(GraphqlParams, Vec<SentFile>), Refusal> {
        let operations = self.text("operations", MultipartFault::NoOperations, max_text).await?;
        let map = self.text("map", MultipartFault::NoMap, max_text - operations.len()).await?;
        let mut params = params::from_json(&operations).map_err(Refusal::Params)?;
        let places = Places::read(&map, MAX_FILES)?;
        places.fill(&mut params)?;
        let mut files: Vec<Option<SentFile>> = Vec::new();
        files.resize_with(places.count(), || None);
        loop {
            match self.piece().await? {
                Piece::Part(head) => {
                    let place = places.of(&head.name).ok_or(MultipartFault::OtherFiles)?;
                    if files[place].is_some() {
                        return Err(MultipartFault::OtherFiles.into());
                    }
                    files[place] = Some(self.file(head, store).await?);
                }
                Piece::Done => break,
                Piece::Data(_) | Piece::End => return Err(MultipartFault::Malformed.into()),
            }
        }
        self.body.end().await?;
        let files: Option<Vec<SentFile>> = files.into_iter().collect();
        Ok((params, files.ok_or(MultipartFault::OtherFiles)?))
    }

    /// A part that is no file.
    async fn text(&mut self, name: &str, missing: MultipartFault, max: usize) -> Result<Bytes, Refusal> {
        match self.piece().await? {
            Piece::Part(head) if head.name == name && head.file_name.is_none() => {}
            _ => return Err(missing.into()),
        }
        let mut text = BytesMut::new();
        while let Piece::Data(bytes) = self.piece().await? {
            if text.len() + bytes.len() > max {
                return Err(Refusal::PayloadTooLarge);
            }
            text.extend_from_slice(&bytes);
        }
        Ok(text.freeze())
    }

    async fn file(&mut self, head: Head, store: &BlobStore) -> Result<SentFile, Refusal> {
        let mut incoming = self.body.receive(store);
        while let Piece::Data(bytes) = self.piece().await? {
            incoming.write(&bytes).await.map_err(Refusal::of_write)?;
        }
        let blob = incoming.finish().await.map_err(|fault| Refusal::of_fault(&fault))?;
        Ok(SentFile { name: head.file_name.unwrap_or_default(), media_type: head.media_type, blob })
    }

    async fn piece(&mut self) -> Result<Piece, Refusal> {
        loop {
            if let Some(piece) = self.parser.next().map_err(|_| MultipartFault::Malformed)? {
                return Ok(piece);
            }
            let chunk = self.body.chunk().await?.ok_or(Refusal::BrokenBody)?;
            self.parser.push(&chunk);
        }
    }
}
