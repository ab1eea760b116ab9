//! What every portrait must hold to.

use portrait_painter::*;

fn small() -> Portrait {
    Portrait { width: 210, height: 270, ..Portrait::default() }
}

#[test]
fn the_same_portrait_gives_the_same_bytes() {
    assert_eq!(small().paint(), small().paint());
    assert_eq!(small().jpeg(90), small().jpeg(90));
    assert_ne!(small().paint(), Portrait { seed: 2, ..small() }.paint());
}

#[test]
fn the_default_stands_where_its_millimetres_say() {
    let portrait = Portrait::default();
    let truth = portrait.truth();
    let mm = portrait.width as f32 / 35.0;
    assert!((truth.head_px() / mm - 34.0).abs() < 0.1, "{}", truth.head_px() / mm);
    assert!((truth.crown.1 / mm - 4.0).abs() < 0.1, "{}", truth.crown.1 / mm);
    assert!((0.5 * (truth.left_eye.0 + truth.right_eye.0) / mm - 17.5).abs() < 0.1);
    let share = truth.inter_eye_px() / truth.head_px();
    assert!((0.25..0.29).contains(&share), "{share}");
}

#[test]
fn the_truth_lies_inside_the_picture() {
    let (width, height) = (small().width as f32, small().height as f32);
    let turns = [(0.0, 0.0, 0.0), (15.0, 0.0, 0.0), (0.0, 20.0, 0.0), (0.0, -20.0, 10.0)];
    for hair in Hair::ALL {
        for (roll_deg, yaw_deg, pitch_deg) in turns {
            let portrait = Portrait { hair, roll_deg, yaw_deg, pitch_deg, ..small() };
            for (name, (x, y)) in portrait.truth().points() {
                // A high bun may reach beyond the top.
                let top = if name == "hair_top" { -20.0 } else { 0.0 };
                assert!(
                    (0.0..width).contains(&x) && (top..height).contains(&y),
                    "{name}: {x}, {y}"
                );
            }
        }
    }
}

#[test]
fn turns_go_where_their_signs_say() {
    let still = small().truth();
    let yaw = Portrait { yaw_deg: 15.0, ..small() }.truth();
    assert!(yaw.nose_tip.0 > still.nose_tip.0 + 2.0);
    let pitch = Portrait { pitch_deg: 15.0, ..small() }.truth();
    assert!(pitch.nose_tip.1 > still.nose_tip.1 + 2.0);
    let roll = Portrait { roll_deg: 10.0, ..small() }.truth();
    assert!(roll.crown.0 > still.crown.0 + 2.0);
    let (dx, dy) = (roll.right_eye.0 - roll.left_eye.0, roll.right_eye.1 - roll.left_eye.1);
    assert!((dy.atan2(dx).to_degrees() - 10.0).abs() < 0.1);
}

#[test]
fn a_dropped_jaw_and_a_smile_move_the_truth() {
    let still = small().truth();
    let open = Portrait { mouth_open: 1.0, ..small() }.truth();
    assert!(open.chin.1 > still.chin.1 + 5.0);
    let smile = Portrait { smile: 1.0, ..small() }.truth();
    assert!(smile.mouth_right.0 - smile.mouth_left.0 > still.mouth_right.0 - still.mouth_left.0);
}

#[test]
fn the_wall_is_its_colour_and_the_noise_is_small() {
    let picture = small().paint();
    let (mut sum, mut square, mut count) = (0.0_f64, 0.0, 0.0);
    for y in 0..20 {
        for x in 0..210 {
            let level = f64::from(picture.get_pixel(x, y).0[1]);
            sum += level;
            square += level * level;
            count += 1.0;
        }
    }
    let mean = sum / count;
    let deviation = (square / count - mean * mean).sqrt();
    assert!((mean - 228.0).abs() < 0.5, "{mean}");
    assert!((0.8..1.3).contains(&deviation), "{deviation}");
}

#[test]
fn exposure_and_cast_change_the_light() {
    let middle = |portrait: &Portrait| {
        let (x, y) = portrait.truth().nose_tip;
        portrait.paint().get_pixel(x as u32, y as u32 + 20).0
    };
    let [r, g, b] = middle(&small());
    let dark = middle(&Portrait { exposure: 0.3, ..small() });
    assert!(dark[0] < r / 3 * 2);
    let warm = middle(&Portrait { color_cast: [1.2, 1.0, 0.5], ..small() });
    assert!(warm[2] < b && warm[1].abs_diff(g) < 8);
}

#[test]
fn every_accessory_and_backdrop_changes_the_picture() {
    let plain = small().paint();
    let books = Background::Bookshelf;
    let mut others = vec![
        Portrait { background: books, ..small() },
        Portrait { background: Background::Chair { down_mm: 11, cover: [52, 40, 36] }, ..small() },
        Portrait { wall_shadow: 1.0, ..small() },
        Portrait { second_face: Some(SecondFace::default()), head_mm: 30.0, ..small() },
        Portrait { person: false, ..small() },
        Portrait { blur_px: 3.0, ..small() },
        Portrait { motion_blur_px: 8.0, ..small() },
        Portrait { upscale: 3.0, ..small() },
        Portrait { flash: 1.0, ..small() },
        Portrait { red_eye: 1.0, ..small() },
        Portrait { left_eye_open: 0.0, ..small() },
    ];
    for glasses in Glasses::WORN {
        others.push(Portrait { glasses, ..small() });
    }
    for cover in [Cover::Mask, Cover::MaskOnChin, Cover::Hand, Cover::Scarf] {
        others.push(Portrait { cover, ..small() });
    }
    for hat in [Hat::Cap, Hat::Beanie, Hat::Hood, Hat::WideBand, Hat::NarrowBand] {
        others.push(Portrait { hat, ..small() });
    }
    for other in others {
        let picture = other.paint();
        assert_eq!(picture.dimensions(), plain.dimensions());
        let changed = picture
            .pixels()
            .zip(plain.pixels())
            .filter(|(a, b)| a.0.iter().zip(b.0).any(|(a, b)| a.abs_diff(b) > 12))
            .count();
        assert!(changed > 8, "{other:?}");
    }
}
