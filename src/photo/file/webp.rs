//! WebP chunks (RFC 9649).

use super::{ColorMode, Header};

/// The picture's size and whether the file is as long as it says.
pub(super) fn read(bytes: &[u8]) -> (Option<Header>, bool) {
    let header = parse(bytes);
    let claimed = u32_at(bytes, 4).and_then(|size| usize::try_from(size).ok()?.checked_add(8));
    let whole = claimed.is_some_and(|claimed| bytes.len() >= claimed);
    (header, whole && header.is_some())
}

fn parse(bytes: &[u8]) -> Option<Header> {
    let data = bytes.get(20..)?;
    let (width, height, color_mode) = match bytes.get(12..16)? {
        // Lossy: a key frame's start code, then 14 bits each way.
        b"VP8 " => {
            let size = |at| Some(u32::from(u16_at(data, at)? & 0x3fff));
            (size(6)?, size(8)?, ColorMode::Ycbcr)
        }
        // Lossless: a signature byte, then 14 bits each way, less one.
        b"VP8L" => {
            let bits = u32_at(data, 1)?;
            (
                (bits & 0x3fff).saturating_add(1),
                ((bits >> 14) & 0x3fff).saturating_add(1),
                ColorMode::Rgb,
            )
        }
        // Extended: 24 bits each way, less one.
        b"VP8X" => (
            u24_at(data, 4)?.saturating_add(1),
            u24_at(data, 7)?.saturating_add(1),
            ColorMode::Ycbcr,
        ),
        _ => return None,
    };
    (width > 0 && height > 0).then_some(Header { width, height, color_mode })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u24_at(bytes: &[u8], at: usize) -> Option<u32> {
    let high = u32::from(*bytes.get(at.checked_add(2)?)?);
    Some(u32::from(u16_at(bytes, at)?) | high << 16)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extended_header_is_read() {
        let mut bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
        bytes.extend([0x57, 2, 0, 0x2b, 1, 0]);
        let expected = Header { width: 600, height: 300, color_mode: ColorMode::Ycbcr };
        assert_eq!(read(&bytes), (Some(expected), true));
        assert!(!read(&bytes[..bytes.len() - 1]).1);
    }
}
