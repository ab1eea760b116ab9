//! Writes the pictures of the browser tests into the folder that is named.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use portrait_painter::paper_form::Shot;
use portrait_painter::{Portrait, files};

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
    // A square, the head as large in it as where one holds a phone.
    let square = Portrait { width: 1350, height: 1350, ..good.clone() };
    fs::write(folder.join("square.jpg"), square.jpeg(92))?;
    // A camera's frame: 420 × 540 pixels of four bytes.
    let frame = Portrait { width: 420, height: 540, ..good.clone() }.paint();
    let rgba: Vec<u8> = frame.pixels().flat_map(|it| [it.0[0], it.0[1], it.0[2], 255]).collect();
    fs::write(folder.join("frame.rgba"), rgba)?;
    good.paint().save(folder.join("good.png"))?;
    // A form with its code, as a hand holds a phone over it.
    let form = Shot { pixels: 1600, skew: 0.15, turned: 7.0, shadow: 0.4, blur: 1, noise: 20.0 };
    let form = form.of("https://example.jp/apply?id=12345678901234567890123");
    fs::write(folder.join("form.jpg"), files::jpeg(&form, 88))?;
    fs::write(folder.join("text.jpg"), "This is no picture.\n")?;
    fs::write(folder.join("empty.jpg"), "")?;
    let whole = good.jpeg(92);
    fs::write(folder.join("cut-short.jpg"), &whole[..whole.len() / 2])?;
    Ok(())
}
