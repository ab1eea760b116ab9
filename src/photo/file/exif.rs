//! The EXIF tags that matter to an application.

use std::io::Cursor;

use exif::{Exif, In, Tag, Value};
use jiff::civil::Date;

/// The EXIF tags that matter to an application.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tags {
    /// The EXIF orientation, 1 to 8; `None` when it is absent or out of range.
    pub orientation: Option<u8>,
    /// The day the picture was taken.
    pub taken_on: Option<Date>,
    /// Editing or filter software named as the file's maker, by its family.
    pub edited_with: Option<&'static str>,
    /// Whether the file carries a position.
    pub has_location: bool,
}

impl Tags {
    /// Whether the picture relies on a turn or mirroring to be seen upright.
    pub fn is_turned(&self) -> bool {
        self.orientation.is_some_and(|orientation| orientation != 1)
    }

    /// Whether that turn swaps width and height.
    pub fn turns_sideways(&self) -> bool {
        self.orientation.is_some_and(|orientation| orientation >= 5)
    }
}

/// Editors and filters whose name in the Software tag says that the picture
/// passed through them. Lower case; phones' own camera software is not here.
const EDITORS: &[(&str, &str)] = &[
    ("photoshop", "photoshop"),
    ("lightroom", "lightroom"),
    ("gimp", "gimp"),
    ("snapseed", "snapseed"),
    ("picsart", "picsart"),
    ("meitu", "meitu"),
    ("beautyplus", "beautyplus"),
    ("snow", "snow"),
    ("b612", "b612"),
    ("ulike", "ulike"),
    ("faceapp", "faceapp"),
    ("facetune", "facetune"),
    ("vsco", "vsco"),
    ("canva", "canva"),
    ("pixlr", "pixlr"),
    ("affinity", "affinity"),
    ("paint.net", "paint.net"),
    ("instagram", "instagram"),
];

/// Reads the tags of a JPEG, PNG or WebP file; what is absent or damaged is
/// left at its default.
pub(super) fn read(bytes: &[u8]) -> Tags {
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else {
        return Tags::default();
    };
    let orientation = exif
        .get_field(Tag::Orientation, In::PRIMARY)
        .and_then(|field| field.value.get_uint(0))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value));
    let software = text(&exif, Tag::Software).unwrap_or_default().to_ascii_lowercase();
    let edited_with =
        EDITORS.iter().find(|(name, _)| software.contains(name)).map(|(_, family)| *family);
    Tags {
        orientation,
        taken_on: [Tag::DateTimeOriginal, Tag::DateTimeDigitized]
            .into_iter()
            .find_map(|tag| date(&text(&exif, tag)?)),
        edited_with,
        has_location: exif.get_field(Tag::GPSLatitude, In::PRIMARY).is_some(),
    }
}

/// `YYYY:MM:DD HH:MM:SS`, as EXIF writes it.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split(':');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => String::from_utf8(lines.first()?.clone()).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_exif_writes_them() {
        assert_eq!(date("2026:11:22 19:14:00"), Some(Date::constant(2026, 11, 22)));
        assert_eq!(date("0000:00:00 00:00:00"), None);
        assert_eq!(date("2026:13:40"), None);
        assert_eq!(date("soon"), None);
    }

    #[test]
    fn a_sideways_turn_swaps_width_and_height() {
        let tags = |orientation| Tags { orientation: Some(orientation), ..Tags::default() };
        assert!(!tags(1).is_turned() && !tags(3).turns_sideways());
        assert!(tags(3).is_turned() && tags(6).turns_sideways());
        assert!(!Tags::default().is_turned());
    }
}
