//! Colours by the profile that a file carries (ICC.1:2022): what a phone stores
//! as Display P3, a camera as Adobe RGB or a print shop as CMYK becomes sRGB, which
//! is what every other part of this program takes pixels for.
//!
//! A profile is either a curve for each channel and a matrix, or a table over all
//! channels. Both lead to CIE colours under D50, and from there to sRGB. No black
//! point is moved: what the profile says is what is shown.
//!
//! A colour library does all of this and more; it weighs several times what is
//! needed here, in a module that people load over the phone.

mod curve;
mod table;

use image::RgbImage;

use self::curve::Curve;
use self::table::Table;

/// The channels that a profile is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Space {
    /// One channel, black to white.
    Gray,
    /// Three channels.
    Rgb,
    /// Four channels, inks.
    Cmyk,
}

impl Space {
    fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// A profile made ready to convert 8-bit pixels to sRGB.
#[derive(Debug)]
pub(super) struct Profile {
    space: Space,
    path: Path,
}

#[derive(Debug)]
enum Path {
    /// The profile is sRGB's own, or so near that no pixel would change by more
    /// than a level or two.
    Same,
    /// Curves, then a matrix to linear sRGB.
    Matrix { linear: Box<[[f32; 256]; 3]>, matrix: [[f32; 3]; 3], encode: Vec<u8> },
    /// sRGB at the nodes of a grid over all channels.
    Grid(Grid),
    /// sRGB's level for each level of grey.
    Gray(Box<[u8; 256]>),
}

/// The largest profile that is read. Those of presses have up to 3 MB.
const MOST_BYTES: usize = 8 << 20;

/// Profiles have up to about 30 tags.
const MOST_TAGS: u32 = 256;

/// A level of 255 by which sRGB under another name may be off.
const SAME: f32 = 2.0;

/// From CIE XYZ under D50, a profile's own white, to linear sRGB: the inverse of
/// sRGB's primaries adapted by Bradford's method, as in sRGB's own profile.
const TO_LINEAR_SRGB: [[f32; 3]; 3] = [
    [3.134_136, -1.617_386, -0.490_662_2],
    [-0.978_795_6, 1.916_254_3, 0.033_442_88],
    [0.071_955_42, -0.228_976_76, 1.405_386_1],
];

/// D50, the white of every profile.
const WHITE: [f32; 3] = [0.9642, 1.0, 0.8249];

impl Profile {
    /// Reads a profile; `None` where it is damaged or of a kind that no picture
    /// has, which leaves the pixels as they are.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > MOST_BYTES || bytes.get(36..40)? != b"acsp" {
            return None;
        }
        let space = match bytes.get(16..20)? {
            b"GRAY" => Space::Gray,
            b"RGB " => Space::Rgb,
            b"CMYK" => Space::Cmyk,
            _ => return None,
        };
        let lab = match bytes.get(20..24)? {
            b"Lab " => true,
            b"XYZ " => false,
            _ => return None,
        };
        let tags = Tags(bytes);
        // Perceptual first: it is what a viewer of photos shows.
        let table = [b"A2B0", b"A2B1", b"A2B2"]
            .into_iter()
            .find_map(|name| Table::read(tags.get(name)?, space.channels()));
        let path = match (space, table) {
            (Space::Rgb | Space::Cmyk, Some(table)) => Path::Grid(Grid::of(space, &table, lab)),
            (Space::Rgb, None) => matrix(&tags)?,
            (Space::Gray, _) => gray(&Curve::read(tags.get(b"kTRC")?)?.0),
            (Space::Cmyk, None) => return None,
        };
        let mut profile = Self { space, path };
        if profile.changes_nothing() {
            profile.path = Path::Same;
        }
        Some(profile)
    }

    /// The channels that it is for.
    pub(super) fn space(&self) -> Space {
        self.space
    }

    /// Converts a picture in place; one of another space than grey or RGB stays
    /// as it is.
    pub(super) fn apply(&self, image: &mut RgbImage) {
        if self.space == Space::Cmyk {
            return;
        }
        let (pixels, _) = image.as_flat_samples_mut().samples.as_chunks_mut::<3>();
        match &self.path {
            Path::Same => {}
            Path::Gray(levels) => {
                for pixel in pixels {
                    *pixel =
                        pixel.map(|level| levels.get(usize::from(level)).copied().unwrap_or(0));
                }
            }
            Path::Matrix { linear, matrix, encode } => {
                for pixel in pixels {
                    *pixel = by_matrix(*pixel, linear, matrix, encode);
                }
            }
            Path::Grid(grid) => {
                let mut cursor = Cursor::default();
                for pixel in pixels {
                    let [r, g, b] = *pixel;
                    *pixel = cursor.at(grid, [r, g, b, 0]);
                }
            }
        }
    }

    /// The picture of pixels of four inks, 255 for full ink.
    pub(super) fn inks_to_rgb(&self, inks: &[u8], out: &mut Vec<u8>) -> Option<()> {
        let (Space::Cmyk, Path::Grid(grid)) = (self.space, &self.path) else { return None };
        let mut cursor = Cursor::default();
        for pixel in inks.as_chunks::<4>().0 {
            out.extend(cursor.at(grid, *pixel));
        }
        Some(())
    }

    fn changes_nothing(&self) -> bool {
        const LEVELS: [u8; 6] = [0, 51, 102, 153, 204, 255];
        if self.space == Space::Cmyk {
            return false;
        }
        let mut probe = RgbImage::from_fn(36, 6, |x, y| {
            let level = |at: u32| LEVELS.get(at as usize % 6).copied().unwrap_or(0);
            let (r, g, b) = (level(x), level(x / 6), level(y));
            image::Rgb(if self.space == Space::Gray { [r; 3] } else { [r, g, b] })
        });
        let before = probe.clone();
        self.apply(&mut probe);
        let pairs = before.as_raw().iter().zip(probe.as_raw());
        pairs.fold(0, |most, (a, b)| most.max(a.abs_diff(*b))) <= SAME as u8
    }
}

/// The tags of a profile: a name, a place and a length each.
struct Tags<'a>(&'a [u8]);

impl<'a> Tags<'a> {
    fn get(&self, name: &[u8; 4]) -> Option<&'a [u8]> {
        let count = u32_at(self.0, 128)?.min(MOST_TAGS);
        let entries = self.0.get(132..)?.as_chunks::<12>().0;
        let entry = entries.iter().take(count as usize).find(|entry| entry.starts_with(name))?;
        let (from, length) = (u32_at(entry, 4)? as usize, u32_at(entry, 8)? as usize);
        self.0.get(from..from.checked_add(length)?)
    }
}

/// The path of a profile with three curves and three colorants.
fn matrix(tags: &Tags<'_>) -> Option<Path> {
    let mut linear = Box::new([[0.0; 256]; 3]);
    let curves = [b"rTRC", b"gTRC", b"bTRC"];
    for (levels, name) in linear.iter_mut().zip(curves) {
        let (curve, _) = Curve::read(tags.get(name)?)?;
        for (level, value) in levels.iter_mut().enumerate() {
            *value = curve.at(level as f32 / 255.0).clamp(0.0, 1.0);
        }
    }
    let [r, g, b] = [xyz(tags.get(b"rXYZ")?)?, xyz(tags.get(b"gXYZ")?)?, xyz(tags.get(b"bXYZ")?)?];
    let matrix = TO_LINEAR_SRGB.map(|row| {
        let dot = |colorant: [f32; 3]| row.iter().zip(colorant).map(|(a, b)| a * b).sum::<f32>();
        [dot(r), dot(g), dot(b)]
    });
    matrix.as_flattened().iter().all(|value| value.is_finite()).then_some(())?;
    let last = ENCODED - 1;
    let encode = (0..ENCODED).map(|at| level(at as f32 / last as f32)).collect();
    Some(Path::Matrix { linear, matrix, encode })
}

/// Steps of linear light for which sRGB's level is kept: less than a level apart
/// even where the curve is steepest.
const ENCODED: usize = 8192;

fn by_matrix(
    pixel: [u8; 3],
    linear: &[[f32; 256]; 3],
    matrix: &[[f32; 3]; 3],
    encode: &[u8],
) -> [u8; 3] {
    let [r, g, b] = pixel.map(usize::from);
    let at = |levels: &[f32; 256], level: usize| levels.get(level).copied().unwrap_or(0.0);
    let [reds, greens, blues] = linear;
    let (r, g, b) = (at(reds, r), at(greens, g), at(blues, b));
    matrix.map(|[x, y, z]| {
        let light = (x * r + y * g + z * b).clamp(0.0, 1.0);
        let place = (light * (ENCODED - 1) as f32 + 0.5) as usize;
        encode.get(place).copied().unwrap_or(255)
    })
}

fn gray(curve: &Curve) -> Path {
    let mut levels = Box::new([0; 256]);
    for (at, value) in levels.iter_mut().enumerate() {
        *value = level(curve.at(at as f32 / 255.0));
    }
    Path::Gray(levels)
}

/// sRGB's level of 255 for linear light of 0 to 1 (IEC 61966-2-1).
fn level(light: f32) -> u8 {
    (encoded(light) * 255.0 + 0.5) as u8
}

fn encoded(light: f32) -> f32 {
    let light = if light.is_finite() { light.clamp(0.0, 1.0) } else { 0.0 };
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

/// sRGB, 0 to 255, of a CIE colour.
fn srgb(xyz: [f32; 3]) -> [f32; 3] {
    TO_LINEAR_SRGB.map(|row| {
        let light = row.iter().zip(xyz).map(|(a, b)| a * b).sum();
        encoded(light) * 255.0
    })
}

/// CIE XYZ of L*a*b* under D50 (ISO 11664-4).
fn xyz_of_lab([l, a, b]: [f32; 3]) -> [f32; 3] {
    let y = (l + 16.0) / 116.0;
    let [wx, wy, wz] = WHITE;
    let light = |t: f32, white: f32| {
        white * if t > 6.0 / 29.0 { t * t * t } else { (t - 4.0 / 29.0) * 108.0 / 841.0 }
    };
    [light(y + a / 500.0, wx), light(y, wy), light(y - b / 200.0, wz)]
}

/// sRGB, 0 to 255, at the nodes of a grid over three or four channels; the last
/// channel changes first.
#[derive(Debug)]
struct Grid {
    channels: usize,
    size: usize,
    nodes: Vec<[f32; 3]>,
}

impl Grid {
    /// A table and all that follows it, worked out at the nodes once: 33 a channel
    /// for three channels and 17 for four, as colour libraries do.
    fn of(space: Space, table: &Table, lab: bool) -> Self {
        let channels = space.channels();
        let size = if channels == 3 { 33 } else { 17 };
        let count = (0..channels).fold(1, |count: usize, _| count * size);
        let nodes = (0..count).map(|node| {
            let mut rest = node;
            let mut place = [0.0; 4];
            for value in place.iter_mut().take(channels).rev() {
                *value = (rest % size) as f32 / (size - 1) as f32;
                rest /= size;
            }
            let found = table.at(place.get(..channels).unwrap_or_default());
            srgb(if lab { xyz_of_lab(table.lab(found)) } else { found.map(|v| v * XYZ_SCALE) })
        });
        Self { channels, size, nodes: nodes.collect() }
    }

    /// The colour between the nodes around a place.
    fn at(&self, pixel: [u8; 4]) -> [u8; 3] {
        let steps = (self.size - 1) as f32;
        // The nodes to mix, and how much of each; twice as many a channel.
        let mut mixed = [(0_usize, 1.0_f32); 16];
        let mut count = 1;
        for value in pixel.iter().take(self.channels) {
            let place = f32::from(*value) / 255.0 * steps;
            let below = (place as usize).min(self.size.saturating_sub(2));
            let part = place - below as f32;
            let (first, second) = mixed.split_at_mut(count);
            for (low, high) in first.iter_mut().zip(second) {
                let (node, share) = *low;
                let node = node * self.size + below;
                *low = (node, share * (1.0 - part));
                *high = (node + 1, share * part);
            }
            count *= 2;
        }
        let mut sum = [0.0; 3];
        for (node, share) in mixed.iter().take(count).filter(|(_, share)| *share > 0.0) {
            let node = self.nodes.get(*node).copied().unwrap_or_default();
            for (sum, value) in sum.iter_mut().zip(node) {
                *sum += share * value;
            }
        }
        sum.map(|value| (value + 0.5) as u8)
    }
}

/// A profile's XYZ of 16 bits: 1 is 32768 of 65535.
const XYZ_SCALE: f32 = 65535.0 / 32768.0;

/// Remembers the last colour: neighbours are often the same.
#[derive(Default)]
struct Cursor {
    last: Option<([u8; 4], [u8; 3])>,
}

impl Cursor {
    fn at(&mut self, grid: &Grid, pixel: [u8; 4]) -> [u8; 3] {
        if let Some((last, color)) = self.last
            && last == pixel
        {
            return color;
        }
        let color = grid.at(pixel);
        self.last = Some((pixel, color));
        color
    }
}

/// A tag of one CIE colour.
fn xyz(tag: &[u8]) -> Option<[f32; 3]> {
    tag.starts_with(b"XYZ ").then_some(())?;
    Some([fixed(tag, 8)?, fixed(tag, 12)?, fixed(tag, 16)?])
}

/// 16 bits before the point and 16 behind it, signed.
fn fixed(bytes: &[u8], at: usize) -> Option<f32> {
    Some(u32_at(bytes, at)? as i32 as f32 / 65536.0)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}
