//! `cargo xtask docs`: writes anew what is made from the registry and from the
//! command line's definition.

use anyhow::Result;

use crate::process;
use crate::workspace::{Workspace, cargo};

/// Runs the tests that compare them, told to write them first.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut test = cargo();
    test.args(["test", "--package", "mynacheck", "--locked"])
        .args(["--test", "rule_pages", "--bin", "mynacheck"])
        .env("MYNACHECK_WRITE_DOCS", "1")
        .current_dir(&workspace.root);
    process::run(&mut test)
}
