//! Figures by person: groups, points, smiles, generated people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mynacheck::report::{Outcome, Severity};

use super::{Evaluation, fails, group_name, mark, percent, rate, speaks};
use crate::answers::Answers;
use crate::photos::{Half, Set};
use crate::plot::short;
use crate::points::{self, AIMS};
use crate::statistics::{Share, largest_gap, quantile};

/// The rule that looks at the mouth.
pub const MOUTH: &str = "photo/mouth-closed";

/// Which smiling photos show teeth.
const SMILING: &str = include_str!("../../data/smiling-with-teeth.txt");

/// What the generated people must be told: any of these rules must fail;
/// warned: only these may, and one must. None: nothing may.
const GENERATED: &[(&str, &str, &[&str])] = &[
    ("fail-1", "hand over the face", &["photo/face-uncovered", "photo/eyes-visible"]),
    ("fail-2", "hand over one eye and the mouth", &["photo/face-uncovered", "photo/eyes-visible"]),
    ("fail-3", "turned by about 45°", &["photo/head-turn"]),
    (
        "fail-4",
        "turned, tilted, toothy smile",
        &["photo/head-turn", "photo/head-tilt", "photo/mouth-closed"],
    ),
    ("fail-5", "two people", &["photo/one-face"]),
    ("fail-6", "eyes down, turned", &["photo/gaze", "photo/eyes-open", "photo/head-turn"]),
    ("fail-7", "a drawing", &["photo/one-face"]),
    ("fail-8", "a cat", &["photo/one-face"]),
    ("pass-7", "thick dark frames: a warning", &["photo/no-heavy-frame"]),
];

/// All of it.
pub fn sections(evaluation: &Evaluation) -> String {
    groups(evaluation) + &placed(evaluation) + &smiles(evaluation) + &ready(evaluation)
}

/// The pass rate of good photos (no error, no warning) by gender or group.
pub fn by(evaluation: &Evaluation, gender: bool, half: Option<Half>) -> BTreeMap<String, Share> {
    let mut shares = BTreeMap::<String, Share>::new();
    for (person, _, answers) in &evaluation.results.good {
        let Some(person) = evaluation.person(*person) else { continue };
        if half.is_some_and(|half| half != person.half) {
            continue;
        }
        let name = if gender { &person.gender } else { group_name(person) };
        let share = shares.entry(name.to_owned()).or_default();
        share.of += 1;
        share.hits += usize::from(!speaks(answers));
    }
    shares
}

fn groups(evaluation: &Evaluation) -> String {
    let mut out = "## Pass rates by gender and group\n\n\
                   Good photos without an error and without a warning.\n\n\
                   | | reported | all persons |\n| --- | --- | --- |\n"
        .to_owned();
    for gender in [true, false] {
        let (reported, all) =
            (by(evaluation, gender, Some(Half::Reported)), by(evaluation, gender, None));
        for (name, share) in &all {
            let own = reported.get(name).copied().unwrap_or_default();
            let _ = writeln!(out, "| {name} | {} | {} |", percent(own), percent(*share));
        }
        let gap = |shares: &BTreeMap<_, Share>| {
            rate(largest_gap(shares.values().copied())).replace('%', "points")
        };
        let _ = writeln!(out, "| *largest gap* | {} | {} |", gap(&reported), gap(&all));
    }
    out + "\n"
}

fn placed(evaluation: &Evaluation) -> String {
    let mut out = "## Where the face is found\n\n\
                   Distance to the hand-placed points of all persons (nothing is chosen on \
                   them), in millimetres of a head of 34 mm from the annotated crown to the \
                   chin. London's crown is the top of the hair, Canada's the skull under it, \
                   an estimate that decides nothing by itself.\n\n\
                   | set | point | n | median | 95th percentile | largest | aim | holds |\n\
                   | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for set in [Set::London, Set::Canada] {
        for (name, median, p95, unit) in AIMS {
            let Some(values) = evaluation.results.points.get(&(set, name)) else { continue };
            let [mid, high, max] = [0.5, 0.95, 1.0].map(|p| quantile(values, p));
            let holds = points::counts(set, name).then_some(mid <= median && high <= p95);
            let _ = writeln!(
                out,
                "| {} | {name} | {} | {} {unit} | {} {unit} | {} {unit} | {median} / {p95} | {} |",
                set.folder(),
                values.len(),
                short(mid),
                short(high),
                short(max),
                holds.map_or("–", |holds| mark(Some(holds))),
            );
        }
    }
    out + "\n"
}

/// What a smile shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Teeth {
    /// A row of them.
    Clear,
    /// A line between the lips.
    Glimpse,
    /// None.
    Closed,
}

impl Teeth {
    fn of(person: &str) -> Self {
        let number = person.rsplit('/').next().unwrap_or(person);
        let listed = |kind: &str| {
            SMILING
                .lines()
                .filter_map(|line| line.strip_prefix(kind))
                .any(|numbers| numbers.split_whitespace().any(|it| it == number))
        };
        match (listed("clear "), listed("glimpse ")) {
            (true, _) => Self::Clear,
            (_, true) => Self::Glimpse,
            _ => Self::Closed,
        }
    }
}

/// How often the mouth's rule fails on such smiles.
pub fn teeth(evaluation: &Evaluation, teeth: Teeth, half: Option<Half>) -> Share {
    let smiling = evaluation.results.smiling.iter().filter(|(person, _)| {
        evaluation.person(*person).is_some_and(|person| {
            Teeth::of(&person.name) == teeth && half.is_none_or(|half| person.half == half)
        })
    });
    Share::count(smiling.map(|(_, answers)| fails(answers, MOUTH)))
}

fn smiles(evaluation: &Evaluation) -> String {
    let mut out = "## Smiling photos\n\n\
                   The London persons smiling, cut by the face that the checker itself finds. \
                   Which of them show teeth was read off a contact sheet \
                   (`xtask/evaluate/data/smiling-with-teeth.txt`).\n\n\
                   | | `mouth-closed` fails, reported | all persons |\n| --- | --- | --- |\n"
        .to_owned();
    for (kind, name) in [
        (Teeth::Clear, "teeth clearly showing"),
        (Teeth::Glimpse, "lips parted by a line"),
        (Teeth::Closed, "mouth closed"),
    ] {
        let reported = teeth(evaluation, kind, Some(Half::Reported));
        let all = teeth(evaluation, kind, None);
        let _ = writeln!(out, "| {name} | {} | {} |", percent(reported), percent(all));
    }
    let mut counts = BTreeMap::<&str, usize>::new();
    for (_, answers) in &evaluation.results.smiling {
        for rule in super::bars::others(answers, MOUTH) {
            *counts.entry(rule).or_default() += 1;
        }
    }
    let counts: Vec<_> = counts.iter().map(|(rule, n)| format!("`{rule}` {n}")).collect();
    if !counts.is_empty() {
        let n = evaluation.results.smiling.len();
        let _ = writeln!(out, "\nWhat else fails on these {n}: {}.", counts.join(", "));
    }
    out + "\n"
}

/// What became of a generated person.
pub struct Row {
    /// Its name, what it is, what was said.
    pub name: String,
    pub what: &'static str,
    pub said: Vec<&'static str>,
    pub unsure: Vec<String>,
    pub holds: bool,
}

/// What became of the generated people.
pub fn generated(evaluation: &Evaluation) -> Vec<Row> {
    evaluation.results.generated.iter().map(|(name, answers)| row(name, answers)).collect()
}

fn row(name: &str, answers: &Answers) -> Row {
    let said: Vec<_> = super::bars::others(answers, "").collect();
    let listed = GENERATED.iter().find(|row| row.0 == name);
    let (what, expected) = listed.map_or(("acceptable", &[][..]), |row| (row.1, row.2));
    let any = said.iter().any(|rule| expected.contains(rule));
    let passes = said.iter().all(|rule| expected.contains(rule))
        && (expected.is_empty() || any)
        && answers.failed(Severity::Error).next().is_none();
    let unsure = answers
        .0
        .iter()
        .filter(|answer| answer.outcome == Outcome::Unsure && answer.severity == Severity::Error);
    Row {
        name: name.to_owned(),
        what,
        unsure: unsure
            .map(|answer| format!("`{}` {}", answer.rule, answer.reason.unwrap_or_default()))
            .collect(),
        holds: if name.starts_with("pass") { passes } else { any },
        said,
    }
}

fn ready(evaluation: &Evaluation) -> String {
    let mut out = "## Generated people (IDPhotoReady)\n\n\
                   `pass-*` cut to the guide by the face that the checker itself finds \
                   (beyond the picture's edge the wall of its corner goes on), `fail-*` as they are; \
                   saved as JPEG. A `fail-*` must fail for its reason, a `pass-*` must be free \
                   of errors and warnings, save `pass-7`.\n\n\
                   | photo | what it is | what failed | holds |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for row in generated(evaluation) {
        let mut said: Vec<_> = row.said.iter().map(|rule| format!("`{rule}`")).collect();
        if !row.unsure.is_empty() {
            said.push(format!("(unsure: {})", row.unsure.join(", ")));
        }
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            row.name,
            row.what,
            said.join(" "),
            mark(Some(row.holds))
        );
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_smile_is_of_one_kind() {
        assert_eq!(Teeth::of("london/009"), Teeth::Clear);
        assert_eq!(Teeth::of("london/119"), Teeth::Glimpse);
        assert_eq!(Teeth::of("london/001"), Teeth::Closed);
    }
}
