//! `cargo xtask serve`: builds what is missing and serves it on this machine.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;
use crate::{build, server};

/// Serves until it is interrupted.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 8080))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .context("no free port on 127.0.0.1")?;
    println!("\nmynacheck is at http://{}/  (Ctrl+C ends it)", listener.local_addr()?);
    server::serve(&listener, &workspace.site())
}
