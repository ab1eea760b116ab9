//! Development tasks: `cargo xtask`.

mod bare;
mod bench;
mod browser;
mod build;
mod check;
mod command_line;
mod deny;
mod docs;
mod evaluate;
mod languages;
mod models;
mod notices;
mod npm;
mod package;
mod process;
mod reproducible;
mod screenshots;
mod serve;
mod server;
mod service_worker;
mod single_file;
mod site;
mod sizes;
mod steps;
mod test;
mod wasm;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const USAGE: &str = "\
usage: cargo xtask TASK

  serve        build what is missing and open the checker on a local address
  build        leave the site in dist/site and the single file dist/mynacheck.html
  test         run every test, bringing what it needs
  bench        time the built module in Node; with folders, over the photos in them
  check        format, lints and types only
  screenshots  take the pictures of the built page in docs/screenshots
  docs         write docs/rules, www/names.d.ts and npm/cli/tasks.js
  reproducible build once more, from another folder, and compare
  notices      write THIRD-PARTY-NOTICES, the licences of what is shipped
  models       fetch and convert the three networks
  evaluate     measure the photo rules on real photos: ACCURACY.md";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next();
    if arguments.next().is_some() && !matches!(task.as_deref(), Some("evaluate" | "bench")) {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(task.as_deref()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Option<&str>) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Some("serve") => serve::run(&workspace)?,
        Some("build") => build::run(&workspace)?,
        Some("bench") => bench::run(&workspace)?,
        Some("test") => return test::run(&workspace),
        Some("check") => return check::run(&workspace),
        Some("docs") => docs::run(&workspace)?,
        Some("reproducible") => reproducible::hold(&workspace)?,
        Some("notices") => notices::run(&workspace)?,
        Some("evaluate") => evaluate::run(&workspace)?,
        Some("screenshots") => screenshots::run(&workspace)?,
        Some("models") => println!("{}", models::ensure(&workspace)?.display()),
        Some("help" | "--help" | "-h") => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
