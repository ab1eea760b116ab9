//! `cargo xtask evaluate`: runs the evaluation, a package of its own so that
//! the other tasks do not wait for the checker to be compiled.

use std::env;

use anyhow::Result;

use crate::workspace::{Workspace, cargo};
use crate::{models, process};

/// Runs it with the arguments after the task's name.
pub fn run(workspace: &Workspace) -> Result<()> {
    let models = models::ensure(workspace)?;
    let mut evaluate = cargo();
    evaluate
        .args(["run", "--package", "evaluate", "--locked", "--"])
        .args(env::args_os().skip(2))
        .env("MYNACHECK_MODELS", models)
        .current_dir(&workspace.root);
    process::run(&mut evaluate)
}
