//! Where the eyes look.

use mynacheck::report::{Check, Outcome, Param};
use portrait_painter::{Glasses, Hair, Portrait, skin_tone};

use crate::common::{check, of, photos};

fn gaze(portrait: &Portrait) -> Check {
    of(&check(&portrait.jpeg(92)), "gaze").clone()
}

const IRISES: [[u8; 3]; 3] = [[84, 56, 36], [96, 120, 150], [30, 20, 16]];

#[test]
fn eyes_into_the_lens_pass() {
    for (_, skin) in skin_tone::ALL {
        for iris_color in IRISES {
            let check = gaze(&Portrait { skin, iris_color, ..Portrait::default() });
            assert_eq!(check.outcome, Outcome::Pass, "{skin:?} {iris_color:?}: {check:?}");
        }
    }
    for portrait in [
        Portrait { left_eye_open: 0.7, right_eye_open: 0.7, ..Portrait::default() },
        Portrait { hair: Hair::FringeOverBrows, ..Portrait::default() },
        Portrait { glasses: Glasses::Thin, ..Portrait::default() },
        Portrait { glasses: Glasses::Heavy, ..Portrait::default() },
        Portrait { side_light: 0.8, ..Portrait::default() },
        Portrait { roll_deg: 15.0, ..Portrait::default() },
        Portrait { red_eye: 0.8, ..Portrait::default() },
        Portrait { gaze_x: 0.15, gaze_y: 0.15, ..Portrait::default() },
    ] {
        let check = gaze(&portrait);
        assert_eq!(check.outcome, Outcome::Pass, "{check:?}: {portrait:?}");
    }
}

#[test]
fn eyes_that_look_elsewhere_fail() {
    for (_, skin) in skin_tone::ALL {
        for (gaze_x, gaze_y) in [(-0.8, 0.0), (0.8, 0.0), (0.0, 1.6), (0.7, -0.8)] {
            let check = gaze(&Portrait { skin, gaze_x, gaze_y, ..Portrait::default() });
            assert_eq!(check.outcome, Outcome::Fail, "{skin:?} {gaze_x} {gaze_y}: {check:?}");
            assert_eq!(check.params.get("reason"), Some(&Param::Word("away")));
        }
    }
}

#[test]
fn of_closed_eyes_nothing_is_said() {
    let closed = Portrait { left_eye_open: 0.0, right_eye_open: 0.0, ..Portrait::default() };
    assert_ne!(gaze(&closed).outcome, Outcome::Fail);
}

#[test]
fn real_people_who_look_into_the_lens_pass() {
    let Some(photos) = photos("gaze") else { return };
    for set in ["london/neutral", "london/smiling", "canada"] {
        for entry in std::fs::read_dir(photos.join(set)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "jpg") {
                let report = check(&std::fs::read(&path).unwrap());
                let check = of(&report, "gaze");
                assert_eq!(check.outcome, Outcome::Pass, "{}: {check:?}", path.display());
            }
        }
    }
}
