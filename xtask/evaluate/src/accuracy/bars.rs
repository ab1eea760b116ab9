//! The bars that the project set itself, and whether they hold.

use std::fmt::Write as _;

use mynacheck::report::Severity;

use super::people::{self, Teeth};
use super::{Evaluation, limits, mark, percent, rate, speaks};
use crate::answers::Answers;
use crate::defect::Degree;
use crate::defects::companions::{self, Companion};
use crate::photos::Half;
use crate::statistics::{Share, largest_gap};

/// The table, and what misses its bar.
pub fn section(evaluation: &Evaluation) -> String {
    let mut out = "## The bars\n\n| bar | measured | holds |\n| --- | --- | --- |\n".to_owned();
    let mut bar = |name: &str, measured: String, holds: Option<bool>| {
        let _ = writeln!(out, "| {name} | {measured} | {} |", mark(holds));
    };
    let good = evaluation.good(|person| person.half == Half::Reported);
    let failed = |severity| {
        Share::count(good.iter().map(|answers| answers.failed(severity).next().is_some()))
    };
    let free = Share::count(good.iter().map(|it| it.failed(Severity::Error).next().is_none()));
    bar(
        "good photos without an error-level fail: at least 98 %",
        percent(free),
        free.rate().map(|rate| rate >= 0.98),
    );
    let warned = failed(Severity::Warning);
    bar(
        "good photos with a warning: at most 5 %",
        percent(warned),
        warned.rate().map(|rate| rate <= 0.05),
    );

    let mut missed = String::new();
    for (degree, least) in [(Degree::Strong, 0.95), (Degree::Moderate, 0.8)] {
        let mut held = Share::default();
        for spoilt in &evaluation.results.spoilt {
            let rule = spoilt.defect.rule;
            let answers = evaluation.spoilt(spoilt, degree, Half::Reported);
            let caught =
                answers.iter().map(|answers| companions::is_caught(spoilt.defect, answers));
            let caught = Share::count(caught);
            let Some(rate) = caught.rate() else { continue };
            held.of += 1;
            held.hits += usize::from(rate >= least);
            if rate < least {
                let name = spoilt.defect.name;
                let _ =
                    writeln!(missed, "- {rule}, {name}, {}: {}", degree.name(), percent(caught));
            }
        }
        bar(
            &format!(
                "{} defects, each caught by its own rule: at least {:.0} %",
                degree.name(),
                least * 100.0
            ),
            format!("{} of {} defects", held.hits, held.of),
            (held.of > 0).then_some(held.hits == held.of),
        );
    }
    let Reasons { only, untrue, also } = reasons(evaluation);
    bar(
        "catches for another reason alone (the own rule is silent): at most 5 %",
        percent(only),
        only.rate().map(|rate| rate <= 0.05),
    );
    bar(
        "catches where another error or warning speaks besides that is not true: at most 5 %",
        percent(untrue),
        untrue.rate().map(|rate| rate <= 0.05),
    );
    for (teeth, name, least) in [
        (Teeth::Clear, "smiling, teeth clearly showing: caught in at least 90 %", 0.9),
        (Teeth::Closed, "smiling, mouth closed: `mouth-closed` passes", 1.0),
    ] {
        let share = people::teeth(evaluation, teeth, Some(Half::Reported));
        let share = match teeth {
            Teeth::Closed => Share { hits: share.of - share.hits, ..share },
            _ => share,
        };
        let known = mynacheck::photo::rules::all().iter().any(|r| r.rule.id == people::MOUTH);
        let holds = share.rate().filter(|_| known).map(|rate| rate >= least);
        bar(name, if known { percent(share) } else { "no such rule yet".into() }, holds);
    }
    let generated = people::generated(evaluation);
    let share = Share::count(generated.iter().map(|row| row.holds));
    bar(
        "generated people (IDPhotoReady): as labelled",
        percent(share),
        share.rate().map(|rate| rate >= 1.0),
    );
    for (name, groups) in [
        ("genders", people::by(evaluation, true, Some(Half::Reported))),
        ("groups", people::by(evaluation, false, Some(Half::Reported))),
    ] {
        let gap = largest_gap(groups.into_values());
        bar(
            &format!("gap of the pass rate between {name}: at most 2 points"),
            rate(gap).replace('%', "points"),
            gap.map(|gap| gap <= 0.02),
        );
    }
    let limits = limits::kept(evaluation);
    bar(
        "limits that rest on figures: where the chosen half alone allows them",
        format!("{} of {} limits", limits.hits, limits.of),
        (limits.of > 0).then_some(limits.hits == limits.of),
    );
    let unequal = &evaluation.results.unequal;
    bar(
        "two reports on one good photo: the same bytes",
        format!("{} persons differ", unequal.len()),
        Some(unequal.is_empty()),
    );
    out += "\nNative against WebAssembly: `cargo xtask evaluate --parity`. Time: \
            `cargo xtask evaluate --times` and `cargo xtask bench`.\n\n";
    let _ = write!(
        out,
        "Another error or warning speaks besides in {} of the catches. True as well are, by \
         what the defect is:\n\n{}\nThe last of these is caught where either rule finds it; \
         the tables of the rules below count each for itself.\n\n",
        percent(also),
        companions()
    );
    if !missed.is_empty() {
        let _ = write!(out, "### Defects that miss their bar\n\n{missed}\n");
    }
    out
}

/// What is true besides, as a list.
fn companions() -> String {
    let lines = companions::ALL.iter().map(|Companion { rule, names, also, why }| {
        format!("- {rule}, {}: {}, since {why}\n", names.join(" and "), also.join(" and "))
    });
    lines.collect()
}

/// What speaks on the photos with a defect.
#[derive(Default)]
struct Reasons {
    /// Of those where anything speaks: the own rule is silent.
    only: Share,
    /// Of those that the own rule catches: another reason that is not true.
    untrue: Share,
    /// Of those that the own rule catches: another reason, true or not.
    also: Share,
}

fn reasons(evaluation: &Evaluation) -> Reasons {
    let mut reasons = Reasons::default();
    let Reasons { only, untrue, also } = &mut reasons;
    for spoilt in &evaluation.results.spoilt {
        let rule = spoilt.defect.rule;
        for degree in Degree::ALL {
            for answers in evaluation.spoilt(spoilt, degree, Half::Reported) {
                let own = companions::is_caught(spoilt.defect, answers);
                if own || speaks(answers) {
                    only.of += 1;
                    only.hits += usize::from(!own);
                }
                if own {
                    let is_true = |other| companions::is_true_as_well(spoilt.defect, other);
                    also.of += 1;
                    untrue.of += 1;
                    also.hits += usize::from(others(answers, rule).next().is_some());
                    untrue.hits += usize::from(others(answers, rule).any(|other| !is_true(other)));
                }
            }
        }
    }
    reasons
}

/// The errors and warnings that another rule gave.
pub fn others<'a>(answers: &'a Answers, rule: &'a str) -> impl Iterator<Item = &'static str> + 'a {
    let failed = [Severity::Error, Severity::Warning].into_iter().flat_map(|it| answers.failed(it));
    failed.filter(move |other| *other != rule)
}
