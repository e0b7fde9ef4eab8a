//! Portal identity: signing in, sessions, lockout.

mod sign_in;
