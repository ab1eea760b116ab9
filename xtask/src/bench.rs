//! `cargo xtask bench`: how long the built module takes, as figures.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, npm, process, test};

/// Builds the site and times it in Node.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let mut node = npm::node(workspace);
    node.arg(workspace.root.join("tests/bench.js"))
        .env("MYNACHECK_SITE", workspace.site())
        .env("MYNACHECK_FIXTURES", test::painted(workspace)?);
    process::run(node)
}
