//! Size and place of the head: the source photo is cut in another way, turned,
//! or shared with somebody else.

use image::RgbImage;

use crate::canvas::{Canvas, Cutout, mix};
use crate::defect::{Defect, Degree, Derived, Subject};

/// See [`super::all`].
pub static DEFECTS: &[Defect] = &[
    Defect {
        rule: "photo/head-size",
        name: "head too small",
        degrees: "28 / 24 mm crown to chin",
        apply: |subject, degree| Some(of_size(subject, degree.pick(28.0, 24.0))),
    },
    Defect {
        rule: "photo/head-size",
        name: "head too large",
        degrees: "39 / 42 mm crown to chin",
        apply: |subject, degree| Some(of_size(subject, degree.pick(39.0, 42.0))),
    },
    Defect {
        rule: "photo/top-margin",
        name: "too little room above",
        // From the hair's top half of the heads still keep the guide for the crown.
        degrees: "1 / 0 mm above the annotated crown",
        apply: |subject, degree| {
            let hair = f64::from((subject.crown - subject.head_top) / subject.px_per_mm);
            Some(with_margin(subject, degree.pick(1.0, 0.0) - hair))
        },
    },
    Defect {
        rule: "photo/top-margin",
        name: "hair to the edge",
        degrees: "touches it / its upper 1.5 mm cut off",
        apply: |subject, degree| Some(with_margin(subject, degree.pick(0.0, -1.5))),
    },
    Defect {
        rule: "photo/top-margin",
        name: "too much room above",
        degrees: "8 / 9.5 mm above the hair",
        apply: |subject, degree| Some(with_margin(subject, degree.pick(8.0, 9.5))),
    },
    Defect {
        rule: "photo/centered",
        name: "beside the middle",
        degrees: "4 / 6 mm",
        apply: |subject, degree| {
            let aside = sign(subject) * degree.pick(4.0, 6.0);
            Some(Cut { aside_mm: aside, ..Cut::as_it_is(subject) }.of(subject).into())
        },
    },
    Defect {
        rule: "photo/head-inside-frame",
        name: "crown cut off",
        degrees: "the hair's upper 4 / 7 mm missing",
        apply: |subject, degree| Some(with_margin(subject, degree.pick(-4.0, -7.0))),
    },
    Defect {
        rule: "photo/head-inside-frame",
        name: "chin cut off",
        degrees: "the lower 1 / 4 mm missing",
        apply: |subject, degree| {
            let below = degree.pick(-1.0, -4.0);
            Some(with_margin(subject, 45.0 - head_mm(subject) - below))
        },
    },
    Defect {
        rule: "photo/head-inside-frame",
        name: "a cheek cut off",
        degrees: "1 / 4 mm of the face missing at a side",
        apply: cheek_cut_off,
    },
    Defect {
        rule: "photo/head-tilt",
        name: "head tilted",
        degrees: "9° / 14° by the annotated eyes",
        apply: tilted,
    },
    Defect {
        rule: "photo/one-face",
        name: "a small face behind",
        degrees: "head of 9 / 12 mm",
        apply: |subject, degree| {
            let guest = subject.guest.as_ref()?;
            let head = degree.pick(9.0, 12.0);
            // Where the applicant's hair hides the guest nobody else is to be seen.
            let sides = [sign(subject), -sign(subject)].map(|side| (17.5 + side * 13.0, 8.0));
            let place = sides.into_iter().find(|&place| is_free(subject, place, head))?;
            Some(with_guest(subject, guest, head, place, true))
        },
    },
    Defect {
        rule: "photo/one-face",
        name: "a large face before the shoulder",
        degrees: "head of 13 / 18 mm",
        apply: |subject, degree| {
            let guest = subject.guest.as_ref()?;
            let (head, up) = degree.pick((13.0, 35.0), (18.0, 33.0));
            Some(with_guest(subject, guest, head, (17.5 + sign(subject) * 12.0, up), false))
        },
    },
];

/// How the source photo is cut.
struct Cut {
    /// Pixels of the source a millimetre of the print.
    px_per_mm: f64,
    /// From the print's upper edge to the head's top.
    above_mm: f64,
    /// How far the face is moved to the right.
    aside_mm: f64,
}

impl Cut {
    fn as_it_is(subject: &Subject) -> Self {
        let px_per_mm = f64::from(subject.px_per_mm);
        Self { px_per_mm, above_mm: f64::from(subject.head_top) / px_per_mm, aside_mm: 0.0 }
    }

    fn of(&self, subject: &Subject) -> RgbImage {
        let before = f64::from(subject.px_per_mm);
        let size = |side: u32| (f64::from(side) / before * self.px_per_mm).round();
        let (width, height) = (size(subject.picture.width()), size(subject.picture.height()));
        let middle = subject.origin.0 + f64::from(subject.picture.width()) / 2.0;
        let top = subject.origin.1 + f64::from(subject.head_top);
        let left = middle - width / 2.0 - self.aside_mm * self.px_per_mm;
        let origin = (left, top - self.above_mm * self.px_per_mm);
        crate::photos::cut(&subject.source, origin, (width as u32, height as u32))
    }
}

fn head_mm(subject: &Subject) -> f64 {
    f64::from((subject.chin - subject.head_top) / subject.px_per_mm)
}

/// Which side something happens on differs between persons.
fn sign(subject: &Subject) -> f64 {
    if subject.seed.is_multiple_of(4) || subject.seed % 4 == 3 { 1.0 } else { -1.0 }
}

/// The room above stays 4 mm, or what a large head leaves, shared with the room
/// below.
fn of_size(subject: &Subject, head: f64) -> Derived {
    let px_per_mm = f64::from(subject.px_per_mm) * head_mm(subject) / head;
    let above_mm = ((45.0 - head) / 2.0).min(4.0);
    Cut { px_per_mm, above_mm, aside_mm: 0.0 }.of(subject).into()
}

fn with_margin(subject: &Subject, above_mm: f64) -> Derived {
    Cut { above_mm, ..Cut::as_it_is(subject) }.of(subject).into()
}

fn cheek_cut_off(subject: &Subject, degree: Degree) -> Option<Derived> {
    let mm = f64::from(subject.px_per_mm);
    let bounds = subject.face.bounds;
    let room = if sign(subject) > 0.0 {
        f64::from(subject.picture.width()) - bounds.right()
    } else {
        bounds.x
    };
    let aside_mm = sign(subject) * (room / mm + degree.pick(1.0, 4.0));
    Some(Cut { aside_mm, ..Cut::as_it_is(subject) }.of(subject).into())
}

/// Turns the source about the face, so that the annotated roll is as wanted.
fn tilted(subject: &Subject, degree: Degree) -> Option<Derived> {
    let wanted = sign(subject) as f32 * degree.pick(9.0, 14.0);
    let (sin, cos) = (wanted - subject.roll_deg).to_radians().sin_cos();
    let source = Canvas::from_picture(&subject.source);
    let (left, top) = (subject.origin.0 as f32, subject.origin.1 as f32);
    let middle = (subject.picture.width() as f32 / 2.0, (subject.head_top + subject.chin) / 2.0);
    let turned = subject.canvas().map(|x, y, _| {
        let (x, y) = (x - middle.0, y - middle.1);
        let (x, y) = (x * cos + y * sin, y * cos - x * sin);
        source.sample(left + middle.0 + x, top + middle.1 + y)
    });
    Some(turned.into())
}

/// Whether most of a head there would be seen behind the person.
fn is_free(subject: &Subject, (x, y): (f64, f64), head_mm: f64) -> bool {
    const SIDE: u32 = 9;
    let mm = subject.px_per_mm;
    let cells = (0..SIDE * SIDE).filter(|cell| {
        let at = |step: u32| (f64::from(step) / f64::from(SIDE - 1) - 0.5) * 0.7 * head_mm;
        let (x, y) = (x + at(cell % SIDE), y + at(cell / SIDE));
        subject.person_at(x as f32 * mm, y as f32 * mm) < 0.4
    });
    cells.count() as u32 * 4 >= SIDE * SIDE * 3
}

/// Another person's head, its middle at a place in millimetres.
pub(super) fn with_guest(
    subject: &Subject,
    guest: &Cutout,
    head_mm: f64,
    middle_mm: (f64, f64),
    behind: bool,
) -> Derived {
    let mm = subject.px_per_mm;
    let scale = guest.head / (head_mm as f32 * mm);
    let middle = (middle_mm.0 as f32 * mm, middle_mm.1 as f32 * mm);
    let small = guest.picture.blurred(scale * 0.4);
    let painted = subject.canvas().map(|x, y, light| {
        let at = ((x - middle.0) * scale + guest.middle.0, (y - middle.1) * scale + guest.middle.1);
        let inside = at.0 >= 0.0
            && at.1 >= 0.0
            && at.0 < small.width as f32
            // The head with a little of the neck.
            && at.1 < (guest.middle.1 + 0.62 * guest.head).min(small.height as f32);
        if !inside {
            return light;
        }
        let cover = guest.cover[at.1 as usize * small.width + at.0 as usize];
        let hidden =
            if behind { crate::canvas::smooth(0.2, 0.6, subject.person_at(x, y)) } else { 0.0 };
        mix(light, small.sample(at.0, at.1), cover * (1.0 - hidden))
    });
    painted.into()
}
