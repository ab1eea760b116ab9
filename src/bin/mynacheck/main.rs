//! The command line: the same core as the page's, over files.

mod inputs;
mod output;
mod parallel;
mod photos;
mod progress;
mod words;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use jiff::ToSpan;
use jiff::civil::Date;
use mynacheck::report::{Severity, Verdict};
use mynacheck::rule::Rule;
use mynacheck::{calendar, form};
use serde::Serialize;

use self::inputs::Inputs;
use self::output::{Answer, Format, Output};
use self::photos::PhotoArgs;
use self::words::Words;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    match command.run(&mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // A reader that has seen enough (`| head`) is no error.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("mynacheck: {error}");
            ExitCode::from(2)
        }
    }
}

/// Checks a My Number Card application, photo and form, on this machine.
///
/// Exit code: 0 when every verdict is `pass`, 1 when one is not, 2 for wrong
/// usage, or when something could not be written.
#[derive(Parser)]
#[command(name = "mynacheck", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Photo(Box<PhotoArgs>),
    Form(FormArgs),
    Rules(RulesArgs),
    Completions(CompletionsArgs),
    /// Prints the manual page, to be put where `man` finds it.
    Man,
}

/// Checks applications in JSON files.
#[derive(Args)]
struct FormArgs {
    /// The day of the application, YYYY-MM-DD; today in Japan when it is not
    /// given.
    #[arg(long, value_name = "DATE", value_parser = date)]
    applied_on: Option<Date>,
    #[command(flatten)]
    output: Output,
    /// The applications: JSON files, folders with all that is in them, or - for a
    /// list on standard input, a name a line.
    #[arg(required = true, value_name = "FILE.json")]
    files: Vec<PathBuf>,
}

/// Lists every rule.
#[derive(Args)]
struct RulesArgs {
    #[command(flatten)]
    output: Output,
}

/// Prints what a shell needs to complete this program's arguments.
#[derive(Args)]
struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

impl Command {
    /// Runs it; whether every verdict was `pass`.
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        match self {
            Self::Photo(args) => args.run(out),
            Self::Form(args) => args.run(out),
            Self::Rules(args) => args.run(out),
            Self::Completions(args) => {
                // Made in memory: the generator does not expect a closed pipe.
                let mut script = Vec::new();
                clap_complete::generate(args.shell, &mut Cli::command(), "mynacheck", &mut script);
                out.write_all(&script)?;
                Ok(true)
            }
            Self::Man => {
                write_manual(out)?;
                Ok(true)
            }
        }
    }
}

/// The manual page: the program's, then each task's.
fn write_manual(out: &mut impl Write) -> io::Result<()> {
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for task in command.get_subcommands().filter(|task| task.get_name() != "help") {
        let name = format!("mynacheck {}", task.get_name()).to_uppercase();
        writeln!(out, ".SH \"{name}\"")?;
        let page = clap_mangen::Man::new(task.clone());
        page.render_description_section(out)?;
        page.render_options_section(out)?;
    }
    Ok(())
}

impl FormArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        let applied_on = self
            .applied_on
            .or_else(today_in_japan)
            .ok_or("the clock is wrong; name the day with --applied-on")?;
        self.output.write_head(out)?;
        let (mut all_pass, mut any) = (true, false);
        for input in Inputs::of(self.files, &["json"]) {
            any = true;
            let mut options = form::Options::new(applied_on);
            options.file = Some(input.name());
            let report = form::check_json(&read(&input.path), &options);
            all_pass &= report.verdict == Verdict::Pass;
            let (verdict, checks) = (report.verdict, &*report.checks);
            let answer = Answer { path: &input.path, verdict, checks, report: &report };
            self.output.write(&answer, &words, out)?;
        }
        if !any {
            return Err("there is no application in what was named".into());
        }
        Ok(all_pass)
    }
}

impl RulesArgs {
    fn run(self, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
        let words = Words::of(&self.output.lang)?;
        for rule in mynacheck::rule::rules() {
            let title = words.title(rule.id);
            if self.output.format() == Format::Json {
                output::write_json(&RuleLine { title, rule }, out)?;
                continue;
            }
            let severity = match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Notice => "notice",
            };
            writeln!(out, "{:44} {severity:8} {title}", rule.id)?;
            let source = rule.source;
            writeln!(out, "    {} ({}, {})", source.title, source.url, source.read)?;
        }
        Ok(true)
    }
}

#[derive(Serialize)]
struct RuleLine<'a> {
    title: &'a str,
    #[serde(flatten)]
    rule: &'a Rule,
}

/// The day it is in Japan, where applications are made.
fn today_in_japan() -> Option<Date> {
    const JAPAN_IS_AHEAD: u64 = 9 * 60 * 60;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs() + JAPAN_IS_AHEAD;
    let days: i32 = (seconds / (24 * 60 * 60)).try_into().ok()?;
    Date::new(1970, 1, 1).ok()?.checked_add(days.days()).ok()
}

fn date(text: &str) -> Result<Date, String> {
    calendar::day(text).ok_or("a date is written YYYY-MM-DD, such as 2026-11-22".to_owned())
}

/// The bytes of a file; none where it cannot be opened. That is a report like
/// any other, but its reason is worth a word.
fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| {
        eprintln!("mynacheck: {}: {error}", path.display());
        Vec::new()
    })
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>().map(io::Error::kind);
    let json = error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    io.or(json) == Some(io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use std::env;

    use clap::{Arg, ArgAction};
    use serde_json::{Map, Value, json};

    use super::*;

    /// The package's command line in Node reads its arguments by this table:
    /// the same definition, and `cargo xtask docs` writes it.
    #[test]
    fn the_packages_command_line_takes_the_same_arguments() {
        let mut command = Cli::command();
        command.build();
        let tasks: Map<_, _> =
            command.get_subcommands().map(|task| (task.get_name().into(), task_of(task))).collect();
        let text = format!(
            "// @ts-check\n/**\n * The tasks and their arguments, from the definition in \
             src/bin/mynacheck: `cargo xtask\n * docs` writes this file.\n */\n\n\
             /** @type {{Record<string, import(\"./arguments.js\").Task>}} */\n\
             export const TASKS = {:#};\n",
            Value::Object(tasks)
        );
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("npm/cli/tasks.js");
        if env::var_os("MYNACHECK_WRITE_DOCS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(path).unwrap(), text, "run `cargo xtask docs`");
    }

    fn task_of(task: &clap::Command) -> Value {
        let options: Map<_, _> = task
            .get_arguments()
            .filter_map(|arg| Some((arg.get_long()?.to_owned(), option_of(task, arg))))
            .collect();
        let rest = task.get_positionals().next().map(|arg| {
            let many = matches!(arg.get_action(), ArgAction::Append);
            json!({ "required": arg.is_required_set(), "many": many, "choices": choices(arg) })
        });
        json!({ "options": options, "rest": rest })
    }

    fn option_of(task: &clap::Command, arg: &Arg) -> Value {
        let conflicts = task.get_arg_conflicts_with(arg).into_iter();
        let default = arg.get_default_values().first().map(|it| it.to_str().unwrap());
        json!({
            "takes": arg.get_action().takes_values()
                .then(|| arg.get_value_names().unwrap().first().unwrap().as_str()),
            "default": default,
            "environment": arg.get_env().map(|it| it.to_str().unwrap()),
            "choices": choices(arg),
            "not_with": conflicts.filter_map(Arg::get_long).collect::<Vec<_>>(),
        })
    }

    fn choices(arg: &Arg) -> Vec<String> {
        let values = arg.get_possible_values().into_iter();
        values.map(|value| value.get_name().to_owned()).collect()
    }
}
