//! The QR code of the application form: finds it in a photo of the form and takes
//! the application id out of what it says.
//!
//! What the code's text looks like is not published. The id is therefore taken
//! wherever its 23 digits stand in it, and where they do not, the text itself is
//! handed back for the person to see.

mod patterns;

use std::fmt;

use image::RgbImage;

use crate::form::application_id::DIGITS;
use crate::photo::Source;
use crate::photo::file::FileFacts;
use crate::photo::pixels::{self, DecodeError, Picture};

/// What a photo of the form gave.
#[derive(Clone, Eq, PartialEq)]
pub enum Reading {
    /// The application id, 23 digits.
    Found(String),
    /// No QR code is in the picture, or none that stands out from it.
    NoCode,
    /// So many codes are seen, and none of them can be read.
    Blurred(usize),
    /// The codes that were read hold no 23 digits; what they say.
    NoId(Vec<String>),
    /// The codes hold different ids, so many.
    SeveralIds(usize),
    /// The picture could not be decoded.
    Unreadable(DecodeError),
}

impl Reading {
    /// The outcome's word in JavaScript.
    pub fn outcome(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::NoCode => "no-code",
            Self::Blurred(_) => "blurred",
            Self::NoId(_) => "no-id",
            Self::SeveralIds(_) => "several-ids",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// Never the digits or the text.
impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.outcome())
    }
}

/// Pictures are searched at sizes of at most so many pixels on the longer side:
/// of an A4 form that fills the picture, a module of a 20 mm code has four pixels
/// then.
const LONGEST: u32 = 2600;

/// And of at least so many.
const SHORTEST: u32 = 160;

/// The most characters of a code's text that are handed back.
const MOST_TEXT: usize = 300;

/// Reads a photo of the form: any file that [`crate::photo::check`] reads.
pub fn read<'a>(photo: impl Into<Source<'a>>) -> Reading {
    let photo = photo.into();
    let facts = FileFacts::read(photo.bytes);
    match photo.reduced(&facts) {
        Ok((image, _)) => read_picture(image),
        Err(error) => Reading::Unreadable(error),
    }
}

/// Reads a picture of the form.
pub fn read_picture(image: RgbImage) -> Reading {
    let picture = Picture::new(image);
    let mut seen = 0;
    let mut texts: Vec<String> = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    let (width, height) = (picture.width(), picture.height());
    let doubled = (width.max(height) <= LONGEST / 2)
        .then(|| pixels::scaled(&picture, width.saturating_mul(2), height.saturating_mul(2)));
    let levels = (0..12).map(|level| picture.level(level)).filter(|image| {
        let longer = image.width().max(image.height());
        longer <= LONGEST && (longer >= SHORTEST || longer == width.max(height))
    });
    let mut before = (0, 0);
    // The doubled picture last: it costs the most and rarely helps.
    for image in levels.chain(&doubled) {
        // The last level stands for all that would be smaller.
        if image.dimensions() == before {
            continue;
        }
        before = image.dimensions();
        let codes = patterns::codes(image);
        seen = seen.max(codes.seen);
        for payload in codes.payloads {
            for id in ids_in(&payload) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            let text: String = String::from_utf8_lossy(&payload).chars().take(MOST_TEXT).collect();
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if !ids.is_empty() {
            break;
        }
    }
    match (&*ids, &*texts) {
        ([id], _) => Reading::Found(id.clone()),
        ([_, _, ..], _) => Reading::SeveralIds(ids.len()),
        ([], [_, ..]) => Reading::NoId(texts),
        ([], []) if seen > 0 => Reading::Blurred(seen),
        ([], []) => Reading::NoCode,
    }
}

/// Every run of exactly 23 digits in a payload, single spaces or hyphens between
/// groups of them passed over, as on the form. A longer run is not cut: nobody
/// can tell where in it the id begins.
fn ids_in(payload: &[u8]) -> Vec<String> {
    // Unbroken runs first: in "8-12345…" the 8 may be another number.
    let unbroken = runs_of_digits(payload, b"");
    if unbroken.is_empty() { runs_of_digits(payload, b" -") } else { unbroken }
}

/// Runs of exactly 23 digits, each once, in which single `gaps` are passed over.
fn runs_of_digits(payload: &[u8], gaps: &[u8]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut digits = String::new();
    let mut in_gap = false;
    for byte in payload.iter().chain(b"\n") {
        if byte.is_ascii_digit() {
            digits.push(char::from(*byte));
            in_gap = false;
        } else if gaps.contains(byte) && !in_gap && !digits.is_empty() {
            in_gap = true;
        } else {
            if digits.len() == DIGITS && !found.contains(&digits) {
                found.push(digits.clone());
            }
            digits.clear();
            in_gap = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "12345678901234567890123";

    #[test]
    fn the_id_is_found_wherever_it_stands() {
        for payload in [
            ID.to_owned(),
            format!("https://example.jp/a?id={ID}&v=2"),
            format!("ID:{ID}\r\n20261122"),
            format!("v1 {ID}"),
            "1234 5678 9012 3456 7890 123".to_owned(),
            "no. 1234-5678-9012-3456-7890-123, 2026".to_owned(),
            format!("{ID} {ID}"),
        ] {
            assert_eq!(ids_in(payload.as_bytes()), [ID], "{payload}");
        }
    }

    #[test]
    fn what_is_not_23_digits_is_no_id() {
        for payload in [
            "",
            "hello",
            "1234567890123456789012",
            "123456789012345678901234",
            "1234  5678 9012 3456 7890 123",
            "https://example.jp/2026/11/22",
            "１２３４５６７８９０１２３４５６７８９０１２３",
        ] {
            assert!(ids_in(payload.as_bytes()).is_empty(), "{payload}");
        }
        assert!(ids_in(&[0xff; 3000]).is_empty());
    }

    #[test]
    fn two_ids_are_two() {
        let other = ID.replace('1', "9");
        assert_eq!(ids_in(format!("{ID},{other}").as_bytes()), [ID, &other]);
    }
}
