//! The site's files under names that change with their content, so that a host
//! may cache them for good and a page never mixes two versions.
//!
//! A reference is a quoted relative path, `"./name.js"`, in a page, a module or
//! a style sheet. References may not run in a circle.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::npm::hex;

/// Files by their path in the site, with `/` between folders.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds every file of `folder`, and of the folders in it, below `prefix`.
    pub fn add_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if path.is_dir() {
                self.add_folder(&path, &format!("{prefix}{name}/"))?;
            } else if !name.starts_with('.') && !name.ends_with(".d.ts") {
                self.add_file(&path, &format!("{prefix}{name}"))?;
            }
        }
        Ok(())
    }

    /// Adds one file under `name`.
    pub fn add_file(&mut self, path: &Path, name: &str) -> Result<()> {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        self.files.insert(name.to_owned(), bytes);
        Ok(())
    }

    /// Changes the text of `name`.
    pub fn edit(&mut self, name: &str, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
        let bytes = self.files.get_mut(name).with_context(|| format!("{name} is missing"))?;
        let text = change(std::str::from_utf8(bytes)?)?;
        *bytes = text.into_bytes();
        Ok(())
    }

    /// Every file by its name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Changes the text of every file whose name ends so.
    pub fn edit_all(
        &mut self,
        ending: &str,
        change: impl Fn(&str) -> Result<String>,
    ) -> Result<()> {
        for (name, bytes) in self.files.iter_mut().filter(|(name, _)| name.ends_with(ending)) {
            let text = std::str::from_utf8(bytes).with_context(|| name.clone())?;
            *bytes = change(text).with_context(|| name.clone())?.into_bytes();
        }
        Ok(())
    }

    /// The text of `name`.
    pub fn text(&self, name: &str) -> Result<&str> {
        let bytes = self.files.get(name).with_context(|| format!("{name} is missing"))?;
        Ok(std::str::from_utf8(bytes)?)
    }

    /// What `entry` leads to, under hashed names; `entry` keeps its own.
    pub fn hashed(&self, entry: &str) -> Result<BTreeMap<String, Vec<u8>>> {
        let mut naming =
            Naming { site: self, open: Vec::new(), names: BTreeMap::new(), out: BTreeMap::new() };
        let content = naming.rewritten(entry)?;
        naming.out.insert(entry.to_owned(), content);
        Ok(naming.out)
    }
}

struct Naming<'a> {
    site: &'a Site,
    open: Vec<String>,
    names: BTreeMap<String, String>,
    out: BTreeMap<String, Vec<u8>>,
}

impl Naming<'_> {
    /// The hashed name of `name`, after those that it refers to.
    fn name_of(&mut self, name: &str) -> Result<String> {
        if let Some(known) = self.names.get(name) {
            return Ok(known.clone());
        }
        let content = self.rewritten(name)?;
        let hash = hex(&content).chars().take(10).collect::<String>();
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let hashed = format!("{stem}-{hash}.{extension}");
        self.names.insert(name.to_owned(), hashed.clone());
        self.out.insert(hashed.clone(), content);
        Ok(hashed)
    }

    fn rewritten(&mut self, name: &str) -> Result<Vec<u8>> {
        let Some(content) = self.site.files.get(name) else { bail!("{name} is missing") };
        if !["html", "js", "css", "webmanifest"]
            .iter()
            .any(|kind| name.ends_with(&format!(".{kind}")))
        {
            return Ok(content.clone());
        }
        if self.open.iter().any(|open| open == name) {
            bail!("{} and {name} refer to each other in a circle", self.open.join(" → "));
        }
        self.open.push(name.to_owned());
        let text = std::str::from_utf8(content).with_context(|| name.to_owned())?;
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut out = String::with_capacity(text.len());
        // Every second piece stands between quotes.
        for (index, piece) in text.split('"').enumerate() {
            if index > 0 {
                out.push('"');
            }
            match resolve(folder, piece) {
                Some(target) if self.site.files.contains_key(&target) => {
                    let hashed = self.name_of(&target).with_context(|| format!("in {name}"))?;
                    out.push_str(&relative(folder, &hashed));
                }
                Some(target) if is_file(&target) => {
                    bail!("{name} refers to {piece}, which is missing")
                }
                _ => out.push_str(piece),
            }
        }
        self.open.pop();
        Ok(out.into_bytes())
    }
}

/// The path in the site that the reference `piece` of a file in `folder` names.
fn resolve(folder: &str, piece: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "./-_".contains(c);
    if !(piece.starts_with("./") || piece.starts_with("../")) || !piece.chars().all(plain) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in piece.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Whether `target` has to be there: types are for the compiler alone, and
/// `core_bg.js` is how wasm-bindgen calls what the module imports.
fn is_file(target: &str) -> bool {
    target.contains('.') && !target.ends_with(".d.ts") && !target.ends_with("_bg.js")
}

/// How a file in `folder` refers to `target`.
fn relative(folder: &str, target: &str) -> String {
    let mut folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut target: Vec<&str> = target.split('/').collect();
    while target.len() > 1 && folder.first() == target.first() {
        folder.remove(0);
        target.remove(0);
    }
    let up = if folder.is_empty() { "./".to_owned() } else { "../".repeat(folder.len()) };
    up + &target.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        Site { files: files.collect() }
    }

    #[test]
    fn a_reference_follows_its_target_into_and_out_of_folders() {
        let site = site(&[
            ("index.html", r#"<script src="./page/main.js">"#),
            ("page/main.js", r#"import "./part.js"; new URL("../core.wasm", import.meta.url)"#),
            ("page/part.js", "export {}"),
            ("core.wasm", "\0asm"),
            ("unused.js", ""),
        ]);
        let out = site.hashed("index.html").unwrap();
        let names: Vec<_> = out.keys().map(|name| name.split('-').next().unwrap()).collect();
        assert_eq!(names, ["core", "index.html", "page/main", "page/part"]);
        let main = out.iter().find(|(name, _)| name.starts_with("page/main")).unwrap().1;
        let main = std::str::from_utf8(main).unwrap();
        assert!(main.contains(r#"import "./part-"#) && main.contains(r#"URL("../core-"#), "{main}");
    }

    #[test]
    fn a_name_changes_with_what_it_leads_to() {
        let name = |part: &str| {
            let site = site(&[("i.html", r#""./a.js""#), ("a.js", r#""./b.js""#), ("b.js", part)]);
            site.hashed("i.html").unwrap().into_keys().find(|name| name.starts_with('a')).unwrap()
        };
        assert_ne!(name("1"), name("2"));
    }

    #[test]
    fn what_is_missing_or_circular_is_told() {
        assert!(site(&[("i.html", r#""./a.js""#)]).hashed("i.html").is_err());
        let circle =
            site(&[("i.html", r#""./a.js""#), ("a.js", r#""./b.js""#), ("b.js", r#""./a.js""#)]);
        assert!(circle.hashed("i.html").is_err());
    }
}
