//! The photos, who is on them, and how they become good ones.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use image::RgbImage;
use mynacheck::photo::face::Face;
use mynacheck::photo::net::Networks;
use mynacheck::photo::pixels::Picture;

use crate::canvas::Cutout;
use crate::defect::Subject;

/// Every photo of the folder that the evaluation uses.
pub struct Photos {
    /// Real persons: London, then Canada, each in its table's order.
    pub persons: Vec<Person>,
    /// The London persons smiling: whose photo (an index into `persons`), file.
    pub smiling: Vec<(usize, PathBuf)>,
    /// Generated people, named pass-* and fail-*, by number.
    pub generated: Vec<PathBuf>,
}

/// A person and the hand-placed truth of the photo, in its pixels.
pub struct Person {
    /// `london/001`, `canada/003f`.
    pub name: String,
    /// Which set.
    pub set: Set,
    /// The neutral photo.
    pub file: PathBuf,
    /// `female` or `male`, as reported.
    pub gender: String,
    /// The group the person reported, such as `east_asian`; empty for Canada.
    pub group: String,
    /// Whether thresholds may be chosen on this person.
    pub half: Half,
    /// The eye on the picture's left, the one on its right, chin, crown.
    pub points: [(f64, f64); 4],
    /// The visible top of the hair; London only.
    pub hair_top: Option<f64>,
    /// Degrees, clockwise; London only.
    pub roll: Option<f64>,
    /// Whether the photo keeps the guide as it is.
    pub inside_guide: bool,
}

/// A set of photos.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Set {
    /// Face Research Lab London Set.
    London,
    /// DeBruine's Canadian photos.
    Canada,
}

/// Persons are dealt out in turn, so that no threshold is chosen on a person
/// that it is reported on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Half {
    /// Thresholds are chosen on these.
    Chosen,
    /// And reported on these.
    Reported,
}

impl Half {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Reported => "reported",
        }
    }
}

/// How a good photo is cut out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Trim {
    /// 34 mm from the hair's top to the chin.
    ToHair,
    /// 34 mm from the annotated crown to the chin.
    ToCrown,
    /// As it is.
    None,
}

impl Trim {
    /// Its name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::ToHair => "to the hair",
            Self::ToCrown => "to the crown",
            Self::None => "as it is",
        }
    }
}

impl Photos {
    /// Lists what the folder holds.
    pub fn list(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            bail!(
                "no photos at {}. The evaluation needs the Face Research Lab London Set \
                 (doi 10.6084/m9.figshare.5047666) and DeBruine's Canadian faces \
                 (doi 10.6084/m9.figshare.4220517), laid out as ACCURACY.md says; name their \
                 folder by --photos or MYNACHECK_PHOTOS",
                folder.display()
            );
        }
        let mut persons = Vec::new();
        let mut smiling = Vec::new();
        for set in [Set::London, Set::Canada] {
            let folder = folder.join(set.folder());
            for (index, row) in table(&folder.join("truth.csv"))?.iter().enumerate() {
                let person = Person::from_row(set, index, &folder, row)?;
                let file = person.file.file_name().context("a file's name")?;
                let laughing = folder.join("smiling").join(file);
                if laughing.exists() {
                    smiling.push((persons.len(), laughing));
                }
                persons.push(person);
            }
        }
        let mut generated = Vec::new();
        for kind in ["fail", "pass"] {
            for number in 1..100 {
                let file = folder.join(format!("idphotoready/{kind}-{number}.png"));
                if file.exists() {
                    generated.push(file);
                }
            }
        }
        Ok(Self { persons, smiling, generated })
    }
}

impl Set {
    /// Its folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::London => "london",
            Self::Canada => "canada",
        }
    }
}

impl Person {
    fn from_row(
        set: Set,
        index: usize,
        folder: &Path,
        row: &HashMap<String, String>,
    ) -> Result<Self> {
        let text = |name: &str| {
            row.get(name).cloned().with_context(|| format!("{}: no {name}", set.folder()))
        };
        let number = |name: &str| Ok::<f64, anyhow::Error>(text(name)?.parse()?);
        let point = |name: &str| {
            Ok::<_, anyhow::Error>((number(&format!("{name}_x"))?, number(&format!("{name}_y"))?))
        };
        let file = text("file")?;
        let stem = Path::new(&file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        let london = set == Set::London;
        let gender = match stem.chars().last() {
            _ if london => text("gender")?,
            Some('f') => "female".to_owned(),
            _ => "male".to_owned(),
        };
        Ok(Self {
            name: format!("{}/{stem}", set.folder()),
            set,
            file: folder.join(&file),
            gender,
            group: if london { text("group")? } else { String::new() },
            half: if index.is_multiple_of(2) { Half::Chosen } else { Half::Reported },
            points: [point("left_eye")?, point("right_eye")?, point("chin")?, point("crown")?],
            hair_top: if london { Some(number("hair_top_y")?) } else { None },
            roll: if london { Some(number("roll_deg")?) } else { None },
            inside_guide: london || text("inside_guide")? == "True",
        })
    }

    /// The ways in which the photo is a good one. Above a high bun that nearly
    /// touches the edge there is no room for the margin.
    pub fn trims(&self) -> Vec<Trim> {
        if self.set == Set::Canada {
            return if self.inside_guide { vec![Trim::None] } else { Vec::new() };
        }
        let has_room = |trim: &Trim| {
            let (top, mm) = self.top_and_mm(*trim);
            top >= 4.0 * mm
        };
        [Trim::ToHair, Trim::ToCrown].into_iter().filter(has_room).collect()
    }

    /// The head's top, and pixels a millimetre.
    fn top_and_mm(&self, trim: Trim) -> (f64, f64) {
        let [.., (_, chin), (_, crown)] = self.points;
        let top = match trim {
            Trim::ToHair => self.hair_top.unwrap_or(crown),
            Trim::ToCrown | Trim::None => crown,
        };
        (top, (chin - top) / 34.0)
    }

    /// The photo, decoded.
    pub fn load(&self) -> Result<RgbImage> {
        load(&self.file)
    }

    /// The good photo: 35:45 with the head at 34 mm and 4 mm above it; its left
    /// upper corner in the source, and its pixels a millimetre.
    pub fn trimmed(&self, source: &RgbImage, trim: Trim) -> (RgbImage, (f64, f64), f64) {
        if trim == Trim::None {
            return (source.clone(), (0.0, 0.0), f64::from(source.height()) / 45.0);
        }
        let [left, right, chin, _] = self.points;
        let middle = ((left.0 + right.0) / 2.0 + chin.0) / 2.0;
        let (top, mm) = self.top_and_mm(trim);
        let origin = ((middle - 17.5 * mm).trunc(), (top - 4.0 * mm).trunc());
        (cut(source, origin, ((35.0 * mm) as u32, (45.0 * mm) as u32)), origin, mm)
    }

    /// The good photo with what the networks see in it.
    pub fn subject(&self, networks: &Networks, trim: Trim, seed: u32) -> Result<Subject> {
        let source = self.load()?;
        let (picture, origin, mm) = self.trimmed(&source, trim);
        let face = face(networks, &picture)?.with_context(|| format!("{}: no face", self.name))?;
        Ok(Subject {
            picture,
            inter_eye: face.inter_eye_distance() as f32,
            face,
            px_per_mm: mm as f32,
            pupils: [self.points[0], self.points[1]]
                .map(|(x, y)| ((x - origin.0) as f32 + 0.5, (y - origin.1) as f32 + 0.5)),
            head_top: (self.top_and_mm(trim).0 - origin.1) as f32,
            chin: (self.points[2].1 - origin.1) as f32,
            crown: (self.points[3].1 - origin.1) as f32,
            roll_deg: self.roll.unwrap_or_default() as f32,
            source: Arc::new(source),
            origin,
            guest: None,
            seed,
        })
    }
}

impl Subject {
    /// A photo without a truth, with what the networks see in it; `None` where that is no
    /// face. All of it is in the picture: there is no more around it.
    pub fn by_checker(networks: &Networks, picture: RgbImage, seed: u32) -> Result<Option<Self>> {
        let Some(face) = face(networks, &picture)? else { return Ok(None) };
        let (top, chin) = (face.crown.hair_top.y as f32, face.chin.y as f32);
        Ok(Some(Self {
            inter_eye: face.inter_eye_distance() as f32,
            px_per_mm: (chin - top) / 34.0,
            pupils: [face.left_eye, face.right_eye].map(|eye| (eye.x as f32, eye.y as f32)),
            head_top: top,
            chin,
            crown: face.crown.skull_top.y as f32,
            roll_deg: face.pose.roll as f32,
            source: Arc::new(picture.clone()),
            origin: (0.0, 0.0),
            guest: None,
            seed,
            face,
            picture,
        }))
    }

    /// The person cut out of the photo.
    pub fn cutout(&self) -> Cutout {
        let picture = self.canvas();
        let cover = (0..picture.pixels.len())
            .map(|index| {
                let (x, y) = (index % picture.width, index / picture.width);
                crate::canvas::smooth(0.3, 0.8, self.person_at(x as f32 + 0.5, y as f32 + 0.5))
            })
            .collect();
        let (top, chin) = (self.face.crown.hair_top, self.face.chin);
        Cutout {
            picture,
            cover,
            head: (chin.y - top.y) as f32,
            middle: (((top.x + chin.x) / 2.0) as f32, ((top.y + chin.y) / 2.0) as f32),
        }
    }
}

/// A picture from its file.
pub fn load(file: &Path) -> Result<RgbImage> {
    Ok(image::open(file).with_context(|| file.display().to_string())?.into_rgb8())
}

/// A file's name without its folder and ending.
pub fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A picture without a truth, cut to 35:45 by the face that the checker itself
/// finds: the head at 34 mm, 4 mm above it. As it is where there is no face.
pub fn cropped(networks: &Networks, picture: &RgbImage) -> Result<RgbImage> {
    let Some(face) = face(networks, picture)? else { return Ok(picture.clone()) };
    let middle = ((face.left_eye.x + face.right_eye.x) / 2.0 + face.chin.x) / 2.0;
    let top = face.crown.hair_top.y;
    let mm = (face.chin.y - top) / 34.0;
    let origin = ((middle - 17.5 * mm).trunc(), (top - 4.0 * mm).trunc());
    let mut cropped = cut(picture, origin, ((35.0 * mm) as u32, (45.0 * mm) as u32));
    // Beyond the picture the wall goes on; what its last row cuts does not.
    let wall = *picture.get_pixel(picture.width() / 20, picture.height() / 20);
    for (x, y, pixel) in cropped.enumerate_pixels_mut() {
        let (x, y) = (origin.0 + f64::from(x), origin.1 + f64::from(y));
        if y < 0.0 || x < 0.0 || x >= f64::from(picture.width()) {
            *pixel = wall;
        }
    }
    Ok(cropped)
}

/// A part of a picture; beyond its edges the nearest pixels go on.
pub fn cut(source: &RgbImage, (left, top): (f64, f64), (width, height): (u32, u32)) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let at = |from: f64, step: u32, side: u32| {
            (from + f64::from(step)).clamp(0.0, f64::from(side.saturating_sub(1))) as u32
        };
        *source.get_pixel(at(left, x, source.width()), at(top, y, source.height()))
    })
}

/// The largest face of a picture.
pub fn face(networks: &Networks, picture: &RgbImage) -> Result<Option<Face>> {
    let picture = Picture::new(picture.clone());
    match networks.detect(&picture, true)?.first() {
        Some(detection) => Ok(Face::read(networks, &picture, detection)?),
        None => Ok(None),
    }
}

/// The rows of a CSV file without quotes, as name and value.
fn table(path: &Path) -> Result<Vec<HashMap<String, String>>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut lines = text.lines();
    let names: Vec<_> = lines.next().unwrap_or_default().split(',').map(str::to_owned).collect();
    Ok(lines
        .map(|line| names.iter().cloned().zip(line.split(',').map(str::to_owned)).collect())
        .collect())
}
