//! Fits the weights by which a nod is told (`src/photo/face/nod.rs`) to the persons of the
//! chosen half, and says what such weights tell of persons whom they have not seen.

use std::path::Path;

use anyhow::{Context as _, Result};
use image::RgbImage;
use image::imageops::{FilterType, resize};
use mynacheck::photo::face::NOD_PARTS;
use mynacheck::photo::net::Networks;

use crate::defect::{Derived, Subject};
use crate::defects::{distance, turned};
use crate::photos::{self, Half, Photos, Trim};
use crate::runner::over_cores;
use crate::statistics::quantile;

/// How a person is shown to the checker.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    /// Millimetres from the lens to the eyes; as it was taken where `None`.
    from: Option<f32>,
    /// Degrees to the picture's right.
    aside: f32,
    /// Degrees by which the chin goes down: what is to be told.
    down: f32,
}

impl View {
    /// The photo as it is.
    const TAKEN: Self = Self { from: None, aside: 0.0, down: 0.0 };

    /// All of them: the photo nodded, and seen from near or far, nodded and turned a little.
    fn all() -> Vec<Self> {
        let nods = [-33.0, -27.0, -23.0, -15.0, -8.0, 8.0, 15.0, 23.0, 29.0];
        let nods = nods.map(|down| Self { down, ..Self::TAKEN });
        let near = [150.0, 200.0, 250.0, 300.0, 600.0, 900.0].into_iter().flat_map(|from| {
            let turns = [(0.0, 0.0), (0.0, -9.0), (0.0, 9.0), (8.0, 0.0)];
            turns.map(|(aside, down)| Self { from: Some(from), aside, down })
        });
        [Self::TAKEN].into_iter().chain(nods).chain(near).collect()
    }

    /// How much a photo counts: what most people hand in more, what fails for its distance
    /// anyway less.
    fn weight(self) -> f64 {
        match self.from {
            None if self == Self::TAKEN => 4.0,
            Some(..400.0) => 0.35,
            _ => 1.0,
        }
    }

    /// The subject as it is shown; `None` where no face is found from near.
    fn of(self, subject: &Subject, networks: &Networks) -> Result<Option<RgbImage>> {
        if self == Self::TAKEN {
            return Ok(Some(subject.picture.clone()));
        }
        let Some(from) = self.from else {
            return Ok(Some(decoded(turned::turned(subject, self.aside, self.down))?));
        };
        let near = decoded(distance::from(subject, from))?;
        if (self.aside, self.down) == (0.0, 0.0) {
            return Ok(Some(near));
        }
        let near = Subject::by_checker(networks, near, subject.seed)?;
        near.map(|near| decoded(turned::turned(&near, self.aside, self.down))).transpose()
    }
}

fn decoded(photo: Derived) -> Result<RgbImage> {
    Ok(image::load_from_memory(&photo.bytes)?.into_rgb8())
}

/// What the checker found in one picture.
struct Sample {
    /// An index into [`Photos::persons`].
    person: usize,
    half: Half,
    smiling: bool,
    view: View,
    parts: [f64; NOD_PARTS],
}

/// Shows every person in every view, fits and prints.
pub fn run(photos: &Photos, networks: &Networks, every: usize) -> Result<()> {
    let neutral = photos.persons.iter().enumerate();
    let neutral = neutral.filter_map(|(at, person)| Some((at, Err(*person.trims().first()?))));
    let smiling = photos.smiling.iter().map(|(at, file)| (*at, Ok(file.as_path())));
    let shown: Vec<_> = neutral.chain(smiling).filter(|(at, _)| at % every == 0).collect();
    let samples = over_cores(shown.len(), |job| {
        let &(person, photo) = shown.get(job).context("a photo")?;
        of_photo(photos, networks, person, photo)
    })?;
    let samples: Vec<_> = samples.into_iter().flatten().collect();
    let chosen: Vec<_> = samples.iter().filter(|it| it.half == Half::Chosen).collect();
    let fit = Fit::to(&chosen);
    println!("weights: {:.1?}\noffset: {:.2}\n", fit.weights, fit.offset);
    let unseen = |sample: &Sample| {
        let of_others = || {
            let others = chosen.iter().copied().filter(|other| other.person != sample.person);
            Fit::to(&others.collect::<Vec<_>>())
        };
        if sample.half == Half::Chosen { of_others() } else { fit.clone() }.told(&sample.parts)
    };
    println!(
        "{:24} {:>6} │    min      5%     50%     95%     max   each of persons whom a fit has \
         not seen",
        "degrees", "half"
    );
    for view in View::all().into_iter().filter(|view| view.from.is_none()) {
        for (half, smiling) in [
            (Half::Chosen, false),
            (Half::Reported, false),
            (Half::Chosen, true),
            (Half::Reported, true),
        ] {
            let own = samples.iter().filter(|it| it.view == view && it.half == half);
            let told: Vec<_> = own.filter(|it| it.smiling == smiling).map(unseen).collect();
            let name = format!("{}{}", view.down, if smiling { ", smiling" } else { "" });
            print!("{name:24} {:>8} │", half.name());
            for p in [0.0, 0.05, 0.5, 0.95, 1.0] {
                print!(" {:7.1}", quantile(&told, p));
            }
            println!();
        }
    }
    Ok(())
}

/// One photo in every view: how a neutral one is cut, or a smiling one's file.
fn of_photo(
    photos: &Photos,
    networks: &Networks,
    person: usize,
    photo: Result<&Path, Trim>,
) -> Result<Vec<Sample>> {
    let half = photos.persons[person].half;
    let picture = match photo {
        Ok(file) => photos::cropped(networks, &photos::load(file)?)?,
        Err(trim) => photos.persons[person].trimmed(&photos.persons[person].load()?, trim).0,
    };
    // The mesh is of 192 pixels a side: half the photo shows it as much.
    let (width, height) = (picture.width() / 2, picture.height() / 2);
    let picture = resize(&picture, width, height, FilterType::Triangle);
    let subject = Subject::by_checker(networks, picture, person as u32)?.context("no face")?;
    let mut samples = Vec::new();
    for view in View::all() {
        let Some(picture) = view.of(&subject, networks)? else { continue };
        let Some(face) = photos::face(networks, &picture)? else { continue };
        let (smiling, parts) = (photo.is_ok(), face.nod_parts());
        samples.push(Sample { person, half, smiling, view, parts });
    }
    Ok(samples)
}

/// Degrees a unit of each part, and without any.
#[derive(Clone)]
struct Fit {
    weights: [f64; NOD_PARTS],
    offset: f64,
}

/// How much weights are held down, over the number of photos, with parts that vary by 1.
/// More of it takes more of persons for what they are built like, less of it follows single
/// persons; between 0.003 and 0.1 it tells those whom a fit has not seen about as well.
const RIDGE: f64 = 0.01;

impl Fit {
    /// The ridge regression of the degrees on the parts.
    fn to(samples: &[&Sample]) -> Self {
        let weights: Vec<_> = samples.iter().map(|it| it.view.weight()).collect();
        let all = weights.iter().sum::<f64>().max(1.0);
        let mean = |value: &dyn Fn(&Sample) -> f64| {
            samples.iter().zip(&weights).map(|(it, weight)| value(it) * weight).sum::<f64>() / all
        };
        let target = |it: &Sample| f64::from(it.view.down);
        let means: [f64; NOD_PARTS] = std::array::from_fn(|i| mean(&|it| it.parts[i]));
        let spreads: [f64; NOD_PARTS] =
            std::array::from_fn(|i| mean(&|it| (it.parts[i] - means[i]).powi(2)).sqrt().max(1e-9));
        let middle = mean(&target);
        let off = |it: &Sample, i: usize| (it.parts[i] - means[i]) / spreads[i];
        let matrix: [[f64; NOD_PARTS]; NOD_PARTS] = std::array::from_fn(|i| {
            std::array::from_fn(|j| {
                mean(&|it| off(it, i) * off(it, j)) + if i == j { RIDGE } else { 0.0 }
            })
        });
        let sums = std::array::from_fn(|i| mean(&|it| off(it, i) * (target(it) - middle)));
        let scaled = solved(matrix, sums);
        let weights: [f64; NOD_PARTS] = std::array::from_fn(|i| scaled[i] / spreads[i]);
        let known = weights.iter().zip(means).map(|(weight, mean)| weight * mean).sum::<f64>();
        Self { weights, offset: middle - known }
    }

    /// Degrees.
    fn told(&self, parts: &[f64; NOD_PARTS]) -> f64 {
        self.offset + self.weights.iter().zip(parts).map(|(weight, it)| weight * it).sum::<f64>()
    }
}

/// What a symmetric positive matrix takes to the sums, by Gaussian elimination, which needs
/// no pivots for such a one.
fn solved<const N: usize>(mut matrix: [[f64; N]; N], mut sums: [f64; N]) -> [f64; N] {
    for at in 0..N {
        let row = matrix[at];
        for below in at + 1..N {
            let share = matrix[below][at] / row[at];
            for (value, above) in matrix[below].iter_mut().zip(row) {
                *value -= share * above;
            }
            sums[below] -= share * sums[at];
        }
    }
    for at in (0..N).rev() {
        let known: f64 = (at + 1..N).map(|column| matrix[at][column] * sums[column]).sum();
        sums[at] = (sums[at] - known) / matrix[at][at];
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let matrix = [[4.0, 1.0, 0.0], [1.0, 3.0, -1.0], [0.0, -1.0, 2.0]];
        let found = solved(matrix, [6.0, 4.0, 4.0]);
        for (found, known) in found.into_iter().zip([1.0, 2.0, 3.0]) {
            assert!((found - known).abs() < 1e-12, "{found} for {known}");
        }
    }

    #[test]
    fn a_fit_finds_what_parts_come_with_degrees() {
        let sample = |down: f32, built: f64| {
            let mut parts = [0.0; NOD_PARTS];
            (parts[0], parts[1]) = (f64::from(down) / 50.0 + built, built);
            let view = View { down, ..View::TAKEN };
            Sample { person: 0, half: Half::Chosen, smiling: false, view, parts }
        };
        let samples: Vec<_> = [-20.0, 0.0, 20.0]
            .into_iter()
            .flat_map(|down| [-0.1, 0.1].map(|built| sample(down, built)))
            .collect();
        let fit = Fit::to(&samples.iter().collect::<Vec<_>>());
        for sample in &samples {
            let told = fit.told(&sample.parts);
            assert!((told - f64::from(sample.view.down)).abs() < 1.0, "{told}");
        }
        // A part that says what somebody is built like takes that away from the other.
        assert!(fit.weights[0] > 45.0 && fit.weights[1] < -40.0, "{:?}", fit.weights);
    }
}
