//! Writes the pictures of the browser tests into the folder that is named.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use portrait_painter::Portrait;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let good = Portrait { width: 1050, height: 1350, ..Portrait::default() };
    let portraits = [
        ("good", good.clone()),
        ("tilted", Portrait { roll_deg: 14.0, ..good.clone() }),
        ("small-head", Portrait { head_mm: 20.0, top_margin_mm: 12.0, ..good.clone() }),
        ("eyes-closed", Portrait { left_eye_open: 0.0, right_eye_open: 0.0, ..good.clone() }),
        ("nobody", Portrait { person: false, ..good.clone() }),
        ("large", Portrait { width: 3024, height: 4032, ..good.clone() }),
    ];
    for (name, portrait) in portraits {
        fs::write(folder.join(format!("{name}.jpg")), portrait.jpeg(92))?;
    }
    good.paint().save(folder.join("good.png"))?;
    fs::write(folder.join("text.jpg"), "This is no picture.\n")?;
    fs::write(folder.join("empty.jpg"), "")?;
    let whole = good.jpeg(92);
    fs::write(folder.join("cut-short.jpg"), &whole[..whole.len() / 2])?;
    Ok(())
}
