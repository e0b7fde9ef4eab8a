//! `/playground`: `GraphiQL` as npm built it, or a small page of our own where it has not been built.
//!
//! The files come from our own build, are served from our own host and open no outside connection.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use super::exchange::{Exchange, Worker};
use super::negotiate::MediaType;
use super::refusal::Refusal;
use super::security_headers::PLAYGROUND_POLICY;
use super::settings::Playground;
use super::{answer, schema};

const FALLBACK_PAGE: &str = include_str!("playground_fallback.html");
const FALLBACK_SCRIPT: &str = include_str!("playground_fallback.js");
const INDEX: &str = "index.html";
/// For what is named like its content: the build puts a hash into every name under `assets/`.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// Serves the page.
pub(super) async fn index(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    let files = &worker.settings.playground;
    if is_off(files) {
        return schema::not_found(request).await;
    }
    match read(files, INDEX).await {
        Ok(Some(page)) => page_of(INDEX, page, ASK_AGAIN),
        Ok(None) => page_of(INDEX, Cow::Borrowed(FALLBACK_PAGE.as_bytes()), ASK_AGAIN),
        Err(error) => failed(&request, &error),
    }
}

/// Serves the script of the page of our own.
pub(super) async fn fallback_script(request: HttpRequest, worker: web::Data<Worker>) -> HttpResponse {
    if is_off(&worker.settings.playground) {
        return schema::not_found(request).await;
    }
    page_of("fallback.js", Cow::Borrowed(FALLBACK_SCRIPT.as_bytes()), ASK_AGAIN)
}

fn is_off(files: &Playground) -> bool {
    matches!(files, Playground::Off)
}

/// Serves a built file.
pub(super) async fn asset(
    request: HttpRequest,
    file: web::Path<String>,
    worker: web::Data<Worker>,
) -> HttpResponse {
    if !is_file_name(&file) {
        return schema::not_found(request).await;
    }
    match read(&worker.settings.playground, &format!("assets/{file}")).await {
        Ok(Some(content)) => page_of(&file, content, FOR_GOOD),
        Ok(None) => schema::not_found(request).await,
        Err(error) => failed(&request, &error),
    }
}

/// One plain file name: no separator, no hidden file, no `..`.
fn is_file_name(name: &str) -> bool {
    !name.starts_with('.')
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

async fn read(files: &Playground, path: &str) -> io::Result<Option<Cow<'static, [u8]>>> {
    match files {
        Playground::Off => Ok(None),
        Playground::Directory(directory) => from_disk(directory.join(path)).await,
        #[cfg(feature = "embed-playground")]
        Playground::Embedded => Ok(embedded::Files::get(path).map(|file| file.data)),
    }
}

async fn from_disk(path: PathBuf) -> io::Result<Option<Cow<'static, [u8]>>> {
    let content = web::block(move || std::fs::read(path)).await.map_err(io::Error::other)?;
    match content {
        Ok(content) => Ok(Some(Cow::Owned(content))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

#[cfg(feature = "embed-playground")]
mod embedded {
    // A checkout without `npm run build` compiles too, and serves the small page of our own.
    #[derive(rust_embed::Embed)]
    #[folder = "frontend-contract/playground/dist"]
    #[allow_missing = true]
    struct Built;

    /// The files of the build.
    pub(super) struct Files;

    impl Files {
        /// The file at `path`, if the build has one.
        pub(super) fn get(path: &str) -> Option<rust_embed::EmbeddedFile> {
            Built::get(path)
        }
    }
}

fn page_of(name: &str, content: Cow<'static, [u8]>, caching: &'static str) -> HttpResponse {
    let body = match content {
        Cow::Borrowed(bytes) => web::Bytes::from_static(bytes),
        Cow::Owned(bytes) => web::Bytes::from(bytes),
    };
    let mut response = answer::with_body(StatusCode::OK, content_type(name), body);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PLAYGROUND_POLICY));
    response
}

fn content_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ttf") => "font/ttf",
        Some("woff") => "font/woff",
        Some("woff2") => "font/woff2",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    })
}

fn failed(request: &HttpRequest, error: &io::Error) -> HttpResponse {
    tracing::error!(cause = %error, "a file of the playground cannot be read");
    answer::refused(Refusal::Internal, MediaType::Json, &Exchange::of(request).facts.request_id)
}
