//! PNG chunks (ISO/IEC 15948, 5.3 and 11.2.2).

use super::{ColorMode, Header, u32_at};

/// The image header and whether the file reaches its end chunk.
pub(super) fn read(bytes: &[u8]) -> (Option<Header>, bool) {
    let mut header = None;
    let mut at = 8_usize;
    while let Some((kind, data, end)) = chunk(bytes, at) {
        match kind {
            b"IHDR" if header.is_none() => header = parse(data),
            b"IEND" => return (header, header.is_some()),
            _ => {}
        }
        at = end;
    }
    (header, false)
}

/// The chunk at `at`: its type, its data and the position behind its checksum.
fn chunk(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8], usize)> {
    let length = u32_at(bytes, at)?;
    let data = at.checked_add(8)?;
    let end = data.checked_add(usize::try_from(length).ok()?)?;
    let behind = end.checked_add(4)?;
    // The checksum belongs to the chunk: without it the file is cut.
    bytes.get(end..behind)?;
    Some((bytes.get(at.checked_add(4)?..data)?, bytes.get(data..end)?, behind))
}

fn parse(data: &[u8]) -> Option<Header> {
    let (width, height) = (u32_at(data, 0)?, u32_at(data, 4)?);
    let color_mode = match data.get(9)? {
        0 | 4 => ColorMode::Grayscale,
        2 | 3 | 6 => ColorMode::Rgb,
        _ => ColorMode::Unknown,
    };
    (width > 0 && height > 0).then_some(Header { width, height, color_mode })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png() -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(600_u32.to_be_bytes());
        bytes.extend(300_u32.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 1, 2, 3, 4]);
        bytes.extend(b"\0\0\0\0IEND\x01\x02\x03\x04");
        bytes
    }

    #[test]
    fn the_image_header_is_read() {
        let expected = Header { width: 600, height: 300, color_mode: ColorMode::Rgb };
        assert_eq!(read(&png()), (Some(expected), true));
    }

    #[test]
    fn a_file_cut_anywhere_is_not_whole() {
        let bytes = png();
        for length in 0..bytes.len() {
            assert!(!read(&bytes[..length]).1, "{length}");
        }
    }
}
