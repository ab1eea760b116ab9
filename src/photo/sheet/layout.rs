//! Where photos, strips and cut marks lie on the paper, in millimetres from its
//! left upper corner.

use super::Paper;
use crate::photo::profile::Profile;

/// A rectangle of the paper in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Its left edge from the paper's.
    pub left: f64,
    /// Its upper edge from the paper's.
    pub top: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A sheet's layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The sheet's width in millimetres; a paper may lie on its side.
    pub width: f64,
    /// The sheet's height in millimetres.
    pub height: f64,
    /// The photos, each of the document's size.
    pub photos: Vec<Place>,
    /// The strips for the backs, at most one a photo.
    pub strips: Vec<Place>,
    /// Lines to cut along: two beside every corner of a photo, outside of it,
    /// and the outline of every strip.
    pub marks: Vec<Place>,
}

/// What stays free at the paper's edge: printers of photos print over the edge
/// and lose up to 3 mm of it, others cannot print the last 3 to 5 mm.
const MARGIN: f64 = 5.0;

/// Between two photos, for the marks of both.
const GAP: f64 = 5.0;

/// From a photo's corner to its mark, so that no ink of a mark is on a photo
/// that is cut not quite exactly.
const MARK_GAP: f64 = 0.5;

/// A mark's length. Two of them and their gaps fit between two photos.
const MARK: f64 = 1.8;

/// A line's width: thin enough to cut along, thick enough to be printed.
pub(super) const LINE: f64 = 0.1;

/// A strip's height: two lines of 2 mm, and narrow enough for a photo's back.
const STRIP: f64 = 7.0;

/// Between photos and strips, and between strips.
const STRIP_GAP: f64 = 3.0;

/// What stays free inside a strip's outline.
pub(super) const STRIP_INSET: f64 = 0.7;

/// The most photos on a sheet: no application asks for more than two, and ink
/// costs.
const MOST_PHOTOS: usize = 8;

impl Layout {
    /// As many photos as fit, up to eight, the paper on its side where more of
    /// them fit then, and below them the strips.
    pub(super) fn of(profile: &Profile, paper: Paper, strips: bool) -> Self {
        let upright = Self::on(profile, (paper.width_mm, paper.height_mm), strips);
        let on_its_side = Self::on(profile, (paper.height_mm, paper.width_mm), strips);
        let count = |layout: &Self| (layout.photos.len(), layout.strips.len());
        if count(&on_its_side) > count(&upright) { on_its_side } else { upright }
    }

    fn on(profile: &Profile, (width, height): (f64, f64), strips: bool) -> Self {
        let (wide, high) = (profile.width_mm, profile.height_mm);
        let below = if strips { STRIP_GAP + STRIP } else { 0.0 };
        let columns = fitting(width - 2.0 * MARGIN, wide).min(MOST_PHOTOS);
        let rows = fitting(height - 2.0 * MARGIN - below, high).min(MOST_PHOTOS / columns.max(1));
        let all_columns = extent(columns, wide, GAP);
        let left = (width - all_columns) / 2.0;
        let top = MARGIN;
        let place = |row: usize, column: usize| Place {
            left: left + column as f64 * (wide + GAP),
            top: top + row as f64 * (high + GAP),
            width: wide,
            height: high,
        };
        let photos: Vec<_> = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (row, column)))
            .map(|(row, column)| place(row, column))
            .collect();

        let mut labels = Vec::new();
        if strips {
            let mut at = top + extent(rows, high, GAP) + STRIP_GAP;
            while labels.len() < photos.len() && at + STRIP + MARGIN <= height + 1e-9 {
                let row =
                    (0..columns).map(|column| Place { top: at, height: STRIP, ..place(0, column) });
                labels.extend(row.take(photos.len() - labels.len()));
                at += STRIP + STRIP_GAP;
            }
        }
        let marks =
            photos.iter().flat_map(corners).chain(labels.iter().flat_map(outline)).collect();
        Self { width, height, photos, strips: labels, marks }
    }
}

/// How many of `size` with gaps between them fit into `room`.
fn fitting(room: f64, size: f64) -> usize {
    ((room + GAP) / (size + GAP) + 1e-9).floor().max(0.0) as usize
}

/// The extent of `count` of `size` with gaps between them.
fn extent(count: usize, size: f64, gap: f64) -> f64 {
    let count = count as f64;
    (count * size + (count - 1.0) * gap).max(0.0)
}

/// Two marks beside each corner, in line with the edges.
fn corners(photo: &Place) -> impl Iterator<Item = Place> + use<> {
    let Place { left, top, width, height } = *photo;
    let before = -MARK_GAP - MARK;
    let across = [left + before, left + width + MARK_GAP]
        .into_iter()
        .flat_map(move |left| [top, top + height].map(|y| horizontal(left, y, MARK)));
    let down = [top + before, top + height + MARK_GAP]
        .into_iter()
        .flat_map(move |top| [left, left + width].map(|x| vertical(x, top, MARK)));
    across.chain(down)
}

fn outline(strip: &Place) -> [Place; 4] {
    let Place { left, top, width, height } = *strip;
    [
        horizontal(left, top, width),
        horizontal(left, top + height, width),
        vertical(left, top, height),
        vertical(left + width, top, height),
    ]
}

fn horizontal(left: f64, y: f64, length: f64) -> Place {
    Place { left, top: y - LINE / 2.0, width: length, height: LINE }
}

fn vertical(x: f64, top: f64, length: f64) -> Place {
    Place { left: x - LINE / 2.0, top, width: LINE, height: length }
}

impl Place {
    /// The largest place of a shape in the middle of this one, `inset` from its
    /// edges.
    pub(super) fn holding(&self, (width, height): (u32, u32), inset: f64) -> Self {
        let (room_across, room_down) = (self.width - 2.0 * inset, self.height - 2.0 * inset);
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let scale = (room_across / width).min(room_down / height);
        let (width, height) = (width * scale, height * scale);
        Self {
            left: self.left + (self.width - width) / 2.0,
            top: self.top + (self.height - height) / 2.0,
            width,
            height,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::profile::Profile;

    fn overlap(a: &Place, b: &Place) -> bool {
        let apart =
            |a: f64, wide: f64, b: f64, other: f64| a + wide <= b + 1e-9 || b + other <= a + 1e-9;
        !apart(a.left, a.width, b.left, b.width) && !apart(a.top, a.height, b.top, b.height)
    }

    #[test]
    fn everything_lies_on_the_paper_and_nothing_on_a_photo() {
        for profile in Profile::ALL {
            for paper in Paper::ALL {
                for strips in [false, true] {
                    let layout = Layout::of(profile, paper, strips);
                    let name = format!("{} on {}, {strips}", profile.name, paper.name);
                    assert!(layout.photos.len() >= 2, "{name}: {}", layout.photos.len());
                    assert!(layout.photos.len() <= MOST_PHOTOS, "{name}");
                    assert_eq!(layout.strips.is_empty(), !strips, "{name}");
                    assert!(layout.strips.len() <= layout.photos.len(), "{name}");
                    let (photos, others) = (
                        &layout.photos,
                        layout.strips.iter().chain(&layout.marks).collect::<Vec<_>>(),
                    );
                    for place in photos.iter().chain(layout.strips.iter()) {
                        assert!(place.left >= MARGIN - 1e-9 && place.top >= MARGIN - 1e-9);
                        assert!(place.left + place.width <= layout.width - MARGIN + 1e-9);
                        assert!(place.top + place.height <= layout.height - MARGIN + 1e-9);
                    }
                    for (at, photo) in photos.iter().enumerate() {
                        assert_eq!(
                            (photo.width, photo.height),
                            (profile.width_mm, profile.height_mm)
                        );
                        assert!(!photos[..at].iter().any(|other| overlap(photo, other)), "{name}");
                        assert!(!others.iter().any(|other| overlap(photo, other)), "{name}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_l_paper_holds_four_photos_of_45_by_35() {
        let profile = Profile::named("my-number-card").unwrap();
        let layout = Layout::of(profile, Paper::ALL[0], true);
        assert_eq!((layout.photos.len(), layout.strips.len()), (4, 4));
        assert_eq!((layout.width, layout.height), (89.0, 127.0));
    }
}
