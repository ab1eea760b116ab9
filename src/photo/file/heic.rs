//! The boxes of a HEIC file (ISO/IEC 14496-12 and 23008-12), as far as they tell
//! the picture's size.

use super::{ColorMode, Header, u16_at, u32_at};

/// Boxes looked at on one floor; a phone's file has some hundred properties.
const MOST_BOXES: usize = 4096;

/// The picture's size and whether the file is as long as its boxes say.
pub(super) fn read(bytes: &[u8]) -> (Option<Header>, bool) {
    let mut end = 0_usize;
    let mut header = None;
    let mut data = false;
    for (kind, content, next) in boxes(bytes) {
        end = next;
        if kind == b"meta" {
            // Four bytes of version and flags come first.
            header = content.get(4..).and_then(size);
        }
        data |= kind == b"mdat";
    }
    (header, header.is_some() && data && end == bytes.len())
}

/// The size of the main picture, as it is seen: cut clean and turned as its
/// properties say.
fn size(meta: &[u8]) -> Option<Header> {
    let main = inside(meta, b"pitm").and_then(|content| {
        let wide = content.first().is_some_and(|version| *version > 0);
        if wide { u32_at(content, 4) } else { u16_at(content, 4).map(u32::from) }
    })?;
    let properties = inside(meta, b"iprp")?;
    let listed = inside(properties, b"ipco")?;
    let places = places(inside(properties, b"ipma")?, main)?;
    let mut size = None;
    for place in places {
        let property = boxes(listed).nth(usize::from(place).checked_sub(1)?);
        let Some((kind, content, _)) = property else { continue };
        let part = |at: usize| u32_at(content, at)?.checked_div(u32_at(content, at + 4)?);
        match kind {
            b"ispe" => size = Some((u32_at(content, 4)?, u32_at(content, 8)?)),
            b"clap" => size = size.and(part(0).zip(part(8))),
            b"irot" if content.first().is_some_and(|quarters| quarters & 1 == 1) => {
                size = size.map(|(width, height)| (height, width));
            }
            _ => {}
        }
    }
    let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0)?;
    Some(Header { width, height, color_mode: ColorMode::Ycbcr })
}

/// Where the properties of an item stand in the list of all, counted from 1, in the
/// order in which they are to be heeded.
fn places(associations: &[u8], item: u32) -> Option<Vec<u16>> {
    let (version, flags) = (*associations.first()?, *associations.get(3)?);
    let mut at = 8_usize;
    for _ in 0..u32_at(associations, 4)? {
        let (id, width) = if version > 0 {
            (u32_at(associations, at)?, 4)
        } else {
            (u32::from(u16_at(associations, at)?), 2)
        };
        at = at.checked_add(width)?;
        let count = usize::from(*associations.get(at)?);
        // The uppermost bit says whether the property is essential.
        let step = if flags & 1 == 1 { 2 } else { 1 };
        at = at.checked_add(1)?;
        let end = at.checked_add(count.checked_mul(step)?)?;
        if id == item {
            return (0..count)
                .map(|index| {
                    let place = at.checked_add(index.checked_mul(step)?)?;
                    Some(if step == 2 {
                        u16_at(associations, place)? & 0x7fff
                    } else {
                        u16::from(*associations.get(place)? & 0x7f)
                    })
                })
                .collect();
        }
        at = end;
    }
    None
}

fn inside<'a>(bytes: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(bytes).find(|(kind, ..)| *kind == wanted).map(|(_, content, _)| content)
}

/// The boxes one after the other: kind, content, and where the next one begins.
/// Ends at the first that does not fit.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8], usize)> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let kind = bytes.get(at.checked_add(4)?..at.checked_add(8)?)?;
        let (head, length) = match u32_at(bytes, at)? {
            // The rest of the file.
            0 => (8, bytes.len().checked_sub(at)?),
            // 64 bits of length behind the kind.
            1 => {
                let high = u32_at(bytes, at.checked_add(8)?)?;
                let low = u32_at(bytes, at.checked_add(12)?)?;
                (16, usize::try_from(u64::from(high) << 32 | u64::from(low)).ok()?)
            }
            length => (8, usize::try_from(length).ok()?),
        };
        let next = at.checked_add(length)?;
        let content = bytes.get(at.checked_add(head)?..next)?;
        at = next;
        Some((kind, content, next))
    })
    .take(MOST_BOXES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).unwrap();
        [&length.to_be_bytes()[..], kind, content].concat()
    }

    fn extent(width: u32, height: u32) -> Vec<u8> {
        boxed(b"ispe", &[&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat())
    }

    /// A file whose main picture has the properties `places` of those given.
    fn file(properties: &[Vec<u8>], places: &[u8]) -> Vec<u8> {
        let ipco = boxed(b"ipco", &properties.concat());
        let other = [0, 9, 1, 0x81];
        let main = [&[0, 1, u8::try_from(places.len()).unwrap()][..], places].concat();
        let ipma = [&[0; 7][..], &[2], &other, &main].concat();
        let iprp = boxed(b"iprp", &[ipco, boxed(b"ipma", &ipma)].concat());
        let pitm = boxed(b"pitm", &[0, 0, 0, 0, 0, 1]);
        let meta = [vec![0; 4], pitm, iprp].concat();
        [boxed(b"ftyp", b"heic\0\0\0\0"), boxed(b"meta", &meta), boxed(b"mdat", &[7; 9])].concat()
    }

    fn seen(file: &[u8]) -> Option<(u32, u32)> {
        let (header, whole) = read(file);
        assert!(whole);
        header.map(|header| (header.width, header.height))
    }

    #[test]
    fn the_main_picture_s_properties_give_its_size() {
        let tile = extent(512, 512);
        let flat = file(&[tile.clone(), extent(4032, 3024)], &[2]);
        assert_eq!(seen(&flat), Some((4032, 3024)));
        let turned = file(&[tile, extent(4032, 3024), boxed(b"irot", &[3])], &[2, 0x83]);
        assert_eq!(seen(&turned), Some((3024, 4032)));
        let clean = [525_u32, 1, 675, 1, 0, 1, 0, 1].map(u32::to_be_bytes).concat();
        let odd = file(&[extent(526, 676), boxed(b"clap", &clean)], &[1, 2]);
        assert_eq!(seen(&odd), Some((525, 675)));
    }

    #[test]
    fn a_file_cut_short_anywhere_is_not_whole() {
        let file = file(&[extent(4032, 3024)], &[1]);
        for length in 0..file.len() {
            assert!(!read(&file[..length]).1, "{length}");
        }
    }
}
