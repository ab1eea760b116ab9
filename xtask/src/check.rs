//! `cargo xtask check`: format, lints and types.

use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::{env, fs};

use anyhow::Result;

use crate::steps::Tally;
use crate::workspace::{Workspace, cargo};
use crate::{npm, process, wasm};

/// Runs every check and tells what failed.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    npm::ensure(workspace)?;
    wasm::ensure_target()?;
    let mut tally = Tally::default();
    steps(workspace, &mut tally);
    Ok(if tally.summary() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The checks, one step each.
pub fn steps(workspace: &Workspace, tally: &mut Tally) {
    tally.step("format", || process::run(in_root(workspace, &["fmt", "--all", "--check"])));
    tally.step("format of the rules", || rules_format(workspace));
    let native = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    tally.step("lints, native", || process::run(in_root(workspace, &native)));
    let module = [
        "clippy",
        "--package",
        "mynacheck",
        "--lib",
        "--locked",
        "--target",
        wasm::TARGET,
        "--",
        "-D",
        "warnings",
    ];
    tally.step("lints, WebAssembly", || process::run(in_root(workspace, &module)));
    tally.step("documentation", || {
        let mut doc = in_root(workspace, &["doc", "--workspace", "--no-deps", "--locked"]);
        process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    });
    tally.step("types of the page's JavaScript", || {
        let compiler = workspace.npm_program("typescript/bin/tsc");
        // A service worker has other globals than a page.
        for project in ["www", "www/tsconfig.service-worker.json"] {
            process::run(npm::node(workspace).arg(&compiler).args(["--project", project]))?;
        }
        Ok(())
    });
}

/// `build.rs` includes the rules' files, so that `cargo fmt` does not see them.
fn rules_format(workspace: &Workspace) -> Result<()> {
    let mut rules = Vec::<PathBuf>::new();
    for folder in ["src/photo/rules", "src/form/rules"] {
        for entry in fs::read_dir(workspace.root.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                rules.push(path);
            }
        }
    }
    if rules.is_empty() {
        return Ok(());
    }
    let mut rustfmt = Command::new(env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into()));
    rustfmt.args(["--check", "--edition", "2024"]).args(rules).current_dir(&workspace.root);
    process::run(&mut rustfmt)
}

fn in_root(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments).current_dir(&workspace.root);
    command
}
