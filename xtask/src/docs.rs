//! `cargo xtask docs`: writes `docs/rules` and the names in the types anew.

use std::fs;

use anyhow::Result;

use crate::workspace::{Workspace, cargo};
use crate::{package, process};

/// Writes the names, and runs the test that compares the pages, told to write
/// them first.
pub fn run(workspace: &Workspace) -> Result<()> {
    fs::write(workspace.www().join(package::NAMES), package::names())?;
    let mut test = cargo();
    test.args(["test", "--package", "mynacheck", "--locked", "--test", "rule_pages"])
        .env("MYNACHECK_WRITE_DOCS", "1")
        .current_dir(&workspace.root);
    process::run(&mut test)
}
