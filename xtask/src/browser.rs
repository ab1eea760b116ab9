//! A browser for the tests: one that is installed, else one that is brought.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context as _, Result};

use crate::npm::npm;
use crate::process;
use crate::steps::step;
use crate::workspace::Workspace;

const CHROMIUMS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    "chrome",
];

const CHROMIUM_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

const FIREFOX_PLACES: &[&str] = &[
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
];

/// A Chromium or one of its relatives.
pub fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    let installed = || installed("CHROME_PATH", CHROMIUMS, CHROMIUM_PLACES);
    if let Some(browser) = installed() {
        return Ok(browser);
    }
    if may_install_packages() {
        let _ = step("chromium, from the system's packages", || {
            process::run(Command::new("apt-get").args(["update", "--quiet"]))?;
            let install = ["install", "--yes", "--quiet", "--no-install-recommends", "chromium"];
            process::run(Command::new("apt-get").args(install))
        });
        if let Some(browser) = installed() {
            return Ok(browser);
        }
    }
    step("a browser, from the test tool", || download(workspace))
}

/// Firefox, when it is installed.
pub fn firefox() -> Option<PathBuf> {
    installed("FIREFOX_PATH", &["firefox", "firefox-esr"], FIREFOX_PLACES)
}

fn installed(variable: &str, names: &[&str], places: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable) {
        return Some(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = names.iter().flat_map(|name| {
        env::split_paths(&path)
            .map(move |folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
    });
    on_path.chain(places.iter().map(PathBuf::from)).find(|path| path.is_file())
}

/// Root on a Debian: a build machine or a container.
fn may_install_packages() -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    root && Path::new("/usr/bin/apt-get").exists()
}

fn download(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target.join("browsers");
    let mut install = npm();
    install.args(["exec", "--", "@puppeteer/browsers", "install", "chrome-headless-shell@stable"]);
    process::run(install.arg("--path").arg(&folder).current_dir(&workspace.root))?;
    find(&folder, "chrome-headless-shell").context("the download holds no browser")
}

fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        let found = match path.is_dir() {
            true => find(&path, name),
            false => Some(path).filter(|path| path.file_stem().is_some_and(|stem| stem == name)),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}
