//! JPEG markers (ITU-T T.81, annex B).

use super::{ColorMode, Header, u16_at};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const APP14: u8 = 0xee;

/// The frame header and whether the file reaches its end mark.
///
/// Bytes behind the end mark are not looked at: phones append further pictures
/// there (MPO) and players ignore them.
pub(super) fn read(bytes: &[u8]) -> (Option<Header>, bool) {
    let mut frame = None;
    let mut adobe_transform = None;
    let mut at = 0;
    let mut whole = false;
    while let Some((marker, behind)) = next_marker(bytes, at) {
        match marker {
            EOI => {
                whole = true;
                break;
            }
            // These stand alone; all other markers have a length and a payload.
            SOI | 0x01 | 0xd0..=0xd7 => {
                at = behind;
                continue;
            }
            _ => {}
        }
        let Some(length) = u16_at(bytes, behind) else { break };
        let Some(end) = behind.checked_add(usize::from(length)) else { break };
        let payload = bytes.get(behind.saturating_add(2)..end).unwrap_or_default();
        match marker {
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && frame.is_none() => {
                frame = Frame::parse(payload);
            }
            APP14 if payload.starts_with(b"Adobe") => {
                adobe_transform = payload.get(11).copied();
            }
            _ => {}
        }
        at = end;
    }
    let header = frame.map(|frame| Header {
        width: frame.width,
        height: frame.height,
        color_mode: frame.color_mode(adobe_transform),
    });
    (header, whole && frame.is_some())
}

/// Whether the picture is coded as nearly every JPEG is: baseline, extended or
/// progressive, with Huffman's codes. Others (arithmetic, lossless, hierarchical)
/// are of the same standard, and hardly any program opens them.
pub(in crate::photo) fn is_common(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some((marker, behind)) = next_marker(bytes, at) {
        match marker {
            0xc0..=0xc2 => return true,
            0xc3..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return false,
            SOI | 0x01 | 0xd0..=0xd7 => at = behind,
            _ => {
                let Some(length) = u16_at(bytes, behind) else { break };
                let Some(end) = behind.checked_add(usize::from(length)) else { break };
                at = end;
            }
        }
    }
    true
}

/// The next marker at or behind `at` and the position behind it. Stuffed zero
/// bytes, fill bytes and the coded data behind a scan's header are passed over.
fn next_marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let mut at = at;
    loop {
        let rest = bytes.get(at..)?;
        let offset = rest.iter().position(|&byte| byte == 0xff)?;
        at = at.checked_add(offset)?.checked_add(1)?;
        match *bytes.get(at)? {
            0x00 => at = at.checked_add(1)?,
            0xff => {}
            marker => return Some((marker, at.checked_add(1)?)),
        }
    }
}

#[derive(Clone, Copy)]
struct Frame {
    width: u32,
    height: u32,
    components: u8,
    /// The components' ids, `None` beyond their number.
    ids: [Option<u8>; 3],
}

impl Frame {
    fn parse(payload: &[u8]) -> Option<Self> {
        let height = u32::from(u16_at(payload, 1)?);
        let width = u32::from(u16_at(payload, 3)?);
        let components = *payload.get(5)?;
        let ids = [6, 9, 12].map(|at| payload.get(at).copied());
        (width > 0 && height > 0).then_some(Self { width, height, components, ids })
    }

    fn color_mode(&self, adobe_transform: Option<u8>) -> ColorMode {
        match (self.components, adobe_transform) {
            (1, _) => ColorMode::Grayscale,
            (3, Some(0)) => ColorMode::Rgb,
            (3, None) if self.ids == [Some(b'R'), Some(b'G'), Some(b'B')] => ColorMode::Rgb,
            (3, _) => ColorMode::Ycbcr,
            (4, Some(2)) => ColorMode::Ycck,
            (4, _) => ColorMode::Cmyk,
            _ => ColorMode::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOS: u8 = 0xda;

    /// A frame of `components`, a scan of two coded bytes, an end mark.
    fn jpeg(components: u8, adobe: Option<u8>) -> Vec<u8> {
        let mut bytes = vec![0xff, SOI];
        if let Some(transform) = adobe {
            bytes.extend([0xff, APP14, 0, 14]);
            bytes.extend(b"Adobe\0\x64\0\0\0\0");
            bytes.push(transform);
        }
        bytes.extend([0xff, 0xc0, 0, 8 + 3 * components, 8, 1, 44, 2, 88, components]);
        for id in 1..=components {
            bytes.extend([id, 0x11, 0]);
        }
        bytes.extend([0xff, SOS, 0, 3, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
        bytes.extend([0xff, EOI]);
        bytes
    }

    #[test]
    fn the_frame_header_is_read() {
        let (header, whole) = read(&jpeg(3, None));
        assert_eq!(header, Some(Header { width: 600, height: 300, color_mode: ColorMode::Ycbcr }));
        assert!(whole);
    }

    #[test]
    fn colour_modes_follow_components_and_adobes_mark() {
        let mode = |n, adobe| read(&jpeg(n, adobe)).0.map(|header| header.color_mode);
        assert_eq!(mode(1, None), Some(ColorMode::Grayscale));
        assert_eq!(mode(3, Some(0)), Some(ColorMode::Rgb));
        assert_eq!(mode(3, Some(1)), Some(ColorMode::Ycbcr));
        assert_eq!(mode(4, None), Some(ColorMode::Cmyk));
        assert_eq!(mode(4, Some(0)), Some(ColorMode::Cmyk));
        assert_eq!(mode(4, Some(2)), Some(ColorMode::Ycck));
    }

    #[test]
    fn a_file_cut_anywhere_is_not_whole() {
        let bytes = jpeg(3, Some(1));
        for length in 0..bytes.len() {
            assert!(!read(&bytes[..length]).1, "{length}");
        }
        let appended = [bytes.as_slice(), b"\xff\xd8\xff another picture"].concat();
        assert!(read(&appended).1);
    }
}
