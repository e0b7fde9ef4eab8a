//! `multipart/form-data` (RFC 7578) taken apart as it arrives. Pure: bytes in, pieces out, however they are cut.
//!
//! Stricter than the standard allows, because no client needs more: nothing before the first delimiter, no blanks after one,
//! heads of a few lines. What is kept between two pieces is at most a head or a delimiter, however long the body is. The
//! parser of a library was not taken: the one that the GraphQL engine brings reads as much ahead as the sender sends, and puts
//! no limit to the head of a part.

use actix_web::web::{Buf as _, Bytes, BytesMut};

use crate::http::header_list;

/// Longest head of a part in bytes: two lines with a name of a file in them.
const MAX_HEAD: usize = 4 << 10;

/// Longest boundary (RFC 2046 §5.1.1).
const MAX_BOUNDARY: usize = 70;

/// It is no `multipart/form-data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// What a part says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The name of the field.
    pub(super) name: String,
    /// The name of the file, as the client has it; none: it is no file.
    pub(super) file_name: Option<String>,
    /// `Content-Type`, without its parameters.
    pub(super) media_type: Option<String>,
}

/// What comes next of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A part begins.
    Part(Head),
    /// Some of its content; never empty.
    Data(Bytes),
    /// It ends.
    End,
    /// There are no more parts.
    Done,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// A delimiter must come, with nothing before it.
    Start,
    /// A delimiter has come: a head or the end follows.
    Delimited,
    Content,
    Done,
}

/// Takes a body apart.
pub(super) struct Parser {
    /// With the line end before it, which belongs to it.
    delimiter: Vec<u8>,
    buffer: BytesMut,
    state: State,
}

impl Parser {
    /// For the boundary that `Content-Type` names.
    pub(super) fn new(content_type: &str) -> Option<Self> {
        let boundary = header_list::split(content_type, b';').skip(1).find_map(|part| {
            let (name, value) = header_list::parameter(part)?;
            name.eq_ignore_ascii_case("boundary").then_some(value)
        })?;
        let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
        let fits = (1..=MAX_BOUNDARY).contains(&boundary.len()) && boundary.bytes().all(plain);
        // The first delimiter has no line before it: it gets one, so that all are alike.
        fits.then(|| Self {
            delimiter: [b"\r\n--".as_slice(), boundary.as_bytes()].concat(),
            buffer: BytesMut::from(b"\r\n".as_slice()),
            state: State::Start,
        })
    }

    /// Takes more of the body.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    /// The next piece; none: more is needed for it.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Malformed> {
        match self.state {
            State::Start => {
                if self.buffer.len() < self.delimiter.len() {
                    return Ok(None);
                }
                if !self.buffer.starts_with(&self.delimiter) {
                    return Err(Malformed);
                }
                self.buffer.advance(self.delimiter.len());
                self.state = State::Delimited;
                self.delimited()
            }
            State::Delimited => self.delimited(),
            State::Content => Ok(self.content()),
            State::Done => Ok(Some(Piece::Done)),
        }
    }

    fn delimited(&mut self) -> Result<Option<Piece>, Malformed> {
        match self.buffer.get(..2) {
            None => return Ok(None),
            Some(b"--") => {
                self.state = State::Done;
                return Ok(Some(Piece::Done));
            }
            Some(b"\r\n") => {}
            Some(_) => return Err(Malformed),
        }
        let looked_at = &self.buffer[..self.buffer.len().min(MAX_HEAD)];
        let Some(end) = looked_at.windows(4).position(|bytes| bytes == b"\r\n\r\n") else {
            return if self.buffer.len() < MAX_HEAD { Ok(None) } else { Err(Malformed) };
        };
        let head = self.buffer.split_to(end + 4);
        self.state = State::Content;
        Ok(Some(Piece::Part(Head::read(&head)?)))
    }

    fn content(&mut self) -> Option<Piece> {
        if self.buffer.starts_with(&self.delimiter) {
            self.buffer.advance(self.delimiter.len());
            self.state = State::Delimited;
            return Some(Piece::End);
        }
        // What may be the beginning of a delimiter waits for the rest of it.
        let certain = self.certain();
        (certain > 0).then(|| Piece::Data(self.buffer.split_to(certain).freeze()))
    }

    /// How many bytes of the buffer are content whatever follows. Looks at each byte once or twice.
    fn certain(&self) -> usize {
        let mut from = 0;
        while let Some(at) = self.buffer[from..].iter().position(|byte| *byte == b'\r') {
            let rest = &self.buffer[from + at..];
            let compared = rest.len().min(self.delimiter.len());
            if rest[..compared] == self.delimiter[..compared] {
                return from + at;
            }
            from += at + 1;
        }
        self.buffer.len()
    }
}

impl Head {
    /// Reads the lines of a head.
    fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = std::str::from_utf8(bytes).map_err(|_| Malformed)?;
        let (mut disposition, mut media_type) = (None, None);
        for line in text.split("\r\n").filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').ok_or(Malformed)?;
            if name.eq_ignore_ascii_case("content-disposition") {
                disposition = Some(value.trim_ascii());
            } else if name.eq_ignore_ascii_case("content-type") {
                media_type = header_list::split(value, b';').next().map(str::to_ascii_lowercase);
            }
        }
        let mut parts = header_list::split(disposition.ok_or(Malformed)?, b';');
        if !parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("form-data")) {
            return Err(Malformed);
        }
        let (mut name, mut file_name) = (None, None);
        for (key, value) in parts.filter_map(header_list::parameter) {
            if key.eq_ignore_ascii_case("name") {
                name = Some(value.to_owned());
            } else if key.eq_ignore_ascii_case("filename") {
                file_name = Some(unescaped(value));
            }
        }
        Ok(Self { name: name.ok_or(Malformed)?, file_name, media_type })
    }
}

/// What browsers make of the three signs that would end the quotes or the line (WHATWG HTML, "multipart form data").
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=\"b-1\"";

    type Parts = Vec<(Head, Vec<u8>)>;

    /// Everything that comes of a body that arrives in these chunks, with the content of each part in one piece.
    fn read(chunks: &[&[u8]]) -> Result<(Parts, bool), Malformed> {
        let mut parser = Parser::new(TYPE).expect("a boundary");
        let (mut parts, mut done): (Parts, bool) = (Vec::new(), false);
        for chunk in chunks {
            parser.push(chunk);
            while let Some(piece) = parser.next()? {
                match piece {
                    Piece::Part(head) => parts.push((head, Vec::new())),
                    Piece::Data(bytes) => {
                        assert!(!bytes.is_empty());
                        parts.last_mut().expect("a part has begun").1.extend_from_slice(&bytes);
                    }
                    Piece::End => {}
                    Piece::Done => {
                        done = true;
                        break;
                    }
                }
            }
            assert!(parser.buffer.len() <= MAX_HEAD + chunk.len(), "it keeps what it has passed on");
        }
        Ok((parts, done))
    }

    fn head(name: &str, file_name: Option<&str>, media_type: Option<&str>) -> Head {
        let (file_name, media_type) = (file_name.map(str::to_owned), media_type.map(str::to_owned));
        Head { name: name.to_owned(), file_name, media_type }
    }

    #[test]
    fn a_body_as_browsers_send_it() {
        let body = "--b-1\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{}\r\n\
                    --b-1\r\ncontent-disposition: form-data; name=\"0\"; filename=\"a %22b%22; é.txt\"\r\n\
                    Content-Type: Text/Plain; charset=utf-8\r\n\r\none\r\ntwo\r\n--b\r\n--b-1--\r\n";
        let (parts, done) = read(&[body.as_bytes()]).expect("well-formed");
        assert!(done);
        assert_eq!(parts[0], (head("operations", None, None), b"{}".to_vec()));
        let file = head("0", Some("a \"b\"; é.txt"), Some("text/plain"));
        assert_eq!(parts[1], (file, b"one\r\ntwo\r\n--b".to_vec()));
    }

    #[test]
    fn boundaries() {
        for (content_type, fits) in [
            ("multipart/form-data; boundary=x", true),
            ("multipart/form-data; charset=utf-8; Boundary=\"a b\"", true),
            ("multipart/form-data", false),
            ("multipart/form-data; boundary=", false),
            ("multipart/form-data; boundary=\"\"", false),
            ("multipart/form-data; boundary=ä", false),
        ] {
            assert_eq!(Parser::new(content_type).is_some(), fits, "{content_type}");
        }
        for (length, fits) in [(70, true), (71, false)] {
            let content_type = format!("multipart/form-data; boundary={}", "x".repeat(length));
            assert_eq!(Parser::new(&content_type).is_some(), fits, "{length}");
        }
    }

    #[test]
    fn what_is_malformed_is_refused_and_never_collected() {
        let part = "--b-1\r\nContent-Disposition: form-data; name=\"a\"\r\n";
        for body in [
            "preamble\r\n--b-1\r\n".to_owned(),
            "--b-2\r\n".to_owned(),
            "--b-1 \r\n".to_owned(),
            "--b-1\r\n\r\n".to_owned(),
            "--b-1\r\nContent-Disposition: form-data\r\n\r\n".to_owned(),
            "--b-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n".to_owned(),
            "--b-1\r\nno colon\r\n\r\n".to_owned(),
            format!("{part}\r\nx\r\n--b-1xy"),
            format!("{part}X: {}", "y".repeat(MAX_HEAD)),
        ] {
            assert_eq!(read(&[body.as_bytes()]).map(|_| ()), Err(Malformed), "{body:.60}");
        }
        let not_text = [part.as_bytes(), b"x: \xff\r\n\r\n"].concat();
        assert_eq!(read(&[&not_text]).map(|_| ()), Err(Malformed));
    }

    proptest! {
        /// However a body is cut, the same comes of it.
        #[test]
        fn any_content_in_any_cuts(
            contents in proptest::collection::vec(
                proptest::collection::vec(
                    prop_oneof![Just(b'\r'), Just(b'\n'), Just(b'-'), Just(b'b'), Just(b'1'), any::<u8>()],
                    0..120,
                ),
                1..4,
            ),
            cuts in proptest::collection::vec(1..40_usize, 1..60),
        ) {
            let delimiter = b"\r\n--b-1";
            prop_assume!(contents.iter().all(|content| {
                // With the line end that comes before the next delimiter.
                let whole = [content.as_slice(), b"\r\n--b-"].concat();
                !whole.windows(delimiter.len()).any(|bytes| bytes == delimiter)
            }));
            let mut body = Vec::new();
            for (at, content) in contents.iter().enumerate() {
                let head = format!("--b-1\r\nContent-Disposition: form-data; name=\"{at}\"\r\n\r\n");
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(content);
                body.extend_from_slice(b"\r\n");
            }
            body.extend_from_slice(b"--b-1--\r\n");
            let (mut chunks, mut rest, mut cuts) = (Vec::new(), body.as_slice(), cuts.into_iter().cycle());
            while !rest.is_empty() {
                let (chunk, others) = rest.split_at(cuts.next().unwrap_or(1).min(rest.len()));
                chunks.push(chunk);
                rest = others;
            }
            let (parts, done) = read(&chunks).expect("well-formed");
            prop_assert!(done);
            let found: Vec<Vec<u8>> = parts.into_iter().map(|(_, content)| content).collect();
            prop_assert_eq!(found, contents);
        }

        /// Whatever is sent, it neither panics nor keeps more than a head.
        #[test]
        fn any_bytes(chunks in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 0..20)) {
            let chunks: Vec<&[u8]> = chunks.iter().map(Vec::as_slice).collect();
            let _ = read(&chunks);
            let begun: &[u8] = b"--b-1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
            let _ = read(&[&[begun], chunks.as_slice()].concat());
        }
    }
}
