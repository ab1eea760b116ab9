//! Where the face is found, against hand-placed points on real photos.

use mynacheck::photo::face::Face;
use mynacheck::photo::file::FileFacts;
use mynacheck::photo::pixels::{Picture, decode};
use mynacheck::report::Point;

use crate::common::{NETWORKS, percentile, photos, table};

/// What the issue aims at on the London set: median and 95th percentile, in
/// millimetres of a head of 34 mm and in degrees.
const AIMS: [(&str, f64, f64); 4] =
    [("eyes", 0.6, 1.2), ("chin", 1.0, 2.5), ("crown", 0.8, 2.5), ("roll", 1.0, 2.5)];

#[test]
fn points_and_angles_agree_with_the_annotators() {
    let Some(photos) = photos("errors of eyes, chin, crown and roll") else { return };
    for set in ["london", "canada"] {
        let mut errors: [Vec<f64>; 4] = Default::default();
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
            let [eyes, chin, crown, roll] = &mut errors;
            eyes.push(apart(face.left_eye, at("left_eye")));
            eyes.push(apart(face.right_eye, at("right_eye")));
            chin.push((face.chin.y - number("chin_y")).abs() / mm);
            // Only London has the hair's top; Canada's annotators put the
            // crown under the hair, and their eyes are level by construction.
            if set == "london" {
                crown.push((face.crown.hair_top.y - number("hair_top_y")).abs() / mm);
                roll.push((face.pose.roll - number("roll_deg")).abs());
            } else {
                crown.push((face.crown.skull_top.y - number("crown_y")).abs() / mm);
                roll.push(face.pose.roll.abs());
            }
        }
        for ((name, median, p95), values) in AIMS.into_iter().zip(&errors) {
            let measured = (percentile(values, 0.5), percentile(values, 0.95));
            println!("{set:8} {name:6} median {:.2}  p95 {:.2}", measured.0, measured.1);
            // The estimate of the skull's top decides nothing by itself.
            if (set, name) == ("canada", "crown") {
                continue;
            }
            assert!(measured.0 <= median && measured.1 <= p95, "{set} {name}: {measured:?}");
        }
    }
}
