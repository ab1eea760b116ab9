//! The npm package in `dist/npm`: the page's own modules without the page, with
//! the types and the entry that stand in `npm/`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::languages::{self, Language};
use crate::workspace::Workspace;
use crate::{command_line, notices};

/// What the package's callers are given; what these lead to comes along.
const ENTRIES: [&str; 5] = ["index.js", "cli.js", "checker.js", "element.js", "worker.js"];

/// Types beside the scripts.
const TYPES: [&str; 6] =
    ["index.d.ts", "client.d.ts", "element.d.ts", "worker.d.ts", "report.d.ts", NAMES];

/// The names that there are, for the page and the package; `cargo xtask docs` writes it.
pub const NAMES: &str = "names.d.ts";

/// Lays out the package.
pub fn assemble(workspace: &Workspace, core: &Path, models: &Path) -> Result<()> {
    let mut files = BTreeMap::new();
    let places = [workspace.root.join("npm"), workspace.www(), core.to_owned()];
    files.extend(messages(&workspace.messages)?);
    files.extend(command_line::files(workspace)?);
    for entry in ENTRIES {
        add(entry, &places, models, &mut files)?;
    }
    for name in TYPES.into_iter().chain(["package.json"]) {
        files.insert(name.to_owned(), found(name, &places)?);
    }
    for name in notices::FILES {
        files.insert(name.to_owned(), fs::read(workspace.root.join(name))?);
    }
    files.insert("README.md".to_owned(), fs::read(workspace.root.join("npm/README.md"))?);

    let folder = workspace.package();
    let _ = fs::remove_dir_all(&folder);
    for (name, bytes) in files {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Adds `name` and everything that it refers to as `"./other"`.
fn add(
    name: &str,
    places: &[PathBuf],
    models: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    if files.contains_key(name) {
        return Ok(());
    }
    let bytes = match name.strip_prefix("models/") {
        Some(model) => fs::read(models.join(model)).with_context(|| name.to_owned())?,
        None => found(name, places)?,
    };
    let others = match name.ends_with(".js") {
        true => references(std::str::from_utf8(&bytes)?),
        false => Vec::new(),
    };
    files.insert(name.to_owned(), bytes);
    for other in others {
        add(&other, places, models, files)?;
    }
    Ok(())
}

/// The paths that a script loads; types are left out.
fn references(script: &str) -> Vec<String> {
    const LOADS: [&str; 4] = ["from ", "import ", "import(", "URL("];
    let pieces: Vec<_> = script.split('"').collect();
    let pairs = pieces.iter().zip(pieces.iter().skip(1));
    pairs
        .filter(|(before, _)| LOADS.iter().any(|load| before.ends_with(load)))
        .filter_map(|(_, piece)| piece.strip_prefix("./"))
        .filter(|name| !name.ends_with(".d.ts"))
        .map(str::to_owned)
        .collect()
}

fn found(name: &str, places: &[PathBuf]) -> Result<Vec<u8>> {
    let Some(path) = places.iter().map(|place| place.join(name)).find(|path| path.is_file()) else {
        bail!("the package has no {name}");
    };
    fs::read(&path).with_context(|| path.display().to_string())
}

/// The catalogues as modules, so that every bundler and Node loads them alike,
/// each when it is first asked for.
fn messages(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut table = String::from(
        "/** @type {Record<string, () => Promise<{ default: unknown }>>} */\nexport const catalogues = {\n",
    );
    let mut spoken = Vec::new();
    for Language { key, catalogue, tags, .. } in languages::read(folder)? {
        spoken.push(serde_json::json!({ "key": key, "tags": tags }));
        // A catalogue is data, and smaller without its line breaks.
        files.insert(
            format!("messages/{key}.js"),
            format!("export default {catalogue};\n").into_bytes(),
        );
        table.push_str(&format!("  \"{key}\": () => import(\"./{key}.js\"),\n"));
    }
    table.push_str("};\n\n/** @type {readonly { key: string, tags: string[] }[]} */\n");
    table.push_str(&format!("export const spoken = {};\n", serde_json::Value::Array(spoken)));
    files.insert("messages/index.js".to_owned(), table.into_bytes());
    Ok(files)
}

/// What stands in [`NAMES`]: literal unions made from the registry.
pub fn names() -> String {
    let union = |name: &str, what: &str, words: Vec<&str>| {
        let words: Vec<_> = words.iter().map(|word| format!("\n  | \"{word}\"")).collect();
        format!("/** {what} */\nexport type {name} ={};\n\n", words.concat())
    };
    let rules = mynacheck::rule::rules().into_iter().map(|rule| rule.id).collect();
    let fields = mynacheck::form::fields::ALL.iter().map(|field| field.key).collect();
    let routes = mynacheck::form::Route::ALL.map(|route| route.key()).to_vec();
    let profiles = mynacheck::photo::profile::Profile::ALL.map(|profile| profile.name).to_vec();
    let statements = mynacheck::guide::statements::ALL.iter().map(|known| known.id).collect();
    let unions = [
        union("RuleId", "Every rule.", rules),
        union("FieldKey", "Every field of an application.", fields),
        union("Route", "Every way to apply.", routes),
        union("Profile", "Every document that a photo is checked for.", profiles),
        union("StatementId", "Everything that a guide can say.", statements),
    ];
    format!("// Written from the registry by `cargo xtask docs`.\n\n{}", unions.concat().trim_end())
        + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_leads_to_its_files_and_not_to_types() {
        let script = r#"/** @import { A } from "./a.d.ts" */ const imports = { "./no.js": {} };
            import x, { y } from "./b.js"; const z = new URL("./models/c.onnx", import.meta.url);"#;
        assert_eq!(references(script), ["b.js", "models/c.onnx"]);
    }

    #[test]
    fn the_names_are_the_registrys() {
        let names = names();
        assert!(names.contains("| \"photo/eyes-open\"") && names.contains("| \"photo-booth\""));
        let written = include_str!("../../www/names.d.ts");
        assert!(written == names, "www/names.d.ts is stale: `cargo xtask docs` writes it");
    }
}
