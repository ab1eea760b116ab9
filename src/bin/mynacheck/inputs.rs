//! The files that are meant: named one by one, all those of a folder, or listed on
//! standard input. Taken one after the other, so that no list has to fit in memory.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Stdin};
use std::path::{Path, PathBuf};
use std::{fs, vec};

/// Stands for a list on standard input.
pub const LIST: &str = "-";

/// A file to check.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in reports and below output folders: the file's own name, or its
    /// path from the folder that was named.
    pub name: PathBuf,
}

impl Input {
    fn named(path: PathBuf) -> Self {
        let name = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
        Self { path, name }
    }

    /// The name for a report, with `/` between folders.
    pub fn name(&self) -> String {
        let parts: Vec<_> =
            self.name.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

/// Goes through everything that was named.
pub struct Inputs<'a> {
    arguments: vec::IntoIter<PathBuf>,
    /// The endings by which files of folders are taken, in lower case.
    endings: &'a [&'a str],
    list: Option<io::Split<BufReader<Stdin>>>,
    /// What is left of the folders that are gone through, the innermost last, and
    /// the one that was named.
    folders: Vec<vec::IntoIter<PathBuf>>,
    top: PathBuf,
}

impl<'a> Inputs<'a> {
    /// Of the command line's arguments.
    pub fn of(arguments: Vec<PathBuf>, endings: &'a [&'a str]) -> Self {
        Self {
            arguments: arguments.into_iter(),
            endings,
            list: None,
            folders: Vec::new(),
            top: PathBuf::new(),
        }
    }

    /// A folder's files and folders by name; what cannot be read is told and passed
    /// over.
    fn enter(&mut self, folder: &Path) {
        let entries = fs::read_dir(folder).and_then(|entries| {
            entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()
        });
        match entries {
            Ok(mut entries) => {
                entries.sort_unstable();
                self.folders.push(entries.into_iter());
            }
            Err(error) => eprintln!("mynacheck: {}: {error}", folder.display()),
        }
    }

    /// The next file of the folders that are gone through.
    fn in_folders(&mut self) -> Option<Input> {
        while let Some(folder) = self.folders.last_mut() {
            let Some(path) = folder.next() else {
                self.folders.pop();
                continue;
            };
            let hidden = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
            // A link to a folder may lead back up.
            let link = path.is_symlink();
            if hidden || (link && path.is_dir()) {
                continue;
            }
            if path.is_dir() {
                self.enter(&path);
                continue;
            }
            let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            if self.endings.contains(&&*ending.to_ascii_lowercase()) {
                let name = path.strip_prefix(&self.top).unwrap_or(&path).to_owned();
                return Some(Input { path, name });
            }
        }
        None
    }
}

impl Iterator for Inputs<'_> {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.in_folders() {
                return Some(input);
            }
            let listed = match self.list.as_mut().and_then(Iterator::next) {
                Some(Ok(line)) => match path_of(line) {
                    Some(path) => Some(path),
                    None => continue,
                },
                Some(Err(error)) => {
                    eprintln!("mynacheck: the list of files: {error}");
                    None
                }
                None => None,
            };
            let path = match listed {
                Some(path) => path,
                None => {
                    self.list = None;
                    let argument = self.arguments.next()?;
                    if argument.as_os_str() == LIST {
                        self.list = Some(BufReader::new(io::stdin()).split(b'\n'));
                        continue;
                    }
                    argument
                }
            };
            if path.is_dir() {
                self.top.clone_from(&path);
                self.enter(&path);
                continue;
            }
            return Some(Input::named(path));
        }
    }
}

/// A line of the list; `None` where it is empty.
fn path_of(mut line: Vec<u8>) -> Option<PathBuf> {
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if line.is_empty() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        Some(std::ffi::OsString::from_vec(line).into())
    }
    #[cfg(not(unix))]
    Some(String::from_utf8_lossy(&line).into_owned().into())
}
