//! The WebAssembly modules: cargo, then wasm-bindgen, then wasm-opt.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::npm::{self, hex};
use crate::process;
use crate::steps::{step, up_to_date};
use crate::workspace::{Workspace, cargo};

/// The only target the module is built for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The features that every browser with SIMD has, and that rustc makes use of.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// wasm-opt's goal. For size: 12 KB less after gzip than for speed, and another 2 KB
/// where functions with one caller are left apart; not measurably slower.
const OPTIMISE: [&str; 2] = ["-Oz", "--one-caller-inline-max-function-size=0"];

/// What cargo compiles, and the name of the module that is made of it.
const MODULES: [(&str, &str); 2] = [("mynacheck", "core"), ("mynacheck_heic", "heic")];

/// Builds the modules and their glue; the folder that holds `core.js` and
/// `core_bg.wasm`, and `heic.js` and `heic_bg.wasm`.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    ensure_target()?;
    step("WebAssembly modules", || compile(workspace))?;
    let folder = workspace.target.join("mynacheck-core");
    for (library, name) in MODULES {
        bind(workspace, library, name, &folder)?;
    }
    Ok(folder)
}

/// Makes `name`.js and `name`_bg.wasm in `folder`.
fn bind(workspace: &Workspace, library: &str, name: &str, folder: &Path) -> Result<()> {
    let compiled = workspace.target.join(TARGET).join("wasm").join(format!("{library}.wasm"));
    let bytes = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let optimiser = Some(workspace.npm_program("binaryen/bin/wasm-opt")).filter(|it| it.exists());
    let stamp = folder.join(format!("{name}.stamp"));
    let optimised = if optimiser.is_some() { OPTIMISE.join(" ") } else { "as compiled".into() };
    let wanted = format!("{} {optimised}", hex(&bytes));
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        up_to_date(&format!("JavaScript binding of {name}"));
        return Ok(());
    }

    step(&format!("JavaScript binding of {name}"), || {
        let _ = fs::remove_file(&stamp);
        Bindgen::new()
            .input_bytes(name, bytes)
            .web(true)?
            .typescript(false)
            .omit_default_module_path(true)
            .reset_state_function(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(folder)
    })?;
    if let Some(optimiser) = optimiser {
        let module = folder.join(format!("{name}_bg.wasm"));
        step("wasm-opt", || optimise(workspace, &optimiser, &module))?;
    }
    fs::write(stamp, wanted)?;
    Ok(())
}

/// Brings Rust's own library for the target.
pub fn ensure_target() -> Result<()> {
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--print", "sysroot"])
        .output()
        .context("rustc could not be started")?;
    let sysroot = String::from_utf8(output.stdout)?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").exists() {
        return Ok(());
    }
    step("Rust's WebAssembly target", || {
        if !process::succeeds(Command::new("rustup").arg("--version")) {
            bail!(
                "this Rust has no {TARGET} and there is no rustup to bring it. Install rustup \
                 (https://rustup.rs/); or take a distribution's packages for the target (Debian: \
                 rustc-web and rust-web-src, or libstd-rust-dev-wasm32 beside rustc); or build \
                 Rust's library from source with a nightly's -Z build-std"
            );
        }
        process::run(Command::new("rustup").args(["target", "add", TARGET]))
    })
}

fn compile(workspace: &Workspace) -> Result<()> {
    let mut command = cargo();
    command
        .args(["build", "--package", "mynacheck", "--package", "mynacheck-heic", "--lib"])
        .args(["--profile", "wasm", "--target", TARGET, "--locked"])
        .arg("--target-dir")
        .arg(&workspace.target)
        .current_dir(&workspace.root)
        // Flags from outside would silently take the place of SIMD.
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace).join("\u{1f}"));
    process::run(&mut command)
}

/// SIMD, and no name of this machine's folders in what is shipped.
fn flags(workspace: &Workspace) -> Vec<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    let home = |name: &str, folder: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(folder)))
    };
    for folder in
        [home("RUSTUP_HOME", ".rustup"), home("CARGO_HOME", ".cargo")].into_iter().flatten()
    {
        flags.push(format!("--remap-path-prefix={}=rust", folder.display()));
    }
    // The crates' own folders, where a message about a bug would point; the
    // last prefix that fits is the one that counts.
    let sources = home("CARGO_HOME", ".cargo").map(|cargo| cargo.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    for registry in registries.into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=", registry.path().display()));
    }
    flags.push(format!("--remap-path-prefix={}=mynacheck", workspace.root.display()));
    flags.push(format!("--remap-path-prefix={}=target", workspace.target.display()));
    flags
}

fn optimise(workspace: &Workspace, optimiser: &Path, module: &Path) -> Result<()> {
    let output = module.with_extension("opt.wasm");
    let mut command = npm::node(workspace);
    command.arg(optimiser).args(OPTIMISE).args(FEATURES).arg(module).arg("-o").arg(&output);
    process::run(command.stdout(Stdio::null()))?;
    fs::rename(output, module)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tool reads what the library wrote only when both are of one version.
    #[test]
    fn the_tool_and_the_library_are_of_one_version() {
        let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"));
        let lock = lock.unwrap();
        let version = |name: &str| {
            let packages: Vec<_> = lock.split("[[package]]").collect();
            let mut of_name =
                packages.iter().filter(|package| package.contains(&format!("name = \"{name}\"\n")));
            let found = of_name.next().and_then(|package| package.split("version = ").nth(1));
            assert!(of_name.next().is_none(), "two versions of {name}");
            found.and_then(|rest| rest.lines().next()).unwrap().to_owned()
        };
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
        assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli"));
    }
}
