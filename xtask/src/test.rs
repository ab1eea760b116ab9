//! `cargo xtask test`: every test there is, native, WebAssembly and browser.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use anyhow::{Context as _, Result};

use crate::steps::Tally;
use crate::workspace::{Workspace, cargo};
use crate::{
    browser, build, check, command_line, deny, models, npm, process, reproducible, sizes, wasm,
};

/// Tells the tests where the networks lie.
const MODELS: &str = "MYNACHECK_MODELS";

/// Runs every test, whatever became of those before, and tells what failed.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    npm::ensure(workspace)?;
    wasm::ensure_target()?;
    let models = models::ensure(workspace)?;

    let mut tally = Tally::default();
    check::steps(workspace, &mut tally);
    tally.step("licences, bans, sources and advisories", || deny::hold(workspace));
    tally.step("native tests", || native(workspace, &models));
    tally.step("WebAssembly tests", || webassembly(workspace, &models));
    if tally.step("site", || build::run(workspace)) {
        tally.step("sizes", || sizes::hold(&workspace.site()));
        tally.step("a second build gives the same bytes", || reproducible::hold(workspace));
        tally.step("package tests", || of_package(workspace, &models));
        tally.step("browser tests", || in_browser(workspace));
    }
    Ok(if tally.summary() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn native(workspace: &Workspace, models: &Path) -> Result<()> {
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--locked"]).env(MODELS, models);
    process::run(tests.current_dir(&workspace.root))
}

/// The tests of `tests/wasm`, run in Node by wasm-bindgen's own runner.
fn webassembly(workspace: &Workspace, models: &Path) -> Result<()> {
    process::run(&mut webassembly_tests(workspace, models)?)
}

/// The command that runs the tests of `tests/wasm`.
pub fn webassembly_tests(workspace: &Workspace, models: &Path) -> Result<Command> {
    let mut build = cargo();
    build.args(["build", "--package", "wasm-test-runner", "--locked"]);
    process::run(build.current_dir(&workspace.root))?;

    let mut runner = workspace.target.join("debug/wasm-test-runner");
    runner.set_extension(env::consts::EXE_EXTENSION);
    let mut tests = cargo();
    tests
        .args(["test", "--package", "wasm-tests", "--locked"])
        .args(["--target", wasm::TARGET])
        // Flags from outside would silently take the place of SIMD.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env(MODELS, models)
        .current_dir(&workspace.root);
    Ok(tests)
}

/// The npm package, packed and put into projects of its own; and the code in the
/// documents, some of which calls the program.
fn of_package(workspace: &Workspace, models: &Path) -> Result<()> {
    let fixtures = painted(workspace)?;
    let mut node = npm::node(workspace);
    node.arg("--test")
        .args(test_files(&workspace.root.join("tests/package"))?)
        .env("MYNACHECK_PACKAGE", workspace.package())
        .env("MYNACHECK_NATIVE", command_line::native(workspace)?)
        .env(MODELS, models)
        .env("MYNACHECK_FIXTURES", fixtures);
    with_browsers(workspace, &mut node)?;
    process::run(node)
}

fn in_browser(workspace: &Workspace) -> Result<()> {
    let fixtures = painted(workspace)?;
    let mut node = npm::node(workspace);
    node.args(["--test", "--test-concurrency=1"])
        .args(test_files(&workspace.root.join("tests/browser"))?)
        .env("MYNACHECK_SITE", workspace.site())
        .env("MYNACHECK_SINGLE_FILE", workspace.single_file())
        .env("MYNACHECK_FIXTURES", fixtures);
    with_browsers(workspace, &mut node)?;
    process::run(node)
}

/// Tells the tests where the browsers are.
fn with_browsers(workspace: &Workspace, node: &mut Command) -> Result<()> {
    node.env("CHROME_PATH", browser::chromium(workspace)?);
    match browser::firefox() {
        Some(firefox) => drop(node.env("FIREFOX_PATH", firefox)),
        None => eprintln!("  no Firefox here: its tests are skipped"),
    }
    Ok(())
}

/// Portraits from the painter, so that the repository holds no person's photo.
pub fn painted(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("fixtures");
    let mut painter = cargo();
    painter.args([
        "run",
        "--package",
        "portrait-painter",
        "--locked",
        "--example",
        "fixtures",
        "--",
    ]);
    process::run(painter.arg(&folder).current_dir(&workspace.root))?;
    Ok(folder)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.js") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
