//! `cargo xtask screenshots`: pictures of the built page in `docs/screenshots`.

use anyhow::Result;

use crate::steps::step;
use crate::workspace::Workspace;
use crate::{browser, build, npm, process, test};

/// Builds the site and takes the pictures anew.
pub fn run(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let fixtures = test::painted(workspace)?;
    let chromium = browser::chromium(workspace)?;
    step("pictures in docs/screenshots", || {
        let mut node = npm::node(workspace);
        node.arg(workspace.root.join("xtask/screenshots/take.js"))
            .arg(workspace.root.join("docs/screenshots"))
            .env("CHROME_PATH", chromium)
            .env("MYNACHECK_SITE", workspace.site())
            .env("MYNACHECK_FIXTURES", fixtures);
        process::run(node)
    })
}
