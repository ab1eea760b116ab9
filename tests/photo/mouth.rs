//! The mouth: closed, open, and with teeth.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Portrait, skin_tone};

use crate::common::{check, of, photos};

fn expect(portrait: &Portrait, outcome: Outcome, reason: Option<&'static str>) {
    let report = check(&portrait.jpeg(92));
    let check = of(&report, "mouth-closed");
    assert_eq!(check.outcome, outcome, "{check:?}");
    assert_eq!(check.params.get("reason"), reason.map(Param::Word).as_ref(), "{check:?}");
}

#[test]
fn closed_lips_pass_also_with_a_light_smile() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::MEDIUM, skin_tone::VERY_DARK] {
        for smile in [0.0, 0.3] {
            expect(&Portrait { skin, smile, ..Portrait::default() }, Outcome::Pass, None);
        }
    }
}

#[test]
fn teeth_and_an_open_mouth_fail() {
    for skin in [skin_tone::VERY_LIGHT, skin_tone::VERY_DARK] {
        let open = Portrait { skin, mouth_open: 1.0, ..Portrait::default() };
        expect(&open, Outcome::Fail, Some("open"));
        let teeth = Portrait { teeth: true, smile: 0.8, ..open };
        expect(&teeth, Outcome::Fail, Some("teeth"));
    }
}

#[test]
fn real_smiles_fail_for_their_teeth_and_real_neutral_faces_pass() {
    let Some(photos) = photos("smiles") else { return };
    let list = include_str!("../../xtask/evaluate/data/smiling-with-teeth.txt");
    let row = |name: &str| -> Vec<&str> {
        let row = list.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        row.split_whitespace().collect()
    };
    let (clear, glimpse) = (row("clear "), row("glimpse "));
    let outcome = |set: &str, number: &str| {
        let bytes = std::fs::read(photos.join(format!("london/{set}/{number}.jpg"))).unwrap();
        of(&check(&bytes), "mouth-closed").outcome
    };
    for entry in std::fs::read_dir(photos.join("london/smiling")).unwrap() {
        let path = entry.unwrap().path();
        let number = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(outcome("neutral", number), Outcome::Pass, "neutral {number}");
        if !glimpse.contains(&number) {
            let shown = outcome("smiling", number) == Outcome::Fail;
            assert_eq!(shown, clear.contains(&number), "smiling {number}");
        }
    }
}
