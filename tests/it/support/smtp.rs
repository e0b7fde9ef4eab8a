//! A mail server of one's own: it speaks as much SMTP as a client needs, and behaves as it is told.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// Takes it.
    Accept,
    /// Answers `RCPT TO` with this reply, e.g. `550 no such user`.
    Refuse(&'static str),
    /// Answers the whole mail with this reply.
    RefuseData(&'static str),
    /// Takes the connection and says nothing.
    Silent,
}

/// A mail as it came over the wire.
#[derive(Debug, Clone, Default)]
pub(crate) struct Received {
    /// `MAIL FROM`.
    pub(crate) from: String,
    /// Every `RCPT TO`.
    pub(crate) to: Vec<String>,
    /// Headers and parts.
    pub(crate) data: String,
}

/// The server; it ends with its value, and its runtime.
pub(crate) struct SmtpSink {
    port: u16,
    behaviour: Arc<Mutex<Behaviour>>,
    received: Arc<Mutex<Vec<Received>>>,
    commands: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl SmtpSink {
    /// Starts a server on a free port, in the runtime of the test.
    pub(crate) async fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let behaviour = Arc::new(Mutex::new(behaviour));
        let (received, commands) = (Arc::default(), Arc::default());
        let session = Session {
            behaviour: Arc::clone(&behaviour),
            received: Arc::clone(&received),
            commands: Arc::clone(&commands),
        };
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let session = session.clone();
                // A client that leaves in the middle is the client's affair.
                tokio::spawn(async move { session.serve(stream).await.ok() });
            }
        });
        Self { port, behaviour, received, commands, task }
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Behaves otherwise from the next mail on.
    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().unwrap_or_else(PoisonError::into_inner) = behaviour;
    }

    /// The mails that it has taken.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Every command that it was sent, the mails' own lines left out.
    pub(crate) fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[derive(Clone)]
struct Session {
    behaviour: Arc<Mutex<Behaviour>>,
    received: Arc<Mutex<Vec<Received>>>,
    commands: Arc<Mutex<Vec<String>>>,
}

impl Session {
    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let behaviour = *self.behaviour.lock().unwrap_or_else(PoisonError::into_inner);
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        if behaviour == Behaviour::Silent {
            // Until the client loses its patience.
            while lines.next_line().await?.is_some() {}
            return Ok(());
        }
        writer.write_all(b"220 sink\r\n").await?;
        let mut mail = Received::default();
        while let Some(line) = lines.next_line().await? {
            self.commands.lock().unwrap_or_else(PoisonError::into_inner).push(line.clone());
            let path =
                || line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(path, _)| path);
            let reply = match line.split([' ', ':']).next().unwrap_or_default().to_uppercase().as_str() {
                "EHLO" => "250-sink\r\n250 8BITMIME",
                "MAIL" => {
                    mail = Received { from: path().unwrap_or_default().to_owned(), ..Received::default() };
                    "250 ok"
                }
                "RCPT" => {
                    if let Behaviour::Refuse(reply) = behaviour {
                        reply
                    } else {
                        mail.to.push(path().unwrap_or_default().to_owned());
                        "250 ok"
                    }
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                        mail.data.push('\n');
                    }
                    if let Behaviour::RefuseData(reply) = behaviour {
                        reply
                    } else {
                        let mut received = self.received.lock().unwrap_or_else(PoisonError::into_inner);
                        received.push(std::mem::take(&mut mail));
                        "250 taken"
                    }
                }
                "QUIT" => {
                    writer.write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => "250 ok",
            };
            writer.write_all(format!("{reply}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}
