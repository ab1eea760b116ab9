//! Writes a gallery of portraits and `truth.tsv` into a directory:
//! `cargo run --release -p portrait-painter --example gallery -- DIR [NAME…]`

use portrait_painter::*;
use std::error::Error;
use std::fmt::Write;
use std::{env, fs, path::PathBuf, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let dir = PathBuf::from(args.next().ok_or("usage: gallery DIR [NAME…]")?);
    let only: Vec<String> = args.collect();
    fs::create_dir_all(&dir)?;
    let mut table = String::new();
    for (name, portrait) in portraits() {
        if !only.is_empty() && !only.contains(&name) {
            continue;
        }
        let start = Instant::now();
        let picture = portrait.paint();
        eprintln!("{name}: {} ms", start.elapsed().as_millis());
        picture.save(dir.join(format!("{name}.png")))?;
        let points = portrait.truth().points();
        if table.is_empty() {
            table.push_str("name");
            for (point, _) in points {
                write!(table, "\t{point}_x\t{point}_y")?;
            }
            table.push('\n');
        }
        table.push_str(&name);
        for (_, (x, y)) in points {
            write!(table, "\t{x:.2}\t{y:.2}")?;
        }
        table.push('\n');
    }
    fs::write(dir.join("truth.tsv"), table)?;
    Ok(())
}

fn portraits() -> Vec<(String, Portrait)> {
    let base = Portrait::default;
    let mut all = vec![("default".to_owned(), base())];
    let mut add = |name: String, portrait: Portrait| all.push((name, portrait));
    for (name, skin) in skin_tone::ALL {
        add(format!("skin-{name}"), Portrait { skin, ..base() });
    }
    for hair in Hair::ALL {
        add(format!("hair-{hair:?}"), Portrait { hair, ..base() });
    }
    for roll_deg in [-15.0, -7.0, 7.0, 15.0] {
        add(format!("roll{roll_deg:+}"), Portrait { roll_deg, ..base() });
    }
    for yaw_deg in [-30.0, -20.0, -10.0, 10.0, 20.0, 30.0] {
        add(format!("yaw{yaw_deg:+}"), Portrait { yaw_deg, ..base() });
    }
    for pitch_deg in [-20.0, -10.0, 10.0, 20.0] {
        add(format!("pitch{pitch_deg:+}"), Portrait { pitch_deg, ..base() });
    }
    for open in [0.0, 0.25, 0.5, 0.75] {
        let eyes = Portrait { left_eye_open: open, right_eye_open: open, ..base() };
        add(format!("eyes-{open}"), eyes);
    }
    add("eye-left-closed".into(), Portrait { left_eye_open: 0.0, ..base() });
    for (gaze_x, gaze_y) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
        add(format!("gaze{gaze_x:+}{gaze_y:+}"), Portrait { gaze_x, gaze_y, ..base() });
    }
    for mouth_open in [0.3, 1.0] {
        add(format!("mouth-{mouth_open}"), Portrait { mouth_open, ..base() });
    }
    add("teeth".into(), Portrait { mouth_open: 0.4, teeth: true, ..base() });
    add("smile".into(), Portrait { smile: 1.0, ..base() });
    add("smile-teeth".into(), Portrait { smile: 1.0, teeth: true, ..base() });
    for glasses in Glasses::WORN {
        add(format!("glasses-{glasses:?}"), Portrait { glasses, ..base() });
    }
    for cover in [Cover::Mask, Cover::MaskOnChin, Cover::Hand, Cover::Scarf] {
        add(format!("cover-{cover:?}"), Portrait { cover, ..base() });
    }
    for hat in [Hat::Cap, Hat::Beanie, Hat::Striped, Hat::Hood, Hat::WideBand, Hat::NarrowBand] {
        add(format!("hat-{hat:?}"), Portrait { hat, ..base() });
    }
    for (name, background) in [
        ("gradient", Background::Gradient { top: [235, 238, 240], bottom: [170, 180, 190] }),
        ("stripes", Background::Stripes { first: [230, 230, 225], second: [180, 190, 200] }),
        ("bookshelf", Background::Bookshelf),
        ("chair", Background::Chair { down_mm: 11, cover: [52, 40, 36] }),
        ("dark", Background::Plain([60, 48, 44])),
    ] {
        add(format!("background-{name}"), Portrait { background, ..base() });
    }
    add("wall-shadow".into(), Portrait { wall_shadow: 1.0, ..base() });
    add(
        "second-face".into(),
        Portrait {
            head_mm: 28.0,
            top_margin_mm: 12.0,
            second_face: Some(SecondFace::default()),
            ..base()
        },
    );
    for exposure in [0.15, 0.4, 2.0, 3.5] {
        add(format!("exposure-{exposure}"), Portrait { exposure, ..base() });
    }
    for side_light in [-1.0, 0.5, 1.0] {
        add(format!("side-light{side_light:+}"), Portrait { side_light, ..base() });
    }
    add("flash".into(), Portrait { flash: 1.0, ..base() });
    add("red-eye".into(), Portrait { red_eye: 1.0, ..base() });
    add("cast-orange".into(), Portrait { color_cast: [1.25, 0.95, 0.55], ..base() });
    add("blur".into(), Portrait { blur_px: 5.0, ..base() });
    add("motion".into(), Portrait { motion_blur_px: 22.0, motion_angle_deg: 20.0, ..base() });
    add("upscale".into(), Portrait { upscale: 4.0, ..base() });
    add("near-camera".into(), Portrait { camera_mm: 300.0, ..base() });
    add("head-25mm".into(), Portrait { head_mm: 25.0, top_margin_mm: 8.0, ..base() });
    add(
        "square".into(),
        Portrait { width: 1350, height: 1350, head_mm: 22.0, top_margin_mm: 4.0, ..base() },
    );
    all
}
