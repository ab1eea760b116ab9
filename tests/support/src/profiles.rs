//! Colour profiles (ICC) to put into pictures, and the same pictures with them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

/// Display P3: sRGB's curve with the wider primaries that phones use.
pub fn display_p3() -> Vec<u8> {
    let srgb = para(&[2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]);
    let colorants = [
        [0.515_12, 0.241_20, -0.001_05],
        [0.291_98, 0.692_25, 0.041_89],
        [0.157_10, 0.066_57, 0.784_07],
    ];
    matrix_profile(&srgb, colorants)
}

/// Adobe RGB (1998): a power of 563/256 and a wider green.
pub fn adobe_rgb() -> Vec<u8> {
    let mut power = b"curv\0\0\0\0\0\0\0\x01".to_vec();
    power.extend(563_u16.to_be_bytes());
    let colorants = [
        [0.609_74, 0.311_11, 0.019_47],
        [0.205_28, 0.625_67, 0.060_87],
        [0.149_19, 0.063_22, 0.744_57],
    ];
    matrix_profile(&power, colorants)
}

/// sRGB, with its curve as a list of points. Of version 2, as most files have it:
/// some libraries move a version 4 profile's black.
pub fn srgb() -> Vec<u8> {
    let points = 1024_u32;
    let mut curve = b"curv\0\0\0\0".to_vec();
    curve.extend(points.to_be_bytes());
    for at in 0..points {
        let x = f64::from(at) / f64::from(points - 1);
        let light = if x <= 0.04045 { x / 12.92 } else { ((x + 0.055) / 1.055).powf(2.4) };
        curve.extend(((light * 65535.0).round() as u16).to_be_bytes());
    }
    let colorants = [
        [0.436_07, 0.222_49, 0.013_92],
        [0.385_15, 0.716_87, 0.097_08],
        [0.143_07, 0.060_61, 0.714_10],
    ];
    let mut profile = matrix_profile(&curve, colorants);
    profile[8] = 2;
    profile
}

/// Grey with a power of 1.8, as prints once had.
pub fn gray_18() -> Vec<u8> {
    profile(b"GRAY", b"XYZ ", &[(*b"kTRC", para(&[1.8]))])
}

/// How a table of a profile is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// `mft1`: 8 bits.
    Lut8,
    /// `mft2`: 16 bits.
    Lut16,
    /// `mAB `: with curves before and behind.
    Parts,
}

/// Inks that are all grey: black darkens evenly, the others by their lightness.
/// [`ink_lightness`] says what L* comes out.
pub fn grey_inks(form: Form) -> Vec<u8> {
    const SIZE: usize = 9;
    let mut nodes = Vec::new();
    for node in 0..SIZE.pow(4) {
        let part =
            |step: usize| (node / SIZE.pow(3 - step as u32) % SIZE) as f64 / (SIZE - 1) as f64;
        nodes.push(ink_lightness([part(0), part(1), part(2), part(3)]) / 100.0);
    }
    let tag = match form {
        Form::Lut8 => {
            let mut tag = b"mft1\0\0\0\0".to_vec();
            tag.extend([4, 3, SIZE as u8, 0]);
            tag.extend([0; 36]);
            for _ in 0..4 {
                tag.extend(0..=255_u8);
            }
            for l in nodes {
                tag.extend([(l * 255.0).round() as u8, 128, 128]);
            }
            for _ in 0..3 {
                tag.extend(0..=255_u8);
            }
            tag
        }
        Form::Lut16 => {
            let mut tag = b"mft2\0\0\0\0".to_vec();
            tag.extend([4, 3, SIZE as u8, 0]);
            tag.extend([0; 36]);
            tag.extend([0, 2, 0, 2]);
            for _ in 0..4 {
                tag.extend([0, 0, 0xFF, 0xFF]);
            }
            for l in nodes {
                tag.extend(((l * 65280.0).round() as u16).to_be_bytes());
                tag.extend([0x80, 0, 0x80, 0]);
            }
            for _ in 0..3 {
                tag.extend([0, 0, 0xFF, 0xFF]);
            }
            tag
        }
        Form::Parts => {
            let identity = b"curv\0\0\0\0\0\0\0\0";
            let mut tag = b"mAB \0\0\0\0\x04\x03\0\0".to_vec();
            let b = 32_u32;
            let grid = b + 3 * 12;
            let a = grid + 20 + nodes.len() as u32 * 6;
            for offset in [b, 0, 0, grid, a] {
                tag.extend(offset.to_be_bytes());
            }
            for _ in 0..3 {
                tag.extend(identity);
            }
            let mut sizes = [0; 16];
            sizes[..4].fill(SIZE as u8);
            tag.extend(sizes);
            tag.extend([2, 0, 0, 0]);
            for l in nodes {
                tag.extend(((l * 65535.0).round() as u16).to_be_bytes());
                tag.extend([0x80, 0x80, 0x80, 0x80]);
            }
            for _ in 0..4 {
                tag.extend(identity);
            }
            tag
        }
    };
    profile(b"CMYK", b"Lab ", &[(*b"A2B0", tag)])
}

/// L* of inks of 0 to 1 under [`grey_inks`].
pub fn ink_lightness([c, m, y, k]: [f64; 4]) -> f64 {
    100.0 * (1.0 - k) * (1.0 - 0.3 * c - 0.5 * m - 0.1 * y)
}

/// A JPEG with a profile in it.
pub fn jpeg(picture: &RgbImage, profile: &[u8], quality: u8) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, quality);
    encoder.set_icc_profile(profile.to_vec()).expect("a JPEG holds a profile");
    encoder.encode_image(picture).expect("a JPEG of a picture in memory");
    out
}

/// A PNG with a profile in it.
pub fn png(picture: &RgbImage, profile: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new(&mut out);
    encode(encoder, picture, profile);
    out
}

/// A lossless WebP with a profile in it.
pub fn webp(picture: &RgbImage, profile: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut out);
    encode(encoder, picture, profile);
    out
}

fn encode(mut encoder: impl ImageEncoder, picture: &RgbImage, profile: &[u8]) {
    encoder.set_icc_profile(profile.to_vec()).expect("the format holds a profile");
    let (width, height) = picture.dimensions();
    encoder
        .write_image(picture, width, height, ExtendedColorType::Rgb8)
        .expect("a picture in memory is encoded");
}

fn para(numbers: &[f64]) -> Vec<u8> {
    let kind = match numbers.len() {
        1 => 0,
        _ => 3_u16,
    };
    let mut out = b"para\0\0\0\0".to_vec();
    out.extend(kind.to_be_bytes());
    out.extend([0, 0]);
    out.extend(numbers.iter().flat_map(|number| fixed(*number)));
    out
}

fn fixed(number: f64) -> [u8; 4] {
    ((number * 65536.0).round() as i32).to_be_bytes()
}

fn matrix_profile(curve: &[u8], colorants: [[f64; 3]; 3]) -> Vec<u8> {
    let xyz = |colorant: [f64; 3]| {
        let mut tag = b"XYZ \0\0\0\0".to_vec();
        tag.extend(colorant.into_iter().flat_map(fixed));
        tag
    };
    let [r, g, b] = colorants.map(xyz);
    let curve = || curve.to_vec();
    profile(
        b"RGB ",
        b"XYZ ",
        &[
            (*b"rXYZ", r),
            (*b"gXYZ", g),
            (*b"bXYZ", b),
            (*b"rTRC", curve()),
            (*b"gTRC", curve()),
            (*b"bTRC", curve()),
        ],
    )
}

/// A profile: its head, the list of its tags, the tags.
fn profile(space: &[u8; 4], pcs: &[u8; 4], tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut head = vec![0; 128];
    head[8] = 4;
    head[12..16].copy_from_slice(b"mntr");
    head[16..20].copy_from_slice(space);
    head[20..24].copy_from_slice(pcs);
    head[36..40].copy_from_slice(b"acsp");
    for (at, value) in [(68, 0.9642), (72, 1.0), (76, 0.8249)] {
        head[at..at + 4].copy_from_slice(&fixed(value));
    }
    let mut list = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let first = 132 + 12 * tags.len();
    for (name, tag) in tags {
        list.extend(name);
        list.extend(((first + data.len()) as u32).to_be_bytes());
        list.extend((tag.len() as u32).to_be_bytes());
        data.extend(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = [head, list, data].concat();
    let length = (out.len() as u32).to_be_bytes();
    out[..4].copy_from_slice(&length);
    out
}
