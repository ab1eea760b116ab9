//! `dist/mynacheck.html`: the whole page in one file that opens from a disk,
//! asks nobody for anything, and may not.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use crate::npm::{self, hex};
use crate::site::Site;
use crate::workspace::Workspace;
use crate::{notices, process};

/// The most that the file may weigh, in bytes.
const MOST: usize = 4_500_000;

/// The entries in `www/single`, each with the format that a browser takes it in.
const PAGE: (&str, &str) = ("main.js", "esm");
const WORKER: (&str, &str) = ("worker.js", "iife");

/// Writes the file from the site's sources; its sha256.
///
/// `core` is the folder of what wasm-bindgen generated.
pub fn write(workspace: &Workspace, site: &Site, core: &Path) -> Result<String> {
    let mut data = block(WORKER.0, bundle(workspace, core, WORKER)?.as_bytes());
    for (name, bytes) in site.files() {
        let read_later =
            name.starts_with("messages/") || name.starts_with("models/") || name.ends_with(".wasm");
        if read_later {
            data.push_str(&block(name, &gzip(bytes)?));
        }
    }
    // Who gets this file gets nothing else.
    data.push_str(&notices::comment(workspace)?);
    let parts = Parts {
        style: site.text("style.css")?,
        script: &bundle(workspace, core, PAGE)?,
        icon: site.text("icon.svg")?,
        data: &data,
    };
    let page = parts.put_into(site.text("index.html")?)?;
    if page.len() > MOST {
        bail!("it weighs {} bytes, of {MOST}", page.len());
    }
    fs::write(workspace.single_file(), &page)?;
    Ok(hex(page.as_bytes()))
}

/// The script of `entry` and all modules that it leads to.
fn bundle(workspace: &Workspace, core: &Path, (entry, format): (&str, &str)) -> Result<String> {
    let out = workspace.target.join("single-file").join(entry);
    let mut node = npm::node(workspace);
    node.arg(workspace.root.join("xtask/single-file/bundle.js"))
        .arg(workspace.www().join("single").join(entry))
        .args([out.as_path(), Path::new(format), core]);
    process::run(node)?;
    let script = fs::read_to_string(&out)?;
    // Either would change where the script ends for a browser.
    if script.contains("</script") || script.contains("<!--") {
        bail!("{entry} cannot stand inside a page");
    }
    Ok(script)
}

/// What `index.html` refers to.
struct Parts<'a> {
    style: &'a str,
    script: &'a str,
    icon: &'a str,
    data: &'a str,
}

impl Parts<'_> {
    /// `page` with everything inside it, and a policy that lets nothing else in.
    fn put_into(&self, page: &str) -> Result<String> {
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; \
             img-src blob: data:; worker-src blob:; connect-src 'none'; form-action 'none'; \
             base-uri 'none'",
            hash(self.script),
            hash(self.style),
        );
        let icon = BASE64_STANDARD.encode(self.icon);
        let changes = [
            (
                "<meta http-equiv=\"Content-Security-Policy\"",
                format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
            ),
            ("<link rel=\"manifest\"", String::new()),
            (
                "<link rel=\"icon\"",
                format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">"),
            ),
            ("<link rel=\"apple-touch-icon\"", String::new()),
            ("<link rel=\"stylesheet\"", format!("<style>{}</style>", self.style)),
            ("<script ", format!("<script type=\"module\">{}", self.script)),
            ("</body>", format!("{}</body>", self.data)),
        ];
        let mut out = String::new();
        let mut rest = page;
        for (tag, instead) in changes {
            let (before, after) = rest.split_once(tag).with_context(|| format!("no {tag}"))?;
            // A closing tag is whole already.
            let after = match tag.ends_with('>') {
                true => after,
                false => after.split_once('>').with_context(|| format!("{tag} never ends"))?.1,
            };
            out.push_str(before);
            out.push_str(&instead);
            rest = after;
        }
        out.push_str(rest);
        if ["href=\"./", "src=\"./"].iter().any(|outside| out.contains(outside)) {
            bail!("something is still outside");
        }
        Ok(out)
    }
}

/// A file of the page that the browser shows and runs nothing of.
fn block(name: &str, bytes: &[u8]) -> String {
    let letters = BASE64_STANDARD.encode(bytes);
    format!("<script type=\"text/plain\" data-file=\"{name}\">{letters}</script>\n")
}

/// How a Content-Security-Policy names a script or a style by its text.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = concat!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">",
        "<link rel=\"manifest\" href=\"./m\"><link rel=\"icon\" href=\"./i\">",
        "<link rel=\"apple-touch-icon\" href=\"./p\"><link rel=\"stylesheet\" href=\"./s\">",
        "<script type=\"module\" src=\"./main.js\"></script><body><p>hi</body>",
    );

    #[test]
    fn everything_stands_inside_and_is_named_by_its_hash() {
        let data = block("a.wasm", b"\0asm");
        let parts = Parts { style: "p{}", script: "go()", icon: "<svg/>", data: &data };
        let page = parts.put_into(PAGE).unwrap();
        assert!(!page.contains("./"), "{page}");
        assert!(page.contains("<style>p{}</style>") && page.contains(">go()</script><body><p>hi"));
        assert!(page.contains("data-file=\"a.wasm\">AGFzbQ==</script>"));
        // The hash of "go()", by another program.
        assert!(page.contains("script-src 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=' 'wasm-unsafe-eval'"), "{page}");
        assert!(page.contains("connect-src 'none'"));
    }

    #[test]
    fn a_page_without_one_of_the_tags_is_refused() {
        let parts = Parts { style: "", script: "", icon: "", data: "" };
        assert!(parts.put_into(&PAGE.replace("stylesheet", "style")).is_err());
    }
}
