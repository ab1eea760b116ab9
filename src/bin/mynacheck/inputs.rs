//! The files that are named: one by one, in a folder, or in a list on standard
//! input. They are found as they are needed, so that a list has no end that
//! memory would set.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

/// Nothing that could pass is near this size (the office takes 7 MB).
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Extensions of pictures: of those that are checked, and of those that a
/// person would take for a photo, whose report says what is wrong with them.
pub const PHOTOS: &[&str] =
    &["avif", "bmp", "gif", "heic", "heif", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "webp"];

/// Extensions of applications.
pub const APPLICATIONS: &[&str] = &["json"];

/// The files, in the order in which they are named; those of a folder in the
/// order of their names.
pub struct Inputs {
    /// What is still to be looked at, last first.
    ahead: Vec<PathBuf>,
    /// The list that `-` stands for, once it is being read.
    list: Option<Box<dyn BufRead + Send>>,
    /// How much of `ahead` comes after the list.
    beyond_list: usize,
    /// Extensions that are taken from a folder.
    extensions: &'static [&'static str],
    /// What could not be read, to be told.
    troubles: Vec<String>,
}

impl Inputs {
    /// The files that `named` stands for.
    pub fn new(named: &[PathBuf], extensions: &'static [&'static str]) -> Self {
        let ahead = named.iter().rev().cloned().collect();
        Self { ahead, list: None, beyond_list: 0, extensions, troubles: Vec::new() }
    }

    /// How many there are, where that is known without looking.
    pub fn count(named: &[PathBuf]) -> Option<usize> {
        let plain = |path: &PathBuf| path.as_os_str() != "-" && !path.is_dir();
        named.iter().all(plain).then_some(named.len())
    }

    /// What could not be read since the last call.
    pub fn troubles(&mut self) -> Vec<String> {
        std::mem::take(&mut self.troubles)
    }

    /// The next line of the list that is a path.
    fn listed(&mut self) -> Option<PathBuf> {
        let list = self.list.as_mut()?;
        loop {
            let mut line = String::new();
            match list.read_line(&mut line) {
                Ok(0) => break,
                Ok(_) => {
                    let line = line.trim_end_matches(['\n', '\r']);
                    if !line.trim().is_empty() {
                        return Some(line.into());
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                    self.troubles.push("a line of the list is not UTF-8".to_owned());
                }
                Err(error) => {
                    self.troubles.push(format!("standard input: {error}"));
                    break;
                }
            }
        }
        self.list = None;
        None
    }

    /// Puts what is in `folder` ahead of all else.
    fn open(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                self.troubles.push(format!("{}: {error}", folder.display()));
                return;
            }
        };
        let mut found: Vec<_> = entries
            .filter_map(Result::ok)
            .filter(|entry| {
                // A link to a folder may lead back here.
                let kind = entry.file_type().ok();
                let is_folder = kind.is_some_and(|kind| kind.is_dir());
                let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
                !is_hidden && (is_folder || (!entry.path().is_dir() && self.takes(&entry.path())))
            })
            .map(|entry| entry.path())
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        self.ahead.append(&mut found);
    }

    fn takes(&self, path: &Path) -> bool {
        let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        extension.is_some_and(|extension| self.extensions.contains(&&*extension))
    }
}

impl Iterator for Inputs {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        loop {
            // A folder that the list named goes before the list's next line.
            let at_list = self.list.is_some() && self.ahead.len() <= self.beyond_list;
            if at_list && let Some(path) = self.listed() {
                match path.is_dir() {
                    true => self.open(&path),
                    false => return Some(path),
                }
                continue;
            }
            let path = self.ahead.pop()?;
            if path.as_os_str() == "-" {
                self.list = Some(Box::new(io::BufReader::new(io::stdin())));
                self.beyond_list = self.ahead.len();
            } else if path.is_dir() {
                self.open(&path);
            } else {
                return Some(path);
            }
        }
    }
}

/// The bytes of a file.
///
/// # Errors
///
/// Why it cannot be read, in a sentence.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    let told = |error: io::Error| format!("{}: {error}", path.display());
    let file = fs::File::open(path).map_err(told)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("{}: over 256 MB, which no photo is", path.display()));
    }
    Ok(bytes)
}

/// Names for the files that are written: `NAME`, then `NAME-2` for another
/// photo of that name.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// A name for what is made of `path` that nothing else has.
    pub fn of(&mut self, path: &Path) -> String {
        let stem = path.file_stem().map_or_else(|| "photo".into(), |stem| stem.to_string_lossy());
        // Some disks take `A.jpg` and `a.jpg` for one.
        let mut name = stem.to_string();
        let mut number: u64 = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}");
            number = number.saturating_add(1);
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_never_given_twice() {
        let mut names = Names::default();
        let mut of = |path: &str| names.of(Path::new(path));
        assert_eq!(of("a/x.jpg"), "x");
        assert_eq!(of("b/x.png"), "x-2");
        assert_eq!(of("x-2.jpg"), "x-2-2");
        assert_eq!(of("c/X.jpg"), "X-3");
    }
}
