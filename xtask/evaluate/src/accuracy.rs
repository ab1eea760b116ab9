//! `ACCURACY.md` and its plots: the same results give the same bytes, so that
//! nothing in them is a time.

mod bars;
mod limits;
mod mending;
mod people;
mod rules;

use std::fs;
use std::path::Path;

use anyhow::Result;
use mynacheck::report::{Outcome, Severity};

use crate::answers::Answers;
use crate::mending::Mending;
use crate::photos::{Half, Person, Photos};
use crate::plot::short;
use crate::runner::{Results, Spoilt};
use crate::statistics::Share;

/// What the text needs.
pub struct Evaluation<'a> {
    pub photos: &'a Photos,
    pub results: &'a Results,
    pub mending: &'a Mending,
    /// The repository, to read why a limit is what it is.
    pub root: &'a Path,
}

/// Writes `ACCURACY.md` and `docs/accuracy/*.svg` below `out`.
pub fn write(evaluation: &Evaluation, out: &Path) -> Result<()> {
    let folder = out.join("docs/accuracy");
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(&folder)? {
        // The plot of a rule that has none any more.
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "svg") {
            fs::remove_file(path)?;
        }
    }
    let mut text = evaluation.introduction();
    text += &bars::section(evaluation);
    text += &people::sections(evaluation);
    let (rules, plots) = rules::sections(evaluation);
    text += &limits::section(evaluation);
    text += &rules;
    text += &mending::section(evaluation);
    text += REPRODUCE;
    for (name, svg) in plots {
        fs::write(folder.join(name), svg)?;
    }
    fs::write(out.join("ACCURACY.md"), text)?;
    Ok(())
}

/// The rules whose limits rest on figures, and not on the profile or the file alone.
pub fn by_figures(root: &Path) -> Vec<&'static str> {
    let all = mynacheck::photo::rules::all().iter().map(|rule| rule.rule.id);
    all.filter(|rule| rules::is_by_figures(root, rule)).collect()
}

impl Evaluation<'_> {
    fn person(&self, index: usize) -> Option<&Person> {
        self.photos.persons.get(index)
    }

    fn is_of(&self, person: usize, half: Half) -> bool {
        self.person(person).is_some_and(|person| person.half == half)
    }

    /// The good photos of some persons.
    fn good(&self, wanted: impl Fn(&Person) -> bool) -> Vec<&Answers> {
        let good = self.results.good.iter();
        good.filter(|good| self.person(good.0).is_some_and(&wanted)).map(|good| &good.2).collect()
    }

    /// The answers to a defect at a degree, for a half of the persons.
    fn spoilt<'b>(
        &self,
        spoilt: &'b Spoilt,
        degree: crate::defect::Degree,
        half: Half,
    ) -> Vec<&'b Answers> {
        let answers = spoilt.answers.get(&degree).into_iter().flatten();
        answers.filter(|(person, _)| self.is_of(*person, half)).map(|(_, it)| it).collect()
    }

    fn introduction(&self) -> String {
        let tested: Vec<_> = self.photos.persons.iter().collect();
        let mut groups: Vec<(&str, usize)> = Vec::new();
        for person in &tested {
            let group = group_name(person);
            match groups.iter_mut().find(|(name, _)| *name == group) {
                Some((_, count)) => *count += 1,
                None => groups.push((group, 1)),
            }
        }
        groups.sort_unstable();
        let groups: Vec<_> = groups.iter().map(|(name, count)| format!("{name} {count}")).collect();
        let gender = |name: &str| tested.iter().filter(|person| person.gender == name).count();
        let half = |half| tested.iter().filter(|person| person.half == half).count();
        format!(
            "# How often the photo rules are right

Written by `cargo xtask evaluate`; do not edit it by hand. The same photos and the
same code give the same bytes.

## What was tested, and what this cannot show

{} adults: {} women, {} men; by the group they named themselves:
{}. They come from two published sets taken in studios in London and in Canada.

- **Studio light, good cameras, plain walls, adults.** Photos by phones at home are
  worse in ways that are not in these sets. No children, no wheelchairs, no babies,
  hardly any glasses, few headscarves.
- **Few Japanese faces.** East Asian persons are few, and none is known to be Japanese.
  Figures for a group of a handful of persons are anecdotes: one photo is many points.
- **The defects are painted** onto these photos by this project, at a moderate degree
  (an attentive official sees it) and a strong one (anybody does). Real defects vary
  more; a detection rate here is an upper bound.
- **What the office returns is not known.** A “good” photo is one of these sets, cut to
  the guide; no official judged it.

Persons are dealt out in turn: {} persons on whom [limits are
chosen](#how-the-limits-were-chosen) (*chosen*), {} on whom they are reported
(*reported*). Every figure is of the reported half unless
it says otherwise. The half is small: with 40 photos of as many persons and no error,
the true rate may still be 7 % (95 % confidence).

Good photos: each London person's neutral photo, cut to 35:45 with the head 34 mm
high, once from the top of the hair and once from the annotated crown; Canada's as they
are where they keep the guide; all saved as JPEG of quality {}.

",
            tested.len(),
            gender("female"),
            gender("male"),
            groups.join(", "),
            half(Half::Chosen),
            half(Half::Reported),
            crate::defect::QUALITY,
        )
    }
}

/// The group a person named, for tables.
fn group_name(person: &Person) -> &str {
    if person.group.is_empty() { "not asked (Canada)" } else { &person.group }
}

/// Whether an error or a warning speaks: what the applicant notices.
fn speaks(answers: &Answers) -> bool {
    [Severity::Error, Severity::Warning].iter().any(|&it| answers.failed(it).next().is_some())
}

/// Whether a rule failed.
pub fn fails(answers: &Answers, rule: &str) -> bool {
    answers.of_rule(rule).is_some_and(|answer| answer.outcome == Outcome::Fail)
}

/// `97.1 % (34 of 35)`.
fn percent(share: Share) -> String {
    match share.rate() {
        Some(rate) => format!("{} % ({} of {})", tenths(rate), share.hits, share.of),
        None => "–".to_owned(),
    }
}

/// `97.1 %`.
fn rate(rate: Option<f64>) -> String {
    rate.map_or_else(|| "–".to_owned(), |rate| format!("{} %", tenths(rate)))
}

fn tenths(rate: f64) -> String {
    short((rate * 1000.0).round() / 10.0)
}

/// Holds, does not hold, or there was nothing to hold it against.
fn mark(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "yes",
        Some(false) => "**no**",
        None => "not measured",
    }
}

const REPRODUCE: &str = "## How to reproduce this

1. Download the Face Research Lab London Set (DeBruine & Jones 2017,
   [doi 10.6084/m9.figshare.5047666](https://doi.org/10.6084/m9.figshare.5047666),
   CC BY 4.0; every person signed consent) and DeBruine's Canadian faces
   ([doi 10.6084/m9.figshare.4220517](https://doi.org/10.6084/m9.figshare.4220517),
   CC BY 4.0). The generated people are the test images of IDPhotoReady (MIT).
2. Lay them out as `london/neutral/*.jpg`, `london/smiling/*.jpg`, `london/truth.csv`,
   `canada/*.jpg`, `canada/truth.csv`, `idphotoready/{pass,fail}-N.png`. The tables hold
   pixels of the photos, taken from the sets' own landmark files (`.tem`: points 0 and 1
   are the pupils, 129 the chin, 151 the crown):
   - London: `file,person,age,gender,group,left_eye_x,left_eye_y,right_eye_x,right_eye_y,
     chin_x,chin_y,crown_x,crown_y,hair_top_y,roll_deg`;
   - Canada: `file,left_eye_x,…,crown_y,head_mm,top_margin_mm,chin_margin_mm,inside_guide`.
3. `MYNACHECK_PHOTOS=FOLDER cargo xtask evaluate` writes this file and the plots.
   `cargo xtask evaluate --only RULE` prints one rule's figures; `--show DIR` leaves the
   spoilt photos there; `--times` prints where the time goes (times differ from run to
   run, so they are not in this file); `--parity` compares the native checker with the
   built WebAssembly module over all photos. `--reported` spoils the photos of the
   reported half alone, in half the time; the columns *caught, chosen* are empty then.

Half of the London set's persons was left out on purpose, so that the figures can be
checked on persons that nobody tuned to.
";

#[cfg(test)]
mod tests {
    use std::env;

    use portrait_painter::{Portrait, files};

    use super::*;
    use crate::runner::{self, Plan};

    /// Two painted persons stand in for the sets.
    #[test]
    fn painted_photos_give_a_whole_report() {
        let folder = env::temp_dir().join(format!("mynacheck-evaluate-{}", std::process::id()));
        let mut table = "file,person,age,gender,group,left_eye_x,left_eye_y,right_eye_x,\
                         right_eye_y,chin_x,chin_y,crown_x,crown_y,hair_top_y,roll_deg\n"
            .to_owned();
        fs::create_dir_all(folder.join("london/neutral")).unwrap();
        fs::create_dir_all(folder.join("canada")).unwrap();
        for (name, gender) in [("001", "female"), ("003", "male")] {
            let portrait = Portrait {
                width: 900,
                height: 900,
                head_mm: 17.0,
                top_margin_mm: 5.0,
                ..Portrait::default()
            };
            let truth = portrait.truth();
            let photo = files::jpeg(&portrait.paint(), 92);
            fs::write(folder.join(format!("london/neutral/{name}.jpg")), photo).unwrap();
            let points = [truth.left_eye, truth.right_eye, truth.chin, truth.crown];
            let points: Vec<_> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let (points, top) = (points.join(","), truth.crown.1);
            table += &format!("neutral/{name}.jpg,{name},30,{gender},none,{points},{top},0\n");
        }
        fs::write(folder.join("london/truth.csv"), table).unwrap();
        fs::write(folder.join("canada/truth.csv"), "file\n").unwrap();

        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let networks = crate::networks(&root).unwrap();
        let photos = Photos::list(&folder).unwrap();
        let only = vec!["photo/head-tilt"];
        let plan = Plan { only, both: false, by_figures: Vec::new(), every: 1, show: None };
        let text = || {
            let results = runner::run(&photos, &networks, &plan).unwrap();
            let mending = Mending::default();
            let evaluation =
                Evaluation { photos: &photos, results: &results, mending: &mending, root: &root };
            write(&evaluation, &folder).unwrap();
            fs::read_to_string(folder.join("ACCURACY.md")).unwrap()
        };
        let first = text();
        assert_eq!(first, text());
        let plot = folder.join("docs/accuracy/head-tilt.svg");
        assert!(first.contains("![head-tilt: error") && plot.exists());
        assert!(
            first.contains("| [head-tilt](#head-tilt) | an error | 0 % (0 of 2) | 100 % | 100 % |"),
            "{first}"
        );
        assert!(first.contains(
            "| strong defects, each caught by its own rule: at least 95 % | 1 of 1 defects | yes |"
        ));
        fs::remove_dir_all(&folder).unwrap();
    }
}
