//! The photo: what the file says, what the picture shows, and the rules.
//!
//! [`check`] takes a file's bytes through all of it; [`check_frame`] does the
//! same for a camera's frame, which has no file.

mod causes;
pub mod face;
pub mod file;
pub mod frame;
pub mod measure;
pub mod net;
pub mod pixels;
pub mod profile;
pub mod rules;
pub mod sheet;

use std::cell::OnceCell;
use std::error::Error;
use std::fmt;

use image::RgbImage;
use jiff::civil::Date;

use self::face::Face;
use self::file::FileFacts;
use self::measure::background::Wall;
use self::measure::focus::Focus;
use self::net::{Detection, ModelError, Networks};
use self::pixels::{Border, DecodeError, MAX_PIXELS, Picture};
use self::profile::Profile;
use crate::report::{Finding, ImageFacts, PhotoReport, RULES_AS_OF, SCHEMA_VERSION, Verdict};

/// What to check a photo against.
#[derive(Clone, Debug)]
pub struct Options {
    /// The document that the photo is for.
    pub profile: &'static Profile,
    /// The day of the application. The core has no clock of its own.
    pub applied_on: Option<Date>,
    /// The applicant's date of birth.
    pub born: Option<Date>,
    /// Whether the applicant has a reason that the office accepts (faith,
    /// illness, infant, wheelchair …).
    pub special_case: bool,
    /// The file's name for the report.
    pub file: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            profile: &profile::MY_NUMBER_CARD,
            applied_on: None,
            born: None,
            special_case: false,
            file: None,
        }
    }
}

/// A photo as it comes in.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// Its picture, upright and in sRGB, where something else has decoded it: a
    /// browser opens HEIC files that are not opened here.
    pub decoded: Option<RgbImage>,
}

impl<'a, T: AsRef<[u8]> + ?Sized> From<&'a T> for Source<'a> {
    fn from(bytes: &'a T) -> Self {
        Self { bytes: bytes.as_ref(), decoded: None }
    }
}

impl Source<'_> {
    /// The picture of a file whose headers say `facts`, as large as it is.
    ///
    /// # Errors
    ///
    /// As for [`pixels::decode`]; what was decoded elsewhere is held to
    /// [`MAX_PIXELS`] as well.
    pub fn picture(self, facts: &FileFacts) -> Result<RgbImage, DecodeError> {
        match self.decoded {
            Some(image) => within_limits(image),
            None => pixels::decode(self.bytes, facts),
        }
    }

    /// The picture, halved where it is very large, and how many of the file's
    /// pixels stand on each side of a pixel.
    ///
    /// # Errors
    ///
    /// As for [`Self::picture`].
    pub fn reduced(self, facts: &FileFacts) -> Result<(RgbImage, u32), DecodeError> {
        match self.decoded {
            Some(image) => {
                let mut image = within_limits(image)?;
                let scale = pixels::reduce(&mut image);
                Ok((image, scale))
            }
            None => pixels::decode_reduced(self.bytes, facts),
        }
    }
}

fn within_limits(image: RgbImage) -> Result<RgbImage, DecodeError> {
    if u64::from(image.width()) * u64::from(image.height()) > MAX_PIXELS {
        return Err(DecodeError::TooManyPixels);
    }
    Ok(image)
}

/// Checks a photo file.
///
/// Never fails and never panics: whatever is wrong with the bytes is a finding
/// in the report.
pub fn check<'a>(
    photo: impl Into<Source<'a>>,
    options: &Options,
    networks: &Networks,
) -> PhotoReport {
    check_in_stages(photo, options, networks, &mut |_| ())
}

/// [`check`], which calls `done` with a name after each stage of the work, so
/// that a caller with a clock sees where the time goes: `file`, `decoding`,
/// `scaling`, `detection`, `face` (mesh and person mask), `others`, then each
/// rule's id.
pub fn check_in_stages<'a>(
    photo: impl Into<Source<'a>>,
    options: &Options,
    networks: &Networks,
    done: &mut dyn FnMut(&'static str),
) -> PhotoReport {
    let photo = photo.into();
    let file = FileFacts::read(photo.bytes);
    done("file");
    let pixels = photo.reduced(&file);
    done("decoding");
    let scale = pixels.as_ref().map_or(1, |(_, scale)| *scale);
    let picture = pixels.map(|(image, _)| Picture::new(image)).map_err(Unseen::from);
    done("scaling");
    let mut photo = Photo::look(Some(file), picture, true, options, networks, done);
    photo.scale = f64::from(scale);
    photo.report(options, done)
}

/// Checks a camera's frame of `width`×`height` pixels, four bytes (RGBA) each.
/// The rules of the file do not apply to it.
///
/// # Errors
///
/// When `rgba` is not of that size, or the frame has more than [`MAX_PIXELS`].
pub fn check_frame(
    rgba: &[u8],
    width: u32,
    height: u32,
    options: &Options,
    networks: &Networks,
) -> Result<PhotoReport, FrameError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MAX_PIXELS || rgba.len() as u64 != pixels * 4 {
        return Err(FrameError);
    }
    let rgb = rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().copied().take(3)).collect();
    let image = RgbImage::from_raw(width, height, rgb).ok_or(FrameError)?;
    let done = &mut |_| ();
    // A frame must be quick; the photo that is taken is looked at anew.
    let photo = Photo::look(None, Ok(Picture::new(image)), false, options, networks, done);
    Ok(photo.report(options, done))
}

/// A frame's bytes do not fit its size.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FrameError;

impl fmt::Display for FrameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a frame is width × height × 4 bytes (RGBA) and at most 50 megapixels")
    }
}

impl Error for FrameError {}

/// Everything that the rules look at.
pub struct Photo {
    /// What the file says; `None` for a camera's frame.
    pub file: Option<FileFacts>,
    /// The picture, or why there is none.
    pub picture: Result<Picture, Unseen>,
    /// How many of the file's pixels stand on each side of one of the picture's;
    /// everything below is in pixels of the picture.
    pub scale: f64,
    /// The largest face, or why there is none.
    pub face: Result<Face, Unseen>,
    /// Every further face.
    pub others: Vec<Detection>,
    /// The wall around the largest face, once a rule has asked for it.
    wall: OnceCell<Wall>,
    focus: OnceCell<Focus>,
    /// The document that the photo is for.
    pub profile: &'static Profile,
    /// The day of the application.
    pub applied_on: Option<Date>,
    /// The applicant's date of birth.
    pub born: Option<Date>,
}

/// Why something could not be looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unseen {
    /// There is no face.
    NoFace,
    /// A network did not run.
    Internal,
    /// The file could not be decoded.
    Unreadable(DecodeError),
    /// Another fault of the photo, which is told, makes this one's signs.
    OtherFault,
}

impl Unseen {
    /// One of each kind.
    pub const ALL: [Self; 4] =
        [Self::NoFace, Self::Internal, Self::Unreadable(DecodeError::Damaged), Self::OtherFault];

    /// The reason's word in a report.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoFace => "no-face",
            Self::Internal => "internal",
            Self::Unreadable(_) => "unreadable",
            Self::OtherFault => "other-fault",
        }
    }

    /// The answer of a rule that needs what could not be looked at.
    pub fn finding(self) -> Finding {
        Finding::unsure(self.reason())
    }
}

impl From<DecodeError> for Unseen {
    fn from(error: DecodeError) -> Self {
        Self::Unreadable(error)
    }
}

impl From<ModelError> for Unseen {
    fn from(_: ModelError) -> Self {
        Self::Internal
    }
}

impl Photo {
    fn look(
        file: Option<FileFacts>,
        picture: Result<Picture, Unseen>,
        small_faces: bool,
        options: &Options,
        networks: &Networks,
        done: &mut dyn FnMut(&'static str),
    ) -> Self {
        let seen = picture.as_ref().map_err(|unseen| *unseen).and_then(|picture| {
            let mut detections = networks.detect(picture, small_faces)?.into_iter().peekable();
            done("detection");
            let (mut face, mut known) = (None, Vec::new());
            // The largest that the mesh confirms is the applicant.
            while face.is_none() {
                let Some(largest) = detections.next_if(Detection::is_sure) else { break };
                face = Face::read(networks, picture, &largest)?;
                known = vec![largest];
            }
            done("face");
            let face = face.ok_or(Unseen::NoFace)?;
            for other in detections {
                if !face.head_holds(&other)
                    && networks.mesh(picture, &other, Border::Nearest)?.presence
                        >= face::MIN_PRESENCE
                {
                    known.push(other.within(picture));
                }
            }
            if small_faces {
                let halves = networks.detect_halves(picture, &known)?;
                for half in halves {
                    if networks.mesh(picture, &half, Border::Mirror)?.presence >= face::MIN_PRESENCE
                    {
                        known.push(half.within(picture));
                    }
                }
            }
            let others = known.split_off(1);
            done("others");
            Ok((face, others))
        });
        let (face, others) = match seen {
            Ok((face, others)) => (Ok(face), others),
            Err(unseen) => (Err(unseen), Vec::new()),
        };
        Self {
            file,
            picture,
            scale: 1.0,
            face,
            others,
            wall: OnceCell::new(),
            focus: OnceCell::new(),
            profile: options.profile,
            applied_on: options.applied_on,
            born: options.born,
        }
    }

    /// The wall around the largest face.
    ///
    /// # Errors
    ///
    /// When there is no face, or no picture.
    pub fn wall(&self) -> Result<&Wall, Unseen> {
        let face = self.face.as_ref().map_err(|unseen| *unseen)?;
        let picture = self.picture.as_ref().map_err(|unseen| *unseen)?;
        Ok(self.wall.get_or_init(|| Wall::around(picture, face)))
    }

    /// How far edges of the largest face are smeared.
    ///
    /// # Errors
    ///
    /// When there is no face, or no picture.
    pub fn focus(&self) -> Result<&Focus, Unseen> {
        let face = self.face.as_ref().map_err(|unseen| *unseen)?;
        let picture = self.picture.as_ref().map_err(|unseen| *unseen)?;
        Ok(self.focus.get_or_init(|| Focus::of(picture, face)))
    }

    /// Pixels of the picture a millimetre of the print. The print is as high
    /// as the picture: what it lacks or has too much at its sides is for the
    /// office to trim.
    pub fn pixels_a_mm(&self) -> f64 {
        let height = self.picture.as_ref().map_or(0, Picture::height);
        f64::from(height) / self.profile.height_mm
    }

    fn report(self, options: &Options, done: &mut dyn FnMut(&'static str)) -> PhotoReport {
        let mut findings: Vec<_> = rules::all()
            .iter()
            .map(|rule| {
                let finding = (rule.check)(&self).unwrap_or_else(Unseen::finding);
                done(rule.rule.id);
                (*rule, finding)
            })
            .collect();
        causes::set_aside(&mut findings);
        let checks: Vec<_> = findings
            .into_iter()
            .map(|(rule, finding)| {
                debug_assert!(rules::is_listed(rule, &finding), "{}: a reason", rule.rule.id);
                let finding =
                    if options.special_case { rules::excused(rule, finding) } else { finding };
                finding.enlarged(self.scale).into_check(&rule.rule, None)
            })
            .collect();
        PhotoReport {
            schema_version: SCHEMA_VERSION,
            file: options.file.clone(),
            profile: options.profile.name,
            rules_as_of: RULES_AS_OF,
            verdict: Verdict::of(&checks),
            checks,
            image: self.image_facts(),
            face: self.face.as_ref().ok().map(|face| face.facts(self.scale)),
            fix: None,
        }
    }

    fn image_facts(&self) -> Option<ImageFacts> {
        let Some(file) = &self.file else {
            let picture = self.picture.as_ref().ok()?;
            return Some(ImageFacts {
                width: picture.width(),
                height: picture.height(),
                bytes: 0,
                format: "frame",
                color_mode: "rgb",
            });
        };
        let header = file.header?;
        let (width, height) = file.upright_size()?;
        Some(ImageFacts {
            width,
            height,
            bytes: file.bytes,
            format: file.format.name(),
            color_mode: header.color_mode.name(),
        })
    }
}
