//! `cargo xtask docs`: writes anew what is made from the registry and from the
//! command line's definition.

use std::fs;

use anyhow::Result;

use crate::workspace::{Workspace, cargo};
use crate::{package, process};

/// Writes the names in the types, and runs the tests that compare the rest, told to
/// write it first.
pub fn run(workspace: &Workspace) -> Result<()> {
    fs::write(workspace.www().join(package::NAMES), package::names())?;
    let mut test = cargo();
    test.args(["test", "--package", "mynacheck", "--locked"])
        .args(["--test", "rule_pages", "--bin", "mynacheck"])
        .env("MYNACHECK_WRITE_DOCS", "1")
        .current_dir(&workspace.root);
    process::run(&mut test)
}
