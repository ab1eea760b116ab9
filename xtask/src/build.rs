//! `cargo xtask build`: the site in `dist/site`, static files for any host, and
//! the same page as one file, `dist/mynacheck.html`, and the npm package,
//! `dist/npm`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::bare::bare;
use crate::site::Site;
use crate::steps::step;
use crate::workspace::Workspace;
use crate::{languages, models, notices, npm, package, service_worker, single_file, wasm};

/// The language in which the page stands before its script has run.
const FIRST_LANGUAGE: &str = "messages/ja.json";

/// Builds what is out of date.
pub fn run(workspace: &Workspace) -> Result<()> {
    npm::ensure(workspace)?;
    let models = models::ensure(workspace)?;
    let core = wasm::build(workspace)?;
    let site = sources(workspace, &core, &models)?;
    step("site in dist/site", || assemble(workspace, &site))?;
    step("npm package in dist/npm", || package::assemble(workspace, &core, &models))?;
    let hash =
        step("single file dist/mynacheck.html", || single_file::write(workspace, &site, &core))?;
    println!("sha256 of mynacheck.html: {hash}");
    Ok(())
}

/// What both forms of the page are made of.
fn sources(workspace: &Workspace, core: &Path, models: &Path) -> Result<Site> {
    let mut site = Site::default();
    site.add_folder(&workspace.www(), "")?;
    site.add_folder(&workspace.messages, "messages/")?;
    // A catalogue is data, and smaller without its line breaks.
    site.edit_all(".json", |text| Ok(serde_json::from_str::<Value>(text)?.to_string()))?;
    let languages = languages::read(&workspace.messages)?;
    // Among what is generated: the single file's scripts are put together from there.
    fs::write(core.join(languages::MODULE), languages::module(&languages))?;
    for name in ["core.js", "core_bg.wasm", "heic.js", "heic_bg.wasm", languages::MODULE] {
        site.add_file(&core.join(name), name)?;
    }
    for name in ["face-detection.onnx", "face-mesh.onnx", "person-mask.onnx"] {
        site.add_file(&models.join(name), &format!("models/{name}"))?;
    }
    let messages: Value = serde_json::from_str(site.text(FIRST_LANGUAGE)?)?;
    site.edit("index.html", |page| with_texts(page, &messages))?;
    for ending in [".js", ".css"] {
        site.edit_all(ending, bare)?;
    }
    Ok(site)
}

fn assemble(workspace: &Workspace, site: &Site) -> Result<()> {
    let folder = workspace.site();
    let _ = fs::remove_dir_all(&folder);
    let files = site.hashed("index.html")?;
    let worker = service_worker::script(site.text(service_worker::NAME)?, &files)?;
    write(&folder.join(service_worker::NAME), worker.as_bytes())?;
    for (name, bytes) in files {
        write(&folder.join(name), &bytes)?;
    }
    for name in notices::FILES {
        write(&folder.join(format!("{name}.txt")), &fs::read(workspace.root.join(name))?)?;
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Puts each text into the empty element that names it, `data-text="page.title"`,
/// so that the page can be read before its script has run.
fn with_texts(page: &str, messages: &Value) -> Result<String> {
    const MARK: &str = "data-text=\"";
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(MARK) {
        out.push_str(before);
        out.push_str(MARK);
        let (key, after) = after.split_once('"').context("an unclosed data-text")?;
        let (tag, after) = after.split_once('>').context("an unclosed tag")?;
        let pointer = format!("/{}", key.replace('.', "/"));
        let text = messages.pointer(&pointer).and_then(Value::as_str);
        let text = text.with_context(|| format!("{FIRST_LANGUAGE} has no {key}"))?;
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        out.push_str(&format!("{key}\"{tag}>{escaped}"));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_put_in_and_escaped() {
        let messages = serde_json::json!({ "page": { "title": "a < b & c" } });
        let page = with_texts(r#"<h1 data-text="page.title" id="x"></h1>"#, &messages).unwrap();
        assert_eq!(page, r#"<h1 data-text="page.title" id="x">a &lt; b &amp; c</h1>"#);
        assert!(with_texts(r#"<p data-text="page.none"></p>"#, &messages).is_err());
    }
}
