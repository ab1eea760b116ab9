//! The wall: shadows on it, and whether the person stands out from it.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Background, Hair, Portrait, skin_tone};

use crate::common::{check, of};

fn expect(portrait: &Portrait, rule: &str, outcome: Outcome, reason: Option<&'static str>) {
    let report = check(&portrait.jpeg(92));
    let check = of(&report, rule);
    assert_eq!(check.outcome, outcome, "{portrait:?}: {check:?}");
    assert_eq!(check.params.get("reason"), reason.map(Param::Word).as_ref(), "{check:?}");
}

/// A head with some room at its sides, as a shadow needs.
fn portrait() -> Portrait {
    Portrait { head_mm: 32.5, ..Portrait::default() }
}

#[test]
fn a_shadow_beside_the_head_fails_and_none_passes() {
    for hair in [Hair::Short, Hair::Bald, Hair::Long] {
        for wall in [[222, 228, 234], [150, 170, 200], [232, 214, 190]] {
            let before = Portrait { hair, background: Background::Plain(wall), ..portrait() };
            expect(&before, "no-background-shadow", Outcome::Pass, None);
            let shadow = Portrait { wall_shadow: 0.6, ..before };
            expect(&shadow, "no-background-shadow", Outcome::Fail, Some("shadow"));
        }
    }
}

/// Grey and white hair is as smooth as a wall, and as light as one in the shade.
#[test]
fn grey_hair_is_no_shadow() {
    for hair in [Hair::Short, Hair::Long, Hair::Full] {
        for hair_color in [[122, 120, 116], [158, 156, 152], [206, 204, 198]] {
            for wall in [[222, 228, 234], [232, 214, 190]] {
                let background = Background::Plain(wall);
                let before = Portrait { hair, hair_color, background, ..portrait() };
                expect(&before, "no-background-shadow", Outcome::Pass, None);
            }
        }
    }
}

/// Who is told of an object looks for one.
#[test]
fn a_strong_lamps_shadow_is_no_object() {
    for hair in [Hair::Short, Hair::Bald] {
        let shadow = Portrait { hair, wall_shadow: 0.9, shadow_right: 6.0, ..portrait() };
        expect(&shadow, "no-background-shadow", Outcome::Fail, Some("shadow"));
        expect(&shadow, "plain-background", Outcome::Pass, None);
    }
}

/// Of blocks of a millimetre hardly one lies in the strip: they see a third of its depth.
#[test]
fn a_shadow_in_the_strip_between_long_hair_and_the_edge_is_seen_as_deep() {
    for wall in [[222, 228, 234], [232, 214, 190]] {
        let wide = |wall_shadow| Portrait {
            wall_shadow,
            head_mm: 39.0,
            hair: Hair::Long,
            background: Background::Plain(wall),
            ..Portrait::default()
        };
        expect(&wide(0.0), "no-background-shadow", Outcome::Pass, None);
        let report = check(&wide(1.0).jpeg(92));
        let shadow = of(&report, "no-background-shadow");
        let depth = shadow.measured.as_ref().map(|measured| measured.value);
        assert_eq!(shadow.outcome, Outcome::Fail, "{shadow:?}");
        assert!(depth > Some(0.8), "{depth:?}");
    }
}

#[test]
fn a_wall_without_hard_edges_may_not_be_plain() {
    let reason = Some("objects-or-pattern");
    for skin in [skin_tone::DARK, skin_tone::LIGHT] {
        let before =
            |background| Portrait { skin, background, hair: Hair::Short, ..Portrait::default() };
        for cloth in [[206, 208, 206], [148, 120, 110]] {
            let folds = |percent| before(Background::Folds { cloth, percent });
            expect(&folds(30), "plain-background", Outcome::Fail, reason);
            expect(&folds(3), "plain-background", Outcome::Pass, None);
        }
        expect(&before(Background::Leaves), "plain-background", Outcome::Fail, reason);
        let wall = [214, 216, 218];
        let coat = |coat| before(Background::Coat { wall, coat });
        expect(&coat([96, 44, 40]), "plain-background", Outcome::Fail, reason);
        expect(&coat(wall), "plain-background", Outcome::Pass, None);
    }
}

#[test]
fn a_gradient_is_no_shadow() {
    let background = Background::Gradient { top: [236, 238, 240], bottom: [190, 194, 200] };
    expect(&Portrait { background, ..portrait() }, "no-background-shadow", Outcome::Pass, None);
}

#[test]
fn hair_of_the_walls_colour_merges_and_other_hair_does_not() {
    for (skin, color) in [(skin_tone::DARK, [38, 34, 32]), (skin_tone::LIGHT, [196, 190, 184])] {
        let merging = Portrait {
            skin,
            hair_color: color,
            background: Background::Plain(color),
            ..portrait()
        };
        expect(&merging, "background-contrast", Outcome::Fail, Some("hair"));
        let other = Portrait { background: Background::Plain([150, 176, 214]), ..merging };
        expect(&other, "background-contrast", Outcome::Pass, None);
    }
}

#[test]
fn blond_hair_before_a_white_wall_passes_and_a_shirt_of_its_white_does_not() {
    let background = Background::Plain([236, 236, 236]);
    let blond = Portrait { hair_color: [204, 172, 120], background, ..portrait() };
    expect(&blond, "background-contrast", Outcome::Pass, None);
    let shirt = Portrait { clothes: [236, 236, 236], ..blond };
    expect(&shirt, "background-contrast", Outcome::Fail, Some("clothes"));
}
