//! What stands behind the person. Places are in millimetres of the print (35 wide).

use crate::Background;
use crate::math::{Rgb, inside, lerp, linear, mix, noise, scale, smoothstep};
use crate::person::assorted;

/// The backdrop's colour at (x, y), `pixel` mm a pixel.
pub fn colour(background: &Background, x: f32, y: f32, pixel: f32, seed: u32) -> Rgb {
    match background {
        Background::Plain(rgb) => linear(*rgb),
        Background::Gradient { top, bottom } => {
            mix(linear(*top), linear(*bottom), (y / 45.0).clamp(0.0, 1.0))
        }
        Background::Stripes { first, second } => {
            let wave = (x / 3.0).rem_euclid(2.0) - 1.0;
            mix(linear(*first), linear(*second), inside((wave.abs() - 0.5) * 3.0, pixel.max(0.05)))
        }
        Background::Bookshelf => bookshelf(x, y, pixel, seed),
        Background::Chair { down_mm, cover } => {
            chair((x, y), f32::from(*down_mm), *cover, pixel, seed)
        }
        Background::Folds { cloth, percent } => {
            let at = (x + 0.03 * y) / 2.5 * std::f32::consts::TAU;
            let fold = 0.75 * at.sin() + 0.25 * (0.43 * at + 1.0).sin();
            scale(linear(*cloth), 1.0 + f32::from(*percent) / 100.0 * fold)
        }
        Background::Leaves => {
            let light = 0.5 + 0.5 * noise(x / 1.2, y / 1.2, seed);
            mix(linear([34, 58, 30]), linear([150, 178, 120]), light)
        }
        Background::Coat { wall, coat } => {
            // Broader from the hook at a third of the height downwards.
            let edge = 4.5 - (14.0 - y).max(0.0).powi(2) * 0.3;
            mix(linear(*wall), linear(*coat), smoothstep(edge + 0.6, edge - 0.6, x))
        }
        Background::Board { wall, board, down_mm } => {
            let off = (y - f32::from(*down_mm) - 0.6).abs() - 0.6;
            mix(linear(*wall), linear(*board), inside(off, pixel.max(0.05)))
        }
    }
}

fn bookshelf(x: f32, y: f32, pixel: f32, seed: u32) -> Rgb {
    let shelf = (y / 11.0).floor();
    let within = y - 11.0 * shelf;
    let wood = scale(linear([132, 92, 58]), 1.0 + 0.15 * noise(x / 6.0, y / 0.4, seed));
    if within > 9.8 {
        return wood;
    }
    let row = shelf as i32 * 97;
    // Books stand side by side from left to right until x is reached.
    let (mut left, mut book) = (-1.0_f32, 0);
    loop {
        let wide = 1.2 + 1.9 * crate::math::hash(row + book, 1, seed);
        if x < left + wide || book > 60 {
            let tall = 6.2 + 3.0 * crate::math::hash(row + book, 2, seed);
            let t = (x - left) / wide;
            let spine =
                scale(assorted(row + book, seed), 0.6 + 0.8 * (t * (1.0 - t)).max(0.0).sqrt());
            let label =
                inside((within - 5.5).abs() - 0.5, 0.2) * inside((t - 0.5).abs() - 0.3, 0.05);
            let spine = mix(spine, [0.6, 0.58, 0.5], 0.8 * label);
            let gap = scale(wood, 0.12);
            return mix(gap, spine, inside(9.8 - tall - within, pixel.max(0.05)));
        }
        left += wide;
        book += 1;
    }
}

fn chair((x, y): (f32, f32), down: f32, cover: [u8; 3], pixel: f32, seed: u32) -> Rgb {
    let wall = scale(linear([216, 214, 208]), lerp(1.0, 0.9, y / 45.0));
    let (dx, dy) = ((x - 17.5).abs() - 11.0, down + 3.0 - y);
    let back = dx.max(0.0).hypot(dy.max(0.0)) - 3.0;
    let cover = scale(linear(cover), 1.0 + 0.1 * noise(x / 0.5, y / 0.5, seed));
    mix(wall, cover, inside(back, pixel.max(0.05)))
}
