//! What the bytes say without decoding the picture: container, colour mode,
//! size, whether the file is whole, and its EXIF tags.
//!
//! Everything here reads headers only and allocates nothing in proportion to
//! what a header claims.

mod exif;
mod heic;
mod jpeg;
mod png;
mod webp;

pub use self::exif::Tags;

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct FileFacts {
    /// The file's size.
    pub bytes: u64,
    /// The container, by its first bytes and never by its name.
    pub format: Format,
    /// What could be read of the picture's header; `None` when the container
    /// is unknown, is none that is decoded here, or ends before its header.
    pub header: Option<Header>,
    /// Whether the file reaches its own end mark.
    pub whole: bool,
    /// The EXIF tags that matter here.
    pub tags: Tags,
}

/// The picture's header.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Header {
    /// Stored width in pixels, before any EXIF turn.
    pub width: u32,
    /// Stored height in pixels, before any EXIF turn.
    pub height: u32,
    /// How colours are stored.
    pub color_mode: ColorMode,
}

impl Header {
    /// Width × height.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width).saturating_mul(u64::from(self.height))
    }
}

/// A container.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(missing_docs, reason = "the names are the formats'")]
#[non_exhaustive]
pub enum Format {
    Avif,
    Bmp,
    Gif,
    Heic,
    Jpeg,
    Pdf,
    Png,
    Tiff,
    Unknown,
    Webp,
}

impl Format {
    /// By the first bytes of a file.
    pub fn of(bytes: &[u8]) -> Self {
        let brand = bytes.get(4..12).unwrap_or_default();
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Self::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Webp,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Self::Gif,
            [b'B', b'M', ..] => Self::Bmp,
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Self::Tiff,
            [b'%', b'P', b'D', b'F', ..] => Self::Pdf,
            _ if brand.starts_with(b"ftypavi") => Self::Avif,
            _ if [b"ftyphei", b"ftyphev", b"ftypmif", b"ftypmsf"]
                .iter()
                .any(|known| brand.starts_with(*known)) =>
            {
                Self::Heic
            }
            _ => Self::Unknown,
        }
    }

    /// As in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Bmp => "bmp",
            Self::Gif => "gif",
            Self::Heic => "heic",
            Self::Jpeg => "jpeg",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Tiff => "tiff",
            Self::Unknown => "unknown",
            Self::Webp => "webp",
        }
    }

    /// Whether its headers are read here.
    fn is_read(self) -> bool {
        matches!(self, Self::Heic | Self::Jpeg | Self::Png | Self::Webp)
    }
}

/// How a file stores its colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ColorMode {
    /// Four components, inks.
    Cmyk,
    /// One component.
    Grayscale,
    /// Three components, red, green and blue.
    Rgb,
    /// Not said.
    Unknown,
    /// Three components, as in nearly every JPEG.
    Ycbcr,
    /// Four components, inks turned as YCbCr is.
    Ycck,
}

impl ColorMode {
    /// As in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cmyk => "cmyk",
            Self::Grayscale => "grayscale",
            Self::Rgb => "rgb",
            Self::Unknown => "unknown",
            Self::Ycbcr => "ycbcr",
            Self::Ycck => "ycck",
        }
    }
}

impl FileFacts {
    /// Reads the headers of `bytes`. Never fails: what cannot be read is
    /// absent.
    pub fn read(bytes: &[u8]) -> Self {
        let format = Format::of(bytes);
        let (header, whole) = match format {
            Format::Heic => heic::read(bytes),
            Format::Jpeg => jpeg::read(bytes),
            Format::Png => png::read(bytes),
            Format::Webp => webp::read(bytes),
            _ => (None, true),
        };
        let mut tags = if format.is_read() { exif::read(bytes) } else { Tags::default() };
        if format == Format::Heic {
            // Its own boxes turn the picture; the tag repeats it and is not to be
            // heeded (ISO/IEC 23008-12, annex A).
            tags.orientation = None;
        }
        Self { bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX), format, header, whole, tags }
    }

    /// Whether `bytes`, the file that these facts are of, is coded in a way that
    /// hardly any program opens.
    pub(super) fn is_rare(&self, bytes: &[u8]) -> bool {
        self.format == Format::Jpeg && !jpeg::is_common(bytes)
    }

    /// Width and height as a person sees the picture.
    pub fn upright_size(&self) -> Option<(u32, u32)> {
        let Header { width, height, .. } = self.header?;
        Some(if self.tags.turns_sideways() { (height, width) } else { (width, height) })
    }
}

/// Four bytes, the most significant first.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// Two bytes, the more significant first.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(pair.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        for (bytes, format) in [
            (&b"\xff\xd8\xff\xe0"[..], Format::Jpeg),
            (b"GIF89a", Format::Gif),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Format::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0", Format::Heic),
            (b"\0\0\0\x18ftypavif\0\0\0\0", Format::Avif),
            (b"%PDF-1.7", Format::Pdf),
            (b"hello", Format::Unknown),
            (b"", Format::Unknown),
        ] {
            assert_eq!(Format::of(bytes), format, "{bytes:?}");
        }
    }

    #[test]
    fn a_bare_signature_has_no_header() {
        for bytes in [&b"\xff\xd8\xff"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"] {
            let facts = FileFacts::read(bytes);
            assert_eq!(facts.header, None);
            assert!(!facts.whole);
        }
    }
}
