//! The languages of the page. A catalogue in `www/messages` says itself, under
//! `language`, how it is offered: its name for itself, how HTML and Intl call it,
//! its place in the list, and which of a browser's languages choose it. The file
//! is all it takes.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

/// The module that the page loads its table from.
pub const MODULE: &str = "languages.js";

/// A catalogue and how it is offered.
pub struct Language {
    /// The file's name without its ending: the language's name for programs.
    pub key: String,
    /// Everything in the file.
    pub catalogue: Value,
    /// The language's name for itself.
    name: String,
    /// How HTML and Intl call it.
    lang: String,
    /// The place in the list; of two alike the first by its file's name is first.
    order: u64,
    /// The languages of a browser that choose it, with what is more particular:
    /// `zh-TW` by itself and `zh` for all others of Chinese.
    pub tags: Vec<String>,
}

/// The languages in `folder`, in the order in which they are offered.
///
/// # Errors
///
/// For a catalogue that does not say what it is, and for a tag that two share.
pub fn read(folder: &Path) -> Result<Vec<Language>> {
    let mut languages = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            languages.push(language(&path).with_context(|| path.display().to_string())?);
        }
    }
    languages.sort_by(|one, other| (one.order, &one.key).cmp(&(other.order, &other.key)));
    let mut tags: Vec<_> = languages.iter().flat_map(|language| &language.tags).collect();
    tags.sort();
    if let Some(&[tag, _]) = tags.array_windows().find(|[one, next]| one == next) {
        bail!("two catalogues are chosen by {tag}");
    }
    Ok(languages)
}

fn language(path: &Path) -> Result<Language> {
    let key = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    // It stands in addresses and in scripts.
    if !is_tag(key) {
        bail!("a catalogue is named by letters, digits and hyphens");
    }
    let catalogue: Value = serde_json::from_slice(&fs::read(path)?)?;
    let about = catalogue.get("language").context("it has no `language`")?;
    let text = |part: &str| {
        let text = about.get(part).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        text.map(str::to_owned).with_context(|| format!("language.{part} is no text"))
    };
    let tags = about.get("tags").and_then(Value::as_array).context("language.tags is no list")?;
    let tags = tags.iter().map(|tag| match tag.as_str().filter(|tag| is_tag(tag)) {
        Some(tag) => Ok(tag.to_lowercase()),
        None => bail!("language.tags holds {tag}, which is no language tag"),
    });
    Ok(Language {
        key: key.to_owned(),
        name: text("name")?,
        lang: text("lang")?,
        order: about
            .get("order")
            .and_then(Value::as_u64)
            .context("language.order is no whole number")?,
        tags: tags.collect::<Result<_>>()?,
        catalogue,
    })
}

fn is_tag(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// The module [`MODULE`]: the table that `www/languages.d.ts` describes.
pub fn module(languages: &[Language]) -> String {
    let mut out = String::from("export const LANGUAGES = [\n");
    for Language { key, name, lang, tags, .. } in languages {
        // Texts of JSON are texts of JavaScript.
        out.push_str(&format!(
            "{{ key: {}, name: {}, lang: {}, tags: {}, \
             url: new URL(\"./messages/{key}.json\", import.meta.url) }},\n",
            json!(key),
            json!(name),
            json!(lang),
            json!(tags),
        ));
    }
    out.push_str("];\n");
    out
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("mynacheck-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    fn about(name: &str, order: u32, tags: &str) -> String {
        format!(r#"{{"language":{{"name":"{name}","lang":"x","order":{order},"tags":{tags}}}}}"#)
    }

    #[test]
    fn the_table_is_made_of_the_files_in_their_order() {
        let (last, first) = (about("Last", 20, "[]"), about("It’s “first”", 3, r#"["b-C","d"]"#));
        let files = [("a.json", last.as_str()), ("b-C.json", &first), ("notes.txt", "")];
        let folder = folder("languages", &files);
        let languages = read(&folder).unwrap();
        let keys: Vec<_> = languages.iter().map(|language| language.key.as_str()).collect();
        assert_eq!(keys, ["b-C", "a"]);
        let module = module(&languages);
        assert!(module.contains(
            r#"{ key: "b-C", name: "It’s “first”", lang: "x", tags: ["b-c","d"], url: new URL("./messages/b-C.json", import.meta.url) },"#
        ), "{module}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_catalogue_that_does_not_say_what_it_is_is_refused() {
        let whole = about("A", 1, r#"["a"]"#);
        let wrong = [
            ("a.json", "{}".to_owned()),
            ("a.json", whole.replace("\"A\"", "\" \"")),
            ("a.json", whole.replace("\"lang\"", "\"long\"")),
            ("a.json", whole.replace("1", "\"1\"")),
            ("a.json", whole.replace("\"a\"", "\"a b\"")),
            ("a_b.json", whole.clone()),
        ];
        for (name, text) in &wrong {
            let folder = folder("no-language", &[(name, text)]);
            assert!(read(&folder).is_err(), "{name}: {text}");
            fs::remove_dir_all(folder).unwrap();
        }
        let folder = folder("same-tags", &[("a.json", &whole), ("b.json", &whole)]);
        assert!(read(&folder).is_err_and(|error| error.to_string().contains("chosen by a")));
        fs::remove_dir_all(folder).unwrap();
    }
}
