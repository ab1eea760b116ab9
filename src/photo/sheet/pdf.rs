//! The sheet as PDF 1.7 (ISO 32000-1): one page, the photo and the strip as
//! pictures that are stored once, each placed by its own matrix.

use image::GrayImage;

use super::layout::{Layout, Place, STRIP_INSET};

/// A point, PDF's unit, is 1/72 inch.
const POINTS_A_MM: f64 = 72.0 / 25.4;

/// Grey of the lines to cut along.
const INK: &str = "0.4";

/// Writes the sheet. `photo` is a JPEG of `size` pixels.
pub(super) fn write(
    layout: &Layout,
    photo: &[u8],
    size: (u32, u32),
    strip: Option<&GrayImage>,
) -> Vec<u8> {
    let (width, height) = (layout.width * POINTS_A_MM, layout.height * POINTS_A_MM);
    let mut pictures = "/Photo 4 0 R".to_owned();
    if strip.is_some() {
        pictures.push_str(" /Strip 6 0 R");
    }
    let mut file = File::default();
    // A viewer that does what it is asked prints at the actual size.
    file.object("<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>");
    file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    file.object(&format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.4} {height:.4}] \
         /Resources << /XObject << {pictures} >> >> /Contents 5 0 R >>"
    ));
    file.picture("/DeviceRGB", "/DCTDecode", size, photo);
    file.stream("", drawing(layout, strip).as_bytes());
    if let Some(strip) = strip {
        let packed = run_length(strip.as_raw());
        file.picture("/DeviceGray", "/RunLengthDecode", strip.dimensions(), &packed);
    }
    file.finished()
}

/// The page's content: marks, photos, strips.
fn drawing(layout: &Layout, strip: Option<&GrayImage>) -> String {
    let mut text = format!("{INK} g\n");
    for mark in &layout.marks {
        let [left, bottom, width, height] = corner(layout, mark);
        text.push_str(&format!("{left:.4} {bottom:.4} {width:.4} {height:.4} re f\n"));
    }
    let mut place = |place: &Place, name: &str| {
        let [left, bottom, width, height] = corner(layout, place);
        text.push_str(&format!(
            "q {width:.4} 0 0 {height:.4} {left:.4} {bottom:.4} cm /{name} Do Q\n"
        ));
    };
    for photo in &layout.photos {
        place(photo, "Photo");
    }
    if let Some(strip) = strip {
        for label in &layout.strips {
            place(&label.holding(strip.dimensions(), STRIP_INSET), "Strip");
        }
    }
    text
}

/// A place in points: left, bottom, width and height, from the page's left
/// lower corner.
fn corner(layout: &Layout, place: &Place) -> [f64; 4] {
    let bottom = layout.height - place.top - place.height;
    [place.left, bottom, place.width, place.height].map(|mm| mm * POINTS_A_MM)
}

/// The file as it grows, and where each object of it begins.
struct File {
    bytes: Vec<u8>,
    begins: Vec<usize>,
}

impl Default for File {
    fn default() -> Self {
        // Bytes above 127 in the second line tell that the file is not text.
        Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), begins: Vec::new() }
    }
}

impl File {
    fn object(&mut self, body: &str) {
        self.begin();
        self.bytes.extend(body.as_bytes());
        self.bytes.extend(b"\nendobj\n");
    }

    fn stream(&mut self, entries: &str, data: &[u8]) {
        self.begin();
        let length = data.len();
        self.bytes.extend(format!("<< {entries} /Length {length} >>\nstream\n").as_bytes());
        self.bytes.extend(data);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    fn picture(&mut self, color: &str, filter: &str, (width, height): (u32, u32), data: &[u8]) {
        let entries = format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} \
             /ColorSpace {color} /BitsPerComponent 8 /Interpolate true /Filter {filter}"
        );
        self.stream(&entries, data);
    }

    fn begin(&mut self) {
        self.begins.push(self.bytes.len());
        self.bytes.extend(format!("{} 0 obj\n", self.begins.len()).as_bytes());
    }

    /// Adds the table of objects, whose lines have 20 bytes each.
    fn finished(mut self) -> Vec<u8> {
        let (table, count) = (self.bytes.len(), self.begins.len() + 1);
        let mut text = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for begin in &self.begins {
            text.push_str(&format!("{begin:010} 00000 n \n"));
        }
        text.push_str(&format!(
            "trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        ));
        self.bytes.extend(text.as_bytes());
        self.bytes
    }
}

/// RunLengthDecode (ISO 32000-1, 7.4.5): text on white is mostly runs.
fn run_length(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for run in bytes.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(128)) {
        let Some(&value) = run.first() else { continue };
        // 0: one byte as it is; 257 − n: the next byte n times.
        let length = if run.len() == 1 { 0 } else { (257 - run.len()) as u8 };
        out.extend([length, value]);
    }
    out.push(128);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_packed_as_the_standard_unpacks_them() {
        let bytes = [&[255; 300][..], &[0, 1, 2, 2, 2], &[9; 128]].concat();
        let packed = run_length(&bytes);
        let mut at = 0;
        let mut unpacked = Vec::new();
        while packed[at] != 128 {
            let length = usize::from(packed[at]);
            if length < 128 {
                unpacked.extend(&packed[at + 1..=at + 1 + length]);
                at += length + 2;
            } else {
                unpacked.extend(std::iter::repeat_n(packed[at + 1], 257 - length));
                at += 2;
            }
        }
        assert_eq!(unpacked, bytes);
        assert_eq!(at + 1, packed.len());
        assert!(packed.len() < 24);
    }
}
