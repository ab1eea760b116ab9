//! `cargo xtask bench [FOLDER…]`: how long the built module takes, as figures;
//! with folders of photos, how many of them a second.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, models, npm, process, test};

/// Builds the site and times it in Node.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    // Node is started in the workspace, wherever this was called.
    let folders: Vec<PathBuf> =
        env::args_os().skip(2).map(std::path::absolute).collect::<Result<_, _>>()?;
    if !folders.is_empty() {
        let mut node = npm::node(workspace);
        node.arg(workspace.root.join("tests/throughput.js"))
            .args(folders)
            .env("MYNACHECK_PACKAGE", workspace.package());
        return process::run(node);
    }
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
