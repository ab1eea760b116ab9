//! Registers the rules and the languages: a file in `src/photo/rules` or
//! `src/form/rules` is a rule, and one in `www/messages` a language, by being
//! there, so that adding one is a matter of one new file.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (folder, kind) in [("photo", "PhotoRule"), ("form", "FormRule")] {
        let rules = root.join("src").join(folder).join("rules");
        println!("cargo::rerun-if-changed={}", rules.display());
        fs::write(out.join(format!("{folder}_rules.rs")), registry(&rules, kind)?)?;
    }
    // The command line alone speaks; the module is not built anew for a sentence.
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family != "wasm") {
        let messages = root.join("www/messages");
        println!("cargo::rerun-if-changed={}", messages.display());
        fs::write(out.join("catalogues.rs"), catalogues(&messages)?)?;
    }
    Ok(())
}

/// The modules of `folder` and the list of their `RULE`s.
fn registry(folder: &Path, kind: &str) -> Result<String, Box<dyn Error>> {
    let names = files(folder, "rs")?;
    let mut code = String::new();
    for (name, path) in &names {
        writeln!(code, "#[path = {path:?}]\npub mod {name};")?;
    }
    writeln!(code, "static REGISTERED: &[&{kind}] = &[")?;
    for (name, _) in &names {
        writeln!(code, "    &{name}::RULE,")?;
    }
    writeln!(code, "];")?;
    Ok(code)
}

/// The list of the catalogues in `folder`: a language's name and its text.
pub fn catalogues(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut code = String::from("&[\n");
    for (language, path) in files(folder, "json")? {
        writeln!(code, "    ({language:?}, include_str!({path:?})),")?;
    }
    writeln!(code, "]")?;
    Ok(code)
}

/// The files in `folder` with that ending, each with its name without it.
fn files(folder: &Path, ending: &str) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == ending)
            && let Some(name) = path.file_stem().and_then(|stem| stem.to_str())
        {
            names.push((name.to_owned(), path));
        }
    }
    // A folder is read in no particular order; a list has one.
    names.sort();
    Ok(names)
}
