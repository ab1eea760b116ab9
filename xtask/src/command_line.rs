//! The command line: the native program, and the package's own in Node, which says
//! what the native one says.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::{Context as _, Result, bail};

use crate::process;
use crate::workspace::{Workspace, cargo};

/// The tasks whose help the program prints; the empty one is its own.
const TASKS: [&str; 6] = ["", "photo", "form", "rules", "completions", "man"];

/// What the package prints as the native program made it: arguments in one string.
fn prepared() -> Vec<String> {
    let mut prepared = vec!["--version".to_owned(), "man".to_owned()];
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        prepared.push(format!("completions {shell}"));
    }
    for task in TASKS {
        for help in ["-h", "--help"] {
            prepared.push(format!("{task} {help}").trim_start().to_owned());
        }
    }
    prepared
}

/// Builds the native program, unoptimised as the tests run it.
pub fn native(workspace: &Workspace) -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--package", "mynacheck", "--bin", "mynacheck", "--locked"]);
    process::run(build.current_dir(&workspace.root))?;
    let mut program = workspace.target.join("debug/mynacheck");
    program.set_extension(env::consts::EXE_EXTENSION);
    Ok(program)
}

/// The package's files below `cli/`, by their names in it.
pub fn files(workspace: &Workspace) -> Result<BTreeMap<String, Vec<u8>>> {
    let program = native(workspace)?;
    let mut texts = BTreeMap::new();
    for arguments in prepared() {
        let mut command = Command::new(&program);
        command.args(arguments.split_whitespace()).stderr(Stdio::inherit());
        let output = command.output().with_context(|| program.display().to_string())?;
        if !output.status.success() {
            bail!("mynacheck {arguments}: {}", output.status);
        }
        texts.insert(arguments, String::from_utf8(output.stdout)?);
    }
    let script = format!(
        "/**\n * What the native program prints, by its arguments.\n *\n * @type {{Record<string, \
         string>}}\n */\nexport const TEXTS = {};\n",
        serde_json::to_string_pretty(&texts)?
    );
    let mut files = BTreeMap::from([("cli/texts.js".to_owned(), script.into_bytes())]);
    let folder = workspace.root.join("npm/cli");
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a name")?;
        files.insert(format!("cli/{name}"), fs::read(&path)?);
    }
    Ok(files)
}
