//! `cargo xtask docs`: writes `docs/rules` anew.

use anyhow::Result;

use crate::process;
use crate::workspace::{Workspace, cargo};

/// Runs the test that compares the pages, told to write them first.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut test = cargo();
    test.args(["test", "--package", "mynacheck", "--locked", "--test", "rule_pages"])
        .env("MYNACHECK_WRITE_DOCS", "1")
        .current_dir(&workspace.root);
    process::run(&mut test)
}
