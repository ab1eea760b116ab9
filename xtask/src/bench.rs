//! `cargo xtask bench`: how long the built module takes, as figures.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, models, npm, process, test};

/// Builds the site and times it in Node.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let painted = test::painted(workspace)?;
    let mut node = npm::node(workspace);
    node.arg(workspace.root.join("tests/bench.js"))
        .env("MYNACHECK_SITE", workspace.site())
        .env("MYNACHECK_FIXTURES", &painted);
    process::run(node)?;

    // Where the time goes, from the same code with the same flags.
    let mut stages = test::webassembly_tests(workspace, &models::ensure(workspace)?)?;
    stages
        .args(["--profile", "wasm", "--", "--include-ignored", "--nocapture", "stages"])
        .env("MYNACHECK_FIXTURES", painted);
    process::run(&mut stages)
}
