//! Files and what coding does to a picture.

use image::RgbImage;
use image::imageops::{FilterType, resize};
use portrait_painter::files::{self, Exif};

use crate::defect::{Defect, Degree, Derived, QUALITY, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/no-compression-damage",
        name: "saved small",
        degrees: "JPEG quality 25 / 10",
        apply: |subject, degree| Some(Derived::Picture(subject.picture.clone(), damage(degree))),
    },
    Defect {
        rule: "photo/no-compression-damage",
        name: "saved small, then well",
        degrees: "JPEG quality 25 / 10, then 92",
        apply: saved_twice,
    },
    Defect {
        rule: "photo/no-upscaling",
        name: "enlarged, cubic",
        degrees: "3 times / 6 times",
        apply: |subject, degree| Some(enlarged(subject, degree, FilterType::CatmullRom)),
    },
    Defect {
        rule: "photo/no-upscaling",
        name: "enlarged, linear",
        degrees: "3 times / 6 times",
        apply: |subject, degree| Some(enlarged(subject, degree, FilterType::Triangle)),
    },
    Defect {
        rule: "photo/face-resolution",
        name: "small",
        degrees: "55 / 35 pixels between the eyes",
        apply: small,
    },
    Defect {
        rule: "photo/unedited",
        name: "names an editor",
        degrees: "Photoshop / a filter",
        apply: |subject, degree| {
            let software = degree.pick("Adobe Photoshop 25.0", "SNOW");
            Some(tagged(subject, &Exif { software: Some(software.into()), ..Exif::default() }))
        },
    },
    Defect {
        rule: "photo/no-location-tag",
        name: "carries its place",
        degrees: "a position / a position",
        apply: |subject, _| {
            Some(tagged(subject, &Exif { gps: Some((35.68, 139.76)), ..Exif::default() }))
        },
    },
];

fn damage(degree: Degree) -> u8 {
    degree.pick(25, 10)
}

fn saved_twice(subject: &Subject, degree: Degree) -> Option<Derived> {
    let bytes = files::jpeg(&subject.picture, damage(degree));
    let picture = image::load_from_memory(&bytes).ok()?.into_rgb8();
    Some(Derived::picture(picture))
}

fn enlarged(subject: &Subject, degree: Degree, filter: FilterType) -> Derived {
    let (width, height) = subject.picture.dimensions();
    let small = scaled(subject, 1.0 / degree.pick(3.0, 6.0));
    Derived::picture(resize(&small, width, height, filter))
}

fn small(subject: &Subject, degree: Degree) -> Option<Derived> {
    Some(Derived::picture(scaled(subject, degree.pick(55.0, 35.0) / subject.inter_eye)))
}

fn scaled(subject: &Subject, by: f32) -> RgbImage {
    let side = |length: u32| ((length as f32 * by).round() as u32).max(1);
    let (width, height) = subject.picture.dimensions();
    resize(&subject.picture, side(width), side(height), FilterType::Lanczos3)
}

fn tagged(subject: &Subject, exif: &Exif) -> Derived {
    Derived::File(files::with_exif(&files::jpeg(&subject.picture, QUALITY), exif))
}
