//! Files as people upload them: other formats, colour modes, tags, and damage.
//!
//! What the `image` crate cannot write (EXIF, CMYK, GIF, false headers) is put together by hand,
//! each no more than the formats ask for.

use image::{DynamicImage, ImageEncoder, ImageFormat, RgbImage};
use std::io::Cursor;

/// A baseline JPEG (Y′CbCr, JFIF); `quality` 1..=100.
pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .expect("a picture encodes");
    bytes
}

/// A JPEG with one component, luma.
pub fn grey_jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let grey = DynamicImage::ImageRgb8(picture.clone()).into_luma8();
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(&grey, grey.width(), grey.height(), image::ExtendedColorType::L8)
        .expect("a picture encodes");
    bytes
}

/// A PNG, 8-bit RGB.
pub fn png(picture: &RgbImage) -> Vec<u8> {
    encoded(picture, ImageFormat::Png)
}

/// A lossless WebP.
pub fn webp(picture: &RgbImage) -> Vec<u8> {
    encoded(picture, ImageFormat::WebP)
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture encodes");
    bytes.into_inner()
}

/// A GIF (89a) in 216 colours. Sides at most 65535.
pub fn gif(picture: &RgbImage) -> Vec<u8> {
    let (width, height) = short_sides(picture.dimensions());
    let mut out = b"GIF89a".to_vec();
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    // A global table of 256 colours: a 6×6×6 cube, the rest black.
    out.extend([0xF7, 0, 0]);
    for i in 0..256_u32 {
        let level = |n: u32| if i < 216 { (n % 6 * 51) as u8 } else { 0 };
        out.extend([level(i / 36), level(i / 6), level(i)]);
    }
    out.push(0x2C);
    out.extend([0; 4]);
    out.extend(width.to_le_bytes());
    out.extend(height.to_le_bytes());
    out.extend([0, 8]);
    // LZW without compression: nine-bit literals, the table cleared before it outgrows nine bits.
    const CLEAR: u16 = 256;
    const END: u16 = 257;
    let (mut data, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    let mut put = |code: u16, data: &mut Vec<u8>| {
        held |= u32::from(code) << bits;
        bits += 9;
        while bits >= 8 {
            data.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    };
    for (i, pixel) in picture.pixels().enumerate() {
        if i % 250 == 0 {
            put(CLEAR, &mut data);
        }
        let [r, g, b] = pixel.0.map(|c| (u16::from(c) + 25) / 51);
        put(36 * r + 6 * g + b, &mut data);
    }
    put(END, &mut data);
    put(0, &mut data);
    for block in data.chunks(255) {
        out.push(block.len() as u8);
        out.extend(block);
    }
    out.extend([0, 0x3B]);
    out
}

/// The first bytes of a HEIC file: enough to be told by its kind, nothing to decode.
pub fn heic_header() -> Vec<u8> {
    let mut bytes = 24_u32.to_be_bytes().to_vec();
    bytes.extend(b"ftypheic\0\0\0\0mif1heic");
    bytes
}

/// How a four-component JPEG holds its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FourColor {
    /// Cyan, magenta, yellow, black (Adobe transform 0).
    Cmyk,
    /// Y′CbCr of the inks, and black (Adobe transform 2).
    Ycck,
}

/// A four-component JPEG with Adobe's APP14 and its inverted inks, as Photoshop writes it.
pub fn four_color_jpeg(picture: &RgbImage, mode: FourColor, quality: u8) -> Vec<u8> {
    let (width, height) = short_sides(picture.dimensions());
    let inks: Vec<u8> = picture.pixels().flat_map(|pixel| inks(pixel.0)).collect();
    let kind = match mode {
        FourColor::Cmyk => jpeg_encoder::ColorType::Cmyk,
        FourColor::Ycck => jpeg_encoder::ColorType::CmykAsYcck,
    };
    let mut out = Vec::new();
    jpeg_encoder::Encoder::new(&mut out, quality)
        .encode(&inks, width, height, kind)
        .expect("encoding into memory");
    out
}

/// Cyan, magenta, yellow and black that print a colour, with as much black as can be.
fn inks(rgb: [u8; 3]) -> [u8; 4] {
    let black = rgb.into_iter().max().unwrap_or(0);
    let ink = |level: u8| {
        if black == 0 { 255.0 } else { 255.0 - 255.0 * f32::from(level) / f32::from(black) }
    };
    let [c, m, y] = rgb.map(|level| ink(level).round().clamp(0.0, 255.0) as u8);
    [c, m, y, 255 - black]
}

fn segment(out: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let length = u16::try_from(body.len() + 2).expect("a segment holds at most 65533 bytes");
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend(body);
}

/// Tags of an EXIF segment; what is `None` is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exif {
    /// 1..=8, how to turn the stored picture for viewing; 1 is upright.
    pub orientation: Option<u16>,
    /// `YYYY:MM:DD HH:MM:SS`.
    pub date_time_original: Option<String>,
    /// The program that wrote the file.
    pub software: Option<String>,
    /// Latitude and longitude in degrees, north and east positive.
    pub gps: Option<(f64, f64)>,
}

/// The JPEG with an EXIF segment put in right after its start.
pub fn with_exif(jpeg: &[u8], exif: &Exif) -> Vec<u8> {
    let body = [b"Exif\0\0".as_slice(), &tiff(exif)].concat();
    after_start(jpeg, 0xE1, &body)
}

/// The picture stored turned, so that it is upright once a viewer follows the orientation tag.
///
/// `orientation` is 1..=8.
pub fn turned_jpeg(picture: &RgbImage, orientation: u16, quality: u8) -> Vec<u8> {
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    let stored = match orientation {
        2 => flip_horizontal(picture),
        3 => rotate180(picture),
        4 => flip_vertical(picture),
        // Mirrored along a diagonal, each its own inverse.
        5 => flip_horizontal(&rotate90(picture)),
        6 => rotate270(picture),
        7 => flip_horizontal(&rotate270(picture)),
        8 => rotate90(picture),
        _ => picture.clone(),
    };
    let exif = Exif { orientation: Some(orientation), ..Exif::default() };
    with_exif(&jpeg(&stored, quality), &exif)
}

/// A JPEG grown to at least `size` bytes by comments no decoder looks at.
pub fn padded(jpeg: &[u8], size: usize) -> Vec<u8> {
    let mut missing = size.saturating_sub(jpeg.len());
    let mut comments = Vec::new();
    while missing > 0 {
        let body = missing.saturating_sub(4).min(65_533);
        segment(&mut comments, 0xFE, &vec![b' '; body]);
        missing = missing.saturating_sub(body + 4);
    }
    [&jpeg[..2], &comments, &jpeg[2..]].concat()
}

/// The file's first `share` (0..1): an upload cut short.
pub fn truncated(file: &[u8], share: f32) -> Vec<u8> {
    let end = (file.len() as f32 * share.clamp(0.0, 1.0)) as usize;
    file[..end.min(file.len())].to_vec()
}

/// A few bytes of PNG whose header claims this size.
pub fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let mut out = png(&RgbImage::new(1, 1));
    out[16..20].copy_from_slice(&width.to_be_bytes());
    out[20..24].copy_from_slice(&height.to_be_bytes());
    // The header's own checksum: IHDR's name and 13 bytes.
    let sum = crc32(&out[12..29]);
    out[29..33].copy_from_slice(&sum.to_be_bytes());
    out
}

/// A few bytes of JPEG whose header claims this size.
pub fn jpeg_claiming(width: u16, height: u16) -> Vec<u8> {
    let mut out = jpeg(&RgbImage::new(8, 8), 50);
    let frame = out.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a baseline frame");
    out[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    out[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    out
}

fn after_start(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    assert!(jpeg.starts_with(&[0xFF, 0xD8]), "not a JPEG");
    let mut out = jpeg[..2].to_vec();
    segment(&mut out, marker, body);
    out.extend(&jpeg[2..]);
    out
}

fn short_sides((width, height): (u32, u32)) -> (u16, u16) {
    let short = |side: u32| u16::try_from(side).expect("sides of at most 65535 pixels");
    (short(width), short(height))
}

/// The checksum of PNG chunks (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

/// One entry of a TIFF directory.
struct Entry {
    tag: u16,
    kind: u16,
    count: u32,
    /// Big-endian; kept in the entry if it fits four bytes, else after the directory.
    value: Vec<u8>,
}

impl Entry {
    fn ascii(tag: u16, text: &str) -> Entry {
        let value = [text.as_bytes(), &[0]].concat();
        Entry { tag, kind: 2, count: value.len() as u32, value }
    }

    fn short(tag: u16, value: u16) -> Entry {
        Entry { tag, kind: 3, count: 1, value: value.to_be_bytes().to_vec() }
    }

    fn long(tag: u16, value: u32) -> Entry {
        Entry { tag, kind: 4, count: 1, value: value.to_be_bytes().to_vec() }
    }

    /// Degrees, minutes, seconds as three fractions.
    fn degrees(tag: u16, degrees: f64) -> Entry {
        let hundredths = (degrees.abs() * 360_000.0).round() as u32;
        let parts = [hundredths / 360_000, 1, hundredths / 6000 % 60, 1, hundredths % 6000, 100];
        Entry {
            tag,
            kind: 5,
            count: 3,
            value: parts.into_iter().flat_map(u32::to_be_bytes).collect(),
        }
    }
}

/// A big-endian TIFF structure: IFD0, then the Exif and GPS directories if they hold something.
fn tiff(exif: &Exif) -> Vec<u8> {
    let mut main = Vec::new();
    main.extend(exif.orientation.map(|value| Entry::short(0x0112, value)));
    main.extend(exif.software.as_deref().map(|text| Entry::ascii(0x0131, text)));
    let camera: Vec<Entry> =
        exif.date_time_original.iter().map(|text| Entry::ascii(0x9003, text)).collect();
    let place: Vec<Entry> = exif.gps.map_or_else(Vec::new, |(latitude, longitude)| {
        vec![
            Entry { tag: 0, kind: 1, count: 4, value: vec![2, 3, 0, 0] },
            Entry::ascii(1, if latitude < 0.0 { "S" } else { "N" }),
            Entry::degrees(2, latitude),
            Entry::ascii(3, if longitude < 0.0 { "W" } else { "E" }),
            Entry::degrees(4, longitude),
        ]
    });
    // The size of IFD0 does not depend on the offsets it holds.
    let pointers = usize::from(!camera.is_empty()) + usize::from(!place.is_empty());
    let main_size = directory(&main, 0).len() + 12 * pointers;
    let camera_at = 8 + main_size as u32;
    let camera_bytes = if camera.is_empty() { Vec::new() } else { directory(&camera, camera_at) };
    let place_at = camera_at + camera_bytes.len() as u32;
    if !camera.is_empty() {
        main.push(Entry::long(0x8769, camera_at));
    }
    if !place.is_empty() {
        main.push(Entry::long(0x8825, place_at));
    }
    let mut out = b"MM\0\x2A\0\0\0\x08".to_vec();
    out.extend(directory(&main, 8));
    out.extend(camera_bytes);
    if !place.is_empty() {
        out.extend(directory(&place, place_at));
    }
    out
}

/// A TIFF directory that stands at `start`, followed by its long values.
fn directory(entries: &[Entry], start: u32) -> Vec<u8> {
    let mut out = (entries.len() as u16).to_be_bytes().to_vec();
    let mut after = Vec::new();
    let values_at = start + 2 + 12 * entries.len() as u32 + 4;
    for entry in entries {
        out.extend(entry.tag.to_be_bytes());
        out.extend(entry.kind.to_be_bytes());
        out.extend(entry.count.to_be_bytes());
        if entry.value.len() <= 4 {
            let mut value = entry.value.clone();
            value.resize(4, 0);
            out.extend(value);
        } else {
            out.extend((values_at + after.len() as u32).to_be_bytes());
            after.extend(&entry.value);
            // Values stand at even offsets.
            after.resize(after.len().next_multiple_of(2), 0);
        }
    }
    out.extend([0; 4]);
    out.extend(after);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageDecoder;
    use image::metadata::Orientation;

    fn picture() -> RgbImage {
        RgbImage::from_fn(53, 41, |x, y| {
            image::Rgb([if x < 24 { 220 } else { 40 }, if y < 16 { 200 } else { 60 }, 90])
        })
    }

    fn decoded(bytes: &[u8], format: ImageFormat) -> DynamicImage {
        assert_eq!(image::guess_format(bytes).unwrap(), format);
        image::load_from_memory_with_format(bytes, format).unwrap()
    }

    fn near(a: &RgbImage, b: &RgbImage, tolerance: u8) -> bool {
        a.dimensions() == b.dimensions()
            && a.pixels()
                .zip(b.pixels())
                .all(|(a, b)| a.0.iter().zip(b.0).all(|(a, b)| a.abs_diff(b) <= tolerance))
    }

    #[test]
    fn common_formats_decode() {
        let picture = picture();
        assert!(near(&decoded(&png(&picture), ImageFormat::Png).into_rgb8(), &picture, 0));
        assert!(near(&decoded(&webp(&picture), ImageFormat::WebP).into_rgb8(), &picture, 0));
        let jpeg = decoded(&jpeg(&picture, 95), ImageFormat::Jpeg);
        assert_eq!((jpeg.width(), jpeg.height()), (53, 41));
        let grey = decoded(&grey_jpeg(&picture, 95), ImageFormat::Jpeg);
        assert_eq!(grey.color(), image::ColorType::L8);
    }

    #[test]
    fn a_gif_is_told_by_its_bytes() {
        let gif = gif(&picture());
        assert_eq!(image::guess_format(&gif).unwrap(), ImageFormat::Gif);
        assert_eq!(gif.last(), Some(&0x3B));
    }

    #[test]
    fn four_colors_decode_to_the_picture() {
        let mut picture = picture();
        picture = image::imageops::crop_imm(&picture, 0, 0, 48, 40).to_image();
        for mode in [FourColor::Cmyk, FourColor::Ycck] {
            let bytes = four_color_jpeg(&picture, mode, 95);
            let back = decoded(&bytes, ImageFormat::Jpeg).into_rgb8();
            assert!(near(&back, &picture, 6), "{mode:?}: {:?}", back.get_pixel(2, 2));
        }
    }

    #[test]
    fn a_turned_file_is_upright_once_its_tag_is_followed() {
        let picture = picture();
        for orientation in 1..=8 {
            let bytes = turned_jpeg(&picture, orientation, 100);
            let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(&bytes)).unwrap();
            let turn = decoder.orientation().unwrap();
            assert_eq!(Some(turn), Orientation::from_exif(orientation as u8));
            let mut seen = DynamicImage::from_decoder(decoder).unwrap();
            seen.apply_orientation(turn);
            assert_eq!((seen.width(), seen.height()), picture.dimensions());
            let seen = seen.into_rgb8();
            for (x, y) in [(4, 4), (48, 4), (4, 36), (48, 36)] {
                let (a, b) = (seen.get_pixel(x, y).0, picture.get_pixel(x, y).0);
                assert!(a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 20), "{orientation}");
            }
        }
    }

    #[test]
    fn tags_stand_in_the_segment() {
        let exif = Exif {
            orientation: Some(6),
            date_time_original: Some("2026:10:01 09:30:00".into()),
            software: Some("BeautyCam 9".into()),
            gps: Some((35.6812, 139.7671)),
        };
        let bytes = with_exif(&jpeg(&picture(), 90), &exif);
        assert_eq!(bytes[2..4], [0xFF, 0xE1]);
        for text in ["Exif\0\0MM", "2026:10:01 09:30:00\0", "BeautyCam 9\0"] {
            assert!(bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{text}");
        }
        decoded(&bytes, ImageFormat::Jpeg);
    }

    #[test]
    fn padding_reaches_its_size_and_changes_no_pixel() {
        let small = jpeg(&picture(), 90);
        for size in [small.len(), small.len() + 1, small.len() + 70_000, 1_000_000] {
            let large = padded(&small, size);
            assert!((size..size + 4).contains(&large.len()), "{size}: {}", large.len());
            let same = decoded(&large, ImageFormat::Jpeg) == decoded(&small, ImageFormat::Jpeg);
            assert!(same);
        }
    }

    #[test]
    fn false_headers_claim_their_size() {
        let png = png_claiming(30_000, 30_000);
        let reader = image::ImageReader::with_format(Cursor::new(&png), ImageFormat::Png);
        assert_eq!(reader.into_dimensions().unwrap(), (30_000, 30_000));
        let jpeg = jpeg_claiming(30_000, 30_000);
        let reader = image::ImageReader::with_format(Cursor::new(&jpeg), ImageFormat::Jpeg);
        assert_eq!(reader.into_dimensions().unwrap(), (30_000, 30_000));
        assert!(png.len() < 1000 && jpeg.len() < 1000);
    }

    #[test]
    fn truncation_keeps_the_share() {
        let file = vec![7; 1000];
        assert_eq!(truncated(&file, 0.5).len(), 500);
        assert_eq!(truncated(&file, 0.0).len(), 0);
        assert_eq!(truncated(&file, 1.0).len(), 1000);
    }
}
