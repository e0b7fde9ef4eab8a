//! The cryptography of outgoing TLS.

/// Makes ring the cryptography of every client in the process that speaks TLS. Any number of times: the first choice
/// stays. Without a choice such a client cannot be built, not even for plain http.
pub fn install() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
