//! Files and what coding does to a picture.

use image::RgbImage;
use image::imageops::{FilterType, resize};
use jiff::civil::date;
use portrait_painter::files::{self, Exif, FourColor};

use crate::defect::{Defect, Degree, Derived, QUALITY, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/photo-needed",
        name: "a photo of an infant",
        degrees: "11 months old / 2 weeks old",
        apply: |subject, degree| {
            let born = degree.pick(date(2025, 12, 1), date(2026, 10, 18));
            Some(Derived { born: Some(born), ..subject.picture.clone().into() })
        },
    },
    Defect {
        rule: "photo/file-readable",
        name: "upload cut short",
        degrees: "nine tenths of the file / a third",
        apply: |subject, degree| {
            Some(files::truncated(&saved(subject), degree.pick(0.9, 0.33)).into())
        },
    },
    Defect {
        rule: "photo/file-type",
        name: "no JPEG",
        degrees: "PNG / WebP",
        apply: |subject, degree| {
            let write = degree.pick(files::png as fn(&RgbImage) -> Vec<u8>, files::webp);
            Some(write(&subject.picture).into())
        },
    },
    Defect {
        rule: "photo/color-mode",
        name: "for a printing press",
        degrees: "CMYK / YCCK",
        apply: |subject, degree| {
            let mode = degree.pick(FourColor::Cmyk, FourColor::Ycck);
            Some(files::four_color_jpeg(&subject.picture, mode, QUALITY).into())
        },
    },
    Defect {
        rule: "photo/color-mode",
        name: "grey",
        degrees: "one component / one component",
        apply: |subject, _| Some(files::grey_jpeg(&subject.picture, QUALITY).into()),
    },
    Defect {
        rule: "photo/file-size",
        name: "too large",
        degrees: "7.2 MB / 12 MB",
        apply: |subject, degree| {
            let size = degree.pick(7_200_000, 12_000_000);
            Some(files::padded(&saved(subject), size).into())
        },
    },
    Defect {
        rule: "photo/pixel-size",
        name: "few pixels",
        degrees: "460 / 400 across",
        apply: |subject, degree| {
            let width: f32 = degree.pick(460.0, 400.0);
            Some(scaled(subject, width / subject.picture.width() as f32).into())
        },
    },
    Defect {
        rule: "photo/orientation-tag",
        name: "stored turned",
        degrees: "on its side / upside down",
        apply: |subject, degree| {
            Some(files::turned_jpeg(&subject.picture, degree.pick(6, 3), QUALITY).into())
        },
    },
    Defect {
        rule: "photo/taken-within-six-months",
        name: "an old photo",
        degrees: "7 months / 3 years",
        apply: |subject, degree| {
            let taken = degree.pick("2026:03:25 10:00:00", "2023:11:02 10:00:00");
            let exif = Exif { date_time_original: Some(taken.into()), ..Exif::default() };
            Some(tagged(subject, &exif))
        },
    },
    Defect {
        rule: "photo/no-compression-damage",
        name: "saved small",
        degrees: "JPEG quality 25 / 10",
        apply: |subject, degree| Some(files::jpeg(&subject.picture, damage(degree)).into()),
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
    Some(picture.into())
}

fn enlarged(subject: &Subject, degree: Degree, filter: FilterType) -> Derived {
    let (width, height) = subject.picture.dimensions();
    let small = scaled(subject, 1.0 / degree.pick(3.0, 6.0));
    resize(&small, width, height, filter).into()
}

fn small(subject: &Subject, degree: Degree) -> Option<Derived> {
    Some(scaled(subject, degree.pick(55.0, 35.0) / subject.inter_eye).into())
}

fn scaled(subject: &Subject, by: f32) -> RgbImage {
    let side = |length: u32| ((length as f32 * by).round() as u32).max(1);
    let (width, height) = subject.picture.dimensions();
    resize(&subject.picture, side(width), side(height), FilterType::Lanczos3)
}

fn tagged(subject: &Subject, exif: &Exif) -> Derived {
    files::with_exif(&saved(subject), exif).into()
}

fn saved(subject: &Subject) -> Vec<u8> {
    files::jpeg(&subject.picture, QUALITY)
}
