//! Where the face is found, against hand-placed points on real photos.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use image::RgbImage;
use mynacheck::photo::net::Networks;
use mynacheck::report::Point;

use crate::photos::{self, Person, Set};

/// Absolute errors by set and what was measured: millimetres of a head of 34 mm
/// from the annotated crown to the chin, or degrees.
pub type Errors = BTreeMap<(Set, &'static str), Vec<f64>>;

/// What is aimed at on the London set: median, 95th percentile, unit.
pub const AIMS: [(&str, f64, f64, &str); 4] = [
    ("eyes", 0.6, 1.2, "mm"),
    ("chin", 1.0, 2.5, "mm"),
    ("crown", 0.8, 2.5, "mm"),
    ("roll", 1.0, 2.5, "degrees"),
];

/// The errors on a person's photo as it is.
pub fn errors(networks: &Networks, person: &Person, source: &RgbImage) -> Result<Errors> {
    let face =
        photos::face(networks, source)?.with_context(|| format!("{}: no face", person.name))?;
    let [left_eye, right_eye, chin, crown] = person.points;
    let mm = (chin.1 - crown.1) / 34.0;
    let apart = |a: Point, b: (f64, f64)| (a.x - b.0).hypot(a.y - b.1) / mm;
    let mut errors = Errors::new();
    let mut add = |name, values: &[f64]| {
        errors.insert((person.set, name), values.to_vec());
    };
    add("eyes", &[apart(face.left_eye, left_eye), apart(face.right_eye, right_eye)]);
    add("chin", &[(face.chin.y - chin.1).abs() / mm]);
    // Only London has the hair's top; Canada's annotators put the crown under
    // the hair.
    let crown = match person.hair_top {
        Some(top) => face.crown.hair_top.y - top,
        None => face.crown.skull_top.y - crown.1,
    };
    add("crown", &[crown.abs() / mm]);
    // Canada's eyes are level by construction.
    add("roll", &[(face.pose.roll - person.roll.unwrap_or_default()).abs()]);
    Ok(errors)
}

/// Whether an aim is held against: the estimate of the skull's top, which is
/// what Canada's crowns are compared with, decides nothing by itself.
pub fn counts(set: Set, name: &str) -> bool {
    (set, name) != (Set::Canada, "crown")
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::photos::Photos;
    use crate::statistics::quantile;

    #[test]
    fn points_and_angles_agree_with_the_annotators() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let folder = env::var_os("MYNACHECK_PHOTOS")
            .map_or_else(|| root.join("../shared/photos"), PathBuf::from);
        if !folder.is_dir() {
            eprintln!(
                "skipped: errors of eyes, chin, crown and roll: no photos (MYNACHECK_PHOTOS)"
            );
            return;
        }
        let networks = crate::networks(&root).unwrap();
        let mut all = Errors::new();
        for person in Photos::list(&folder).unwrap().persons {
            let found = errors(&networks, &person, &person.load().unwrap()).unwrap();
            for (key, values) in found {
                all.entry(key).or_default().extend(values);
            }
        }
        for ((set, name), values) in all.iter().filter(|((set, name), _)| counts(*set, name)) {
            let (_, median, p95, _) = AIMS.into_iter().find(|aim| aim.0 == *name).unwrap();
            let found = (quantile(values, 0.5), quantile(values, 0.95));
            assert!(found.0 <= median && found.1 <= p95, "{set:?} {name}: {found:?}");
        }
    }
}
