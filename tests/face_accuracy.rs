//! Where the face is found, against hand-placed points on real photos.

mod common;

use common::{NETWORKS, percentile, photos, table};
use mynacheck::photo::face::Face;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::pixels::{Picture, decode};
use mynacheck::report::Point;

#[test]
fn points_and_angles_agree_with_the_annotators() {
    let Some(photos) = photos("errors of eyes, chin, crown and roll") else { return };
    for set in ["london", "canada"] {
        let mut eyes = Vec::new();
        let mut chins = Vec::new();
        let mut crowns = Vec::new();
        let mut rolls = Vec::new();
        for row in table(&photos.join(set).join("truth.csv")) {
            let number = |name: &str| row[name].parse::<f64>().unwrap();
            let at = |name: &str| Point {
                x: number(&format!("{name}_x")),
                y: number(&format!("{name}_y")),
            };
            let bytes = std::fs::read(photos.join(set).join(&row["file"])).unwrap();
            let picture = Picture::new(decode(&bytes, &FileFacts::read(&bytes)).unwrap());
            let found = NETWORKS.detect(&picture).unwrap();
            let face = Face::read(&NETWORKS, &picture, &found[0]).unwrap().unwrap();
            let mm = (number("chin_y") - number("crown_y")) / 34.0;
            let apart = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y) / mm;
            let line = (
                apart(face.left_eye, at("left_eye")),
                apart(face.right_eye, at("right_eye")),
                apart(face.chin, at("chin")),
            );
            eyes.extend([line.0, line.1]);
            chins.push((face.chin.y - at("chin").y).abs() / mm);
            let top = row.get("hair_top_y").map_or(number("crown_y"), |y| y.parse().unwrap());
            crowns.push((face.crown.hair_top.y - top).abs() / mm);
            let roll = row.get("roll_deg").map_or(0.0, |roll| roll.parse().unwrap());
            rolls.push((face.pose.roll - roll).abs());
            if std::env::var_os("ROWS").is_some() {
                println!(
                    "{} faces {} dx {:.2} {:.2} dy {:.2} {:.2} chin dy {:.2} dx {:.2} crown {:.2} skull-annot {:.2} roll {:.2} yaw {:.1} pitch {:.1} cut {} eyes2chin/scale {:.3}",
                    row["file"],
                    found.len(),
                    (face.left_eye.x - at("left_eye").x) / mm,
                    (face.right_eye.x - at("right_eye").x) / mm,
                    (face.left_eye.y - at("left_eye").y) / mm,
                    (face.right_eye.y - at("right_eye").y) / mm,
                    (face.chin.y - at("chin").y) / mm,
                    (face.chin.x - at("chin").x) / mm,
                    (face.crown.hair_top.y - top) / mm,
                    (face.crown.skull_top.y - at("crown").y) / mm,
                    face.pose.roll - roll,
                    face.pose.yaw,
                    face.pose.pitch,
                    face.crown.cut_off,
                    (at("chin").y - (at("left_eye").y + at("right_eye").y) / 2.0) / face.pose.scale,
                );
            }
        }
        for (name, values) in
            [("eyes mm", &eyes), ("chin mm", &chins), ("crown mm", &crowns), ("roll deg", &rolls)]
        {
            println!(
                "{set:8} {name:8} median {:.2} p95 {:.2} max {:.2}",
                percentile(values, 0.5),
                percentile(values, 0.95),
                percentile(values, 1.0)
            );
        }
    }
}
