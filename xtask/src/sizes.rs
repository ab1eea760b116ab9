//! The size budgets of the site, as a host with gzip would send it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

/// As the rules count a photo's KB.
const KB: usize = 1024;

/// What is weighed together, and the most it may weigh in bytes after gzip. A
/// visitor loads one language, so the page counts with its largest catalogue.
const BUDGETS: [(&str, usize); 4] = [
    ("WebAssembly", 700 * KB),
    ("models", 2048 * KB),
    ("page", 80 * KB),
    // Loaded only for a HEIC photo that the browser cannot open.
    ("WebAssembly for HEIC", 160 * KB),
];

/// The folder of the catalogues.
const MESSAGES: &str = "messages";

/// An error when the site in `folder` is over a budget.
pub fn hold(folder: &Path) -> Result<()> {
    let mut weights = [0; 4];
    weigh(folder, &mut weights)?;
    let [_, _, page, _] = &mut weights;
    *page += largest(&folder.join(MESSAGES))?;
    let mut over = Vec::new();
    for ((name, most), weight) in BUDGETS.iter().zip(weights) {
        eprintln!("  {name}: {weight} bytes with gzip, of {most}");
        if weight > *most {
            over.push(*name);
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    bail!("over budget: {}", over.join(", "))
}

fn weigh(folder: &Path, weights: &mut [usize; 4]) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with(MESSAGES) {
                weigh(&path, weights)?;
            }
            continue;
        }
        let [module, models, page, heic] = weights;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        match path.extension().and_then(|extension| extension.to_str()) {
            // A module counts with the glue that is generated for it.
            Some("wasm" | "js") if name.starts_with("heic") => *heic += gzip(&path)?,
            Some("js") if name.starts_with("core") => *module += gzip(&path)?,
            Some("wasm") => *module += gzip(&path)?,
            Some("onnx") => *models += gzip(&path)?,
            // The licences are there to be read, the icons for who installs the page.
            Some("txt" | "png") => {}
            _ => *page += gzip(&path)?,
        }
    }
    Ok(())
}

/// The weight of the heaviest file in `folder`.
fn largest(folder: &Path) -> Result<usize> {
    let mut most = 0;
    for entry in fs::read_dir(folder)? {
        most = most.max(gzip(&entry?.path())?);
    }
    Ok(most)
}

fn gzip(path: &Path) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(9));
    encoder.write_all(&fs::read(path)?)?;
    Ok(encoder.finish()?.len())
}
