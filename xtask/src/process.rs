//! Running other programs.

use std::borrow::BorrowMut;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// Runs `command` with its output shown; an error unless it succeeds.
pub fn run(mut command: impl BorrowMut<Command>) -> Result<()> {
    let command = command.borrow_mut();
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    if status.success() {
        return Ok(());
    }
    bail!("{name} ended with {status}")
}

/// Whether `command` can be started and succeeds; its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
