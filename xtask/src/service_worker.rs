//! The service worker knows the files of its version by their hashes.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::npm::hex;

/// The worker's file: its name stays, for browsers ask for it again.
pub const NAME: &str = "service-worker.js";

/// Where the worker's text has room for the list and for the version.
const FILES: &str = "const FILES = [];";
const VERSION: &str = "const VERSION = \"\";";

/// The worker's text for the site's `files` by their names.
pub fn script(text: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<String> {
    if !text.contains(FILES) || !text.contains(VERSION) {
        bail!("{NAME} has no room for its files");
    }
    let mut list = String::new();
    for (name, bytes) in files {
        // As it is asked for by whoever opens the site.
        let url = if name == "index.html" { "./".to_owned() } else { format!("./{name}") };
        let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)));
        list.push_str(&format!("  {},\n", json!({ "url": url, "integrity": integrity })));
    }
    let version = hex(list.as_bytes()).chars().take(16).collect::<String>();
    Ok(text.replacen(FILES, &format!("const FILES = [\n{list}];"), 1).replacen(
        VERSION,
        &format!("const VERSION = \"{version}\";"),
        1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(page: &str) -> String {
        let files = [("index.html", page), ("a-1.js", "")];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        script(&format!("{FILES}\n{VERSION}\n"), &files.into()).unwrap()
    }

    #[test]
    fn every_file_is_listed_with_its_hash_and_any_changes_the_version() {
        let script = with("<p>");
        // The hash of nothing.
        assert!(script.contains(
            r#""integrity":"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","url":"./a-1.js""#
        ));
        assert!(script.contains(r#""url":"./""#), "{script}");
        let version = |script: &str| script.lines().last().map(str::to_owned);
        assert_ne!(version(&script), version(&with("<p>!")));
        assert_eq!(script, with("<p>"));
    }

    #[test]
    fn a_worker_without_room_is_refused() {
        assert!(super::script("", &BTreeMap::new()).is_err());
    }
}
