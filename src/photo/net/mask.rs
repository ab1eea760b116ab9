//! The person mask: for each place of a part of the picture, how likely it is
//! a person.

use super::{ModelError, Networks};
use crate::photo::pixels::{Affine, Border, Picture};
use crate::report::Region;

/// Side of the network's input and output in pixels.
const SIDE: usize = 256;

/// A map of 256×256 probabilities over a rectangle of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMask {
    /// The rectangle in the picture's pixels.
    pub place: Region,
    /// Row by row; always 256×256.
    values: Vec<f32>,
}

impl PersonMask {
    /// Cells along each side.
    pub const SIDE: usize = SIDE;

    /// The probability of a cell, 0 beyond the map.
    pub fn cell(&self, column: usize, row: usize) -> f32 {
        if column >= SIDE {
            return 0.0;
        }
        self.values.get(row * SIDE + column).copied().unwrap_or_default()
    }

    /// The probability at a point of the picture, interpolated; the nearest
    /// cell's beyond the map.
    pub fn at(&self, x: f64, y: f64) -> f32 {
        let last = (SIDE - 1) as f64;
        let column = ((x - self.place.x) / self.place.width * SIDE as f64 - 0.5).clamp(0.0, last);
        let row = ((y - self.place.y) / self.place.height * SIDE as f64 - 0.5).clamp(0.0, last);
        let (c, r) = (column as usize, row as usize);
        let (fc, fr) = ((column - c as f64) as f32, (row - r as f64) as f32);
        let (c1, r1) = ((c + 1).min(SIDE - 1), (r + 1).min(SIDE - 1));
        let upper = self.cell(c, r) * (1.0 - fc) + self.cell(c1, r) * fc;
        let lower = self.cell(c, r1) * (1.0 - fc) + self.cell(c1, r1) * fc;
        upper * (1.0 - fr) + lower * fr
    }

    /// The picture's x of a column's centre.
    pub fn x(&self, column: f64) -> f64 {
        self.place.x + (column + 0.5) / SIDE as f64 * self.place.width
    }

    /// The picture's y of a row's centre.
    pub fn y(&self, row: f64) -> f64 {
        self.place.y + (row + 0.5) / SIDE as f64 * self.place.height
    }
}

impl Networks {
    /// The mask of the rectangle `place`. Beyond the picture's edges its
    /// nearest pixels go on: a wall stays a wall, and hair that the edge cuts
    /// off goes on being hair.
    ///
    /// # Errors
    ///
    /// When the network does not run.
    pub fn person_mask(&self, picture: &Picture, place: Region) -> Result<PersonMask, ModelError> {
        let map = Affine::onto(place);
        let input = picture.sample(&map, (SIDE, SIDE), Border::Nearest, (1.0 / 255.0, 0.0));
        let [values] = self.run_mask(input)?;
        Ok(PersonMask { place, values })
    }
}
