//! From how near the photo was taken.

use mynacheck::report::{Check, Outcome, Param};
use portrait_painter::{Cover, Glasses, Hair, Portrait, skin_tone};

use crate::common::{check, of, photos};

fn distance(portrait: &Portrait) -> Check {
    of(&check(&portrait.jpeg(92)), "camera-distance").clone()
}

#[test]
fn from_an_arms_length_and_farther_it_passes() {
    for (_, skin) in skin_tone::ALL {
        // Painted faces of the two darkest skins measure 1.33 and 1.35 from 60 cm, which
        // warns; of real people's the limit in camera_distance.rs says how many do.
        let is_dark = [skin_tone::DARK, skin_tone::VERY_DARK].contains(&skin);
        for camera_mm in [if is_dark { 700.0 } else { 600.0 }, 1500.0] {
            let check = distance(&Portrait { skin, camera_mm, ..Portrait::default() });
            assert_eq!(check.outcome, Outcome::Pass, "{skin:?} {camera_mm}: {check:?}");
        }
    }
    for portrait in [
        Portrait { hair: Hair::Bald, ..Portrait::default() },
        Portrait { hair: Hair::Long, ..Portrait::default() },
        Portrait { hair: Hair::FringeOverBrows, ..Portrait::default() },
        Portrait { glasses: Glasses::Heavy, ..Portrait::default() },
        Portrait { smile: 1.0, teeth: true, ..Portrait::default() },
        Portrait { mouth_open: 1.0, ..Portrait::default() },
        Portrait { yaw_deg: 10.0, ..Portrait::default() },
        Portrait { yaw_deg: -10.0, ..Portrait::default() },
        Portrait { pitch_deg: 10.0, ..Portrait::default() },
        Portrait { pitch_deg: -10.0, ..Portrait::default() },
        Portrait { roll_deg: 15.0, ..Portrait::default() },
        Portrait { blur_px: 4.0, ..Portrait::default() },
    ] {
        let check = distance(&portrait);
        assert_eq!(check.outcome, Outcome::Pass, "{check:?}: {portrait:?}");
    }
}

#[test]
fn from_a_hands_length_it_fails() {
    for (_, skin) in skin_tone::ALL {
        for camera_mm in [200.0, 300.0] {
            let check = distance(&Portrait { skin, camera_mm, ..Portrait::default() });
            assert_eq!(check.outcome, Outcome::Fail, "{skin:?} {camera_mm}: {check:?}");
            assert_eq!(check.params.get("reason"), Some(&Param::Word("too-close")));
        }
    }
}

#[test]
fn of_a_covered_face_it_cannot_be_told() {
    let cover = Cover::Mask;
    for camera_mm in [250.0, 1500.0] {
        let check = distance(&Portrait { cover, camera_mm, ..Portrait::default() });
        assert_ne!(check.outcome, Outcome::Fail, "{check:?}");
    }
}

#[test]
fn real_people_from_afar_pass() {
    let Some(photos) = photos("camera distance") else { return };
    for set in ["london/neutral", "london/smiling", "canada"] {
        for entry in std::fs::read_dir(photos.join(set)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "jpg") {
                let report = check(&std::fs::read(&path).unwrap());
                let check = of(&report, "camera-distance");
                assert_eq!(check.outcome, Outcome::Pass, "{}: {check:?}", path.display());
            }
        }
    }
}
