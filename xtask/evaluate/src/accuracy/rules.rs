//! Figures by rule, with the plots.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mynacheck::photo::rules;
use mynacheck::report::{Limit, Outcome, Severity};

use super::{Evaluation, bars, fails, percent, rate};
use crate::answers::{Answer, Answers};
use crate::defect::Degree;
use crate::defects::companions;
use crate::photos::{Half, Set};
use crate::plot::{Line, Plot, short};
use crate::statistics::{Share, equal_error, quantile, rejected};

/// The text, and the plots by their files' names.
pub fn sections(evaluation: &Evaluation) -> (String, Vec<(String, String)>) {
    let (mut overview, mut details, mut plots) = (String::new(), String::new(), Vec::new());
    for rule in rules::all() {
        let (id, severity) = (rule.rule.id, rule.rule.severity);
        let name = id.trim_start_matches("photo/");
        let sweeps = Sweep::of(evaluation, id, &[Half::Reported]);
        let equal_errors: Vec<_> = sweeps.iter().filter_map(Sweep::equal_error).collect();
        let caught = |degree| {
            let answers = of_rule(evaluation, id, degree, Half::Reported);
            Share::count(answers.iter().map(|answers| fails(answers, id)))
        };
        let good = evaluation.good(|person| person.half == Half::Reported);
        let rejects = Share::count(good.iter().map(|answers| fails(answers, id)));
        let _ = writeln!(
            overview,
            "| [{name}](#{name}) | {} | {} | {} | {} | {} |",
            word(severity),
            percent(rejects),
            rate(caught(Degree::Moderate).rate()),
            rate(caught(Degree::Strong).rate()),
            listed(&equal_errors),
        );
        let _ = write!(details, "### {name}\n\n");
        details += &why(evaluation.root, id, &sweeps);
        details += &rejects_by_set(evaluation, id);
        details += &detection(evaluation, id);
        if !equal_errors.is_empty() {
            let errors = listed(&equal_errors);
            let _ = write!(details, "Both error rates are equal at {errors}.\n\n");
        }
        let plotted = sweeps.iter().filter_map(|sweep| sweep.plot(name));
        for (at, svg) in plotted.enumerate() {
            let file =
                if at == 0 { format!("{name}.svg") } else { format!("{name}-{}.svg", at + 1) };
            let _ = write!(
                details,
                "![{name}: error rates over the threshold](docs/accuracy/{file})\n\n"
            );
            plots.push((file, svg));
        }
    }
    let text = format!(
        "## The rules\n\nPersons of the reported half. *False rejects*: good photos that fail \
         the rule; *caught*: photos with one of its painted defects that fail it (unsure is not \
         caught). *Equal error*: the rate where both errors are equal as the threshold moves.\n\n\
         | rule | a fail is | false rejects | caught, moderate | caught, strong | equal error |\n\
         | --- | --- | --- | --- | --- | --- |\n{overview}\n\
         Examples painted by the project, on both sides of the limits: \
         [docs/accuracy/examples.html](docs/accuracy/examples.html).\n\n{}{details}",
        also(evaluation)
    );
    (text, plots)
}

/// One rate for each limit of a rule.
fn listed(rates: &[f64]) -> String {
    if rates.is_empty() {
        return rate(None);
    }
    rates.iter().map(|&it| rate(Some(it))).collect::<Vec<_>>().join(" / ")
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
        Severity::Notice => "a notice",
    }
}

/// The photos with a defect of the rule.
fn of_rule<'a>(
    evaluation: &'a Evaluation,
    rule: &str,
    degree: Degree,
    half: Half,
) -> Vec<&'a Answers> {
    let spoilt = evaluation.results.spoilt.iter().filter(|spoilt| spoilt.defect.rule == rule);
    spoilt.flat_map(|spoilt| evaluation.spoilt(spoilt, degree, half)).collect()
}

fn bounds((limit, unit): (Limit, &str)) -> String {
    let bound = |sign: &str, bound: Option<f64>| bound.map(|it| format!("{sign} {it} {unit}"));
    let bounds: Vec<_> =
        [bound("≥", limit.min), bound("≤", limit.max)].into_iter().flatten().collect();
    bounds.join(" and ")
}

/// A rule's source below the repository, and what it says of its limits.
fn source(root: &Path, rule: &str) -> (String, Vec<String>) {
    let file = rule.trim_start_matches("photo/").replace('-', "_");
    let source = format!("src/photo/rules/{file}.rs");
    let text = fs::read_to_string(root.join(&source)).unwrap_or_default();
    (source, documented_limits(&text))
}

/// Whether a rule's limits rest on figures, and not on the profile, a document or the file
/// alone: what its source says of them names figures.
pub(super) fn is_by_figures(root: &Path, rule: &str) -> bool {
    source(root, rule).1.iter().any(|limit| limit.contains("Figure"))
}

/// The limit and what the rule's source says of it.
fn why(root: &Path, rule: &str, sweeps: &[Sweep]) -> String {
    let limits: Vec<_> = sweeps.iter().filter_map(|sweep| sweep.scale.map(bounds)).collect();
    let passes = if limits.is_empty() {
        "yes or no, without a number".to_owned()
    } else {
        limits.join("; ")
    };
    let (source, quoted) = source(root, rule);
    let why = if quoted.is_empty() {
        format!("by the profile or by what the file says; see [{source}]({source})")
    } else {
        format!("in the words of [{source}]({source}):\n\n> {}", quoted.join("\n>\n> "))
    };
    format!("Passes: {passes}. Why: {why}\n\n")
}

/// The comments above a rule file's constants.
fn documented_limits(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut comment = Vec::new();
    for line in source.lines() {
        if let Some(words) = line.strip_prefix("///") {
            comment.push(words.trim());
        } else {
            let own = ["pub ", "pub(super) "].into_iter().find_map(|it| line.strip_prefix(it));
            let line = own.unwrap_or(line);
            if let Some(name) = line.strip_prefix("const ")
                && !comment.is_empty()
            {
                let name = name.split(':').next().unwrap_or_default();
                let value = line.split(" = ").nth(1).map(|it| it.trim_end_matches(';'));
                let value = value.map_or_else(String::new, |value| format!(" = {value}"));
                found.push(format!("`{name}{value}`: {}", comment.join(" ")));
            }
            if !line.starts_with('#') {
                comment.clear();
            }
        }
    }
    found
}

fn rejects_by_set(evaluation: &Evaluation, rule: &str) -> String {
    let mut out = "| good photos | fail, reported | unsure, reported | fail, chosen | \
                   measured 5 / 50 / 95 % |\n| --- | --- | --- | --- | --- |\n"
        .to_owned();
    for set in [Set::London, Set::Canada] {
        let of = |half| evaluation.good(|person| person.set == set && person.half == half);
        let (reported, chosen) = (of(Half::Reported), of(Half::Chosen));
        let share = |all: &[&Answers], outcome| {
            let own = all.iter().filter_map(|answers| answers.of_rule(rule));
            percent(Share::count(own.map(|answer| answer.outcome == outcome)))
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            set.folder(),
            share(&reported, Outcome::Fail),
            share(&reported, Outcome::Unsure),
            share(&chosen, Outcome::Fail),
            spread(&reported, rule),
        );
    }
    out + "\n"
}

fn spread(answers: &[&Answers], rule: &str) -> String {
    let own = answers.iter().filter_map(|answers| answers.of_rule(rule)?.measured);
    let values: Vec<_> = own.map(|(value, _)| value).collect();
    if values.is_empty() {
        return "–".to_owned();
    }
    let parts = [0.05, 0.5, 0.95].map(|p| short(quantile(&values, p)));
    parts.join(" / ")
}

fn detection(evaluation: &Evaluation, rule: &str) -> String {
    let mut out = String::new();
    for spoilt in evaluation.results.spoilt.iter().filter(|spoilt| spoilt.defect.rule == rule) {
        for degree in Degree::ALL {
            let reported = evaluation.spoilt(spoilt, degree, Half::Reported);
            let chosen = evaluation.spoilt(spoilt, degree, Half::Chosen);
            let share = |all: &[&Answers], outcome| {
                let own = all.iter().filter_map(|answers| answers.of_rule(rule));
                percent(Share::count(own.map(|answer| answer.outcome == outcome)))
            };
            let silent = Share::count(
                reported
                    .iter()
                    .filter(|answers| super::speaks(answers) || fails(answers, rule))
                    .map(|answers| !companions::is_caught(spoilt.defect, answers)),
            );
            let _ = writeln!(
                out,
                "| {} ({}) | {} | {} | {} | {} | {} | {} |",
                spoilt.defect.name,
                spoilt.defect.degrees,
                degree.name(),
                share(&reported, Outcome::Fail),
                share(&reported, Outcome::Unsure),
                share(&chosen, Outcome::Fail),
                rate(silent.rate()),
                spread(&reported, rule),
            );
        }
    }
    if out.is_empty() {
        return "No defect of this rule is painted.\n\n".to_owned();
    }
    format!(
        "| defect (moderate / strong) | degree | caught, reported | unsure, reported | \
         caught, chosen | wrong reason alone | measured 5 / 50 / 95 % |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n{out}\n"
    )
}

/// False alarms of other rules on photos with a defect.
fn also(evaluation: &Evaluation) -> String {
    let mut out = "### What else fails on photos with a defect\n\n\
                   Errors and warnings of other rules: a wrong reason, or a second one that is \
                   true as well (a head too large leaves too little room above it).\n\n\
                   | defect | degree | n | also fails |\n| --- | --- | --- | --- |\n"
        .to_owned();
    for spoilt in &evaluation.results.spoilt {
        let (rule, name) = (spoilt.defect.rule, spoilt.defect.name);
        for degree in Degree::ALL {
            let answers = evaluation.spoilt(spoilt, degree, Half::Reported);
            let mut counts = BTreeMap::<&str, usize>::new();
            for other in answers.iter().flat_map(|answers| bars::others(answers, rule)) {
                *counts.entry(other.trim_start_matches("photo/")).or_default() += 1;
            }
            if counts.is_empty() {
                continue;
            }
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_by_key(|&(rule, n)| (std::cmp::Reverse(n), rule));
            let counts: Vec<_> = counts.iter().map(|(rule, n)| format!("{rule} {n}")).collect();
            let _ = writeln!(
                out,
                "| {}: {name} | {} | {} | {} |",
                rule.trim_start_matches("photo/"),
                degree.name(),
                answers.len(),
                counts.join(", ")
            );
        }
    }
    out + "\n"
}

/// A rule's scores: how far beyond the limit, in the measured unit; above zero
/// is a fail. Infinite where the answer does not come from the number.
pub(super) struct Sweep {
    pub(super) good: Vec<f64>,
    pub(super) spoilt: [Vec<f64>; 2],
    scale: Option<(Limit, &'static str)>,
}

impl Sweep {
    /// One for each limit that photos of the halves were held against, in the order in
    /// which they come; for a rule without a number one that has no scale. Another limit's
    /// answers stay on their side of this one.
    pub(super) fn of(evaluation: &Evaluation, rule: &str, halves: &[Half]) -> Vec<Self> {
        let good = evaluation.good(|person| halves.contains(&person.half));
        let spoilt = Degree::ALL.map(|degree| {
            let halves = halves.iter();
            halves.flat_map(|&half| of_rule(evaluation, rule, degree, half)).collect::<Vec<_>>()
        });
        Self::scales(&good, &spoilt, rule)
            .into_iter()
            .map(|scale| Self::held(&good, &spoilt, rule, scale))
            .collect()
    }

    /// This one's photos of one half alone.
    pub(super) fn in_half(&self, evaluation: &Evaluation, rule: &str, half: Half) -> Self {
        let good = evaluation.good(|person| person.half == half);
        let spoilt = Degree::ALL.map(|degree| of_rule(evaluation, rule, degree, half));
        Self::held(&good, &spoilt, rule, self.scale)
    }

    fn scales(
        good: &[&Answers],
        spoilt: &[Vec<&Answers>; 2],
        rule: &str,
    ) -> Vec<Option<(Limit, &'static str)>> {
        let mut scales = Vec::new();
        for answers in good.iter().chain(spoilt.iter().flatten()) {
            let scale = answers.of_rule(rule).and_then(|it| Some((it.limit?, it.measured?.1)));
            if scale.is_some() && !scales.contains(&scale) {
                scales.push(scale);
            }
        }
        if scales.is_empty() { vec![None] } else { scales }
    }

    fn held(
        good: &[&Answers],
        spoilt: &[Vec<&Answers>; 2],
        rule: &str,
        scale: Option<(Limit, &'static str)>,
    ) -> Self {
        let scores = |all: &[&Answers]| {
            all.iter()
                .filter_map(|answers| answers.of_rule(rule))
                .map(|answer| score(answer, scale))
                .collect()
        };
        Self { good: scores(good), spoilt: spoilt.each_ref().map(|all| scores(all)), scale }
    }

    #[cfg(test)]
    pub(super) fn scores(good: Vec<f64>, spoilt: [Vec<f64>; 2]) -> Self {
        Self { good, spoilt, scale: None }
    }

    /// The limit moved outwards by a score, in words; `None` for a rule without a
    /// single number.
    pub(super) fn limit_at(&self, score: f64) -> Option<String> {
        let (limit, unit) = self.scale?;
        let limit =
            Limit { min: limit.min.map(|min| min - score), max: limit.max.map(|max| max + score) };
        let rounded = |bound: Option<f64>| bound.map(|it| (it * 1000.0).round() / 1000.0);
        Some(bounds((Limit { min: rounded(limit.min), max: rounded(limit.max) }, unit)))
    }

    /// `None` for a rule without a single number to sweep.
    fn equal_error(&self) -> Option<f64> {
        self.scale?;
        let spoilt: Vec<_> = self.spoilt.iter().flatten().copied().collect();
        equal_error(&self.good, &spoilt)
    }

    fn plot(&self, name: &str) -> Option<String> {
        let (limit, unit) = self.scale?;
        let finite = self.good.iter().chain(self.spoilt.iter().flatten());
        let finite: Vec<_> = finite.copied().filter(|it| it.is_finite()).collect();
        if self.spoilt.iter().all(Vec::is_empty) || finite.len() < 2 {
            return None;
        }
        let (low, high) = (quantile(&finite, 0.02).min(0.0), quantile(&finite, 0.98).max(0.0));
        let room = ((high - low) * 0.05).max(1e-6);
        let value = |score: f64| moved(limit, score);
        let axis = match (limit.min, limit.max) {
            (Some(_), None) => format!("least {unit} that passes"),
            (None, Some(_)) => format!("most {unit} that passes"),
            _ => format!("{unit} by which both limits are moved outwards"),
        };
        let score_at = |at: f64| match (limit.min, limit.max) {
            (Some(min), None) => min - at,
            (None, Some(max)) => at - max,
            _ => at,
        };
        let ends = [value(low - room), value(high + room)];
        let [moderate, strong] = &self.spoilt;
        let reject = |at: f64| rejected(&self.good, score_at(at));
        let missed = |scores: &[f64], at: f64| 1.0 - rejected(scores, score_at(at));
        let (weak, hard) = (|at: f64| missed(moderate, at), |at: f64| missed(strong, at));
        let mut lines = vec![Line { name: "good, rejected", class: "g", rate: &reject }];
        if !moderate.is_empty() {
            lines.push(Line { name: "moderate, missed", class: "m", rate: &weak });
        }
        if !strong.is_empty() {
            lines.push(Line { name: "strong, missed", class: "s", rate: &hard });
        }
        let plot = Plot {
            title: name,
            axis: &axis,
            range: (ends[0].min(ends[1]), ends[0].max(ends[1])),
            limit: value(0.0),
            lines: &lines,
        };
        Some(plot.svg())
    }
}

/// A bound moved outwards by a score; two are moved apart together, and the score
/// says how far.
fn moved(limit: Limit, score: f64) -> f64 {
    match (limit.min, limit.max) {
        (Some(min), None) => min - score,
        (None, Some(max)) => max + score,
        _ => score,
    }
}

fn score(answer: &Answer, scale: Option<(Limit, &'static str)>) -> f64 {
    let fixed = if answer.fails() { f64::INFINITY } else { f64::NEG_INFINITY };
    let own = answer.limit.zip(answer.measured.map(|measured| measured.1));
    let (Some((limit, _)), Some((value, _))) = (scale.filter(|_| own == scale), answer.measured)
    else {
        return fixed;
    };
    let below = limit.min.map_or(f64::NEG_INFINITY, |min| min - value);
    let above = limit.max.map_or(f64::NEG_INFINITY, |max| value - max);
    let score = below.max(above);
    // Something else than the number decided.
    if answer.outcome == Outcome::Unsure || (score > 0.0) != answer.fails() {
        return fixed;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(value: f64, outcome: Outcome) -> Answer {
        Answer {
            rule: "photo/any",
            outcome,
            severity: Severity::Error,
            measured: Some((value, "ratio")),
            limit: Some(Limit::at_least(0.5)),
            reason: None,
        }
    }

    #[test]
    fn a_score_is_the_way_beyond_the_limit() {
        let least = Some((Limit::at_least(0.5), "ratio"));
        assert_eq!(score(&answer(0.25, Outcome::Fail), least), 0.25);
        assert_eq!(score(&answer(0.75, Outcome::Pass), least), -0.25);
        let limit = Limit::between(-1.0, 1.0);
        let between = |value, outcome| Answer { limit: Some(limit), ..answer(value, outcome) };
        let both = Some((limit, "ratio"));
        assert_eq!(score(&between(-3.0, Outcome::Fail), both), 2.0);
        assert_eq!(score(&between(0.75, Outcome::Pass), both), -0.25);
        // The number did not decide.
        assert_eq!(score(&answer(0.25, Outcome::Unsure), least), f64::NEG_INFINITY);
        assert_eq!(score(&answer(0.75, Outcome::Fail), least), f64::INFINITY);
        assert_eq!(score(&answer(0.75, Outcome::Fail), None), f64::INFINITY);
        // Nor did it where another limit was held against.
        let other = Some((Limit::at_least(0.4), "ratio"));
        assert_eq!(score(&answer(0.25, Outcome::Fail), other), f64::INFINITY);
    }

    #[test]
    fn a_limit_is_quoted_with_its_comment() {
        let source = "/// The rule.\npub static RULE: X = X;\n\n/// Least share. From\n/// figures.\n\
                      const LIMIT: f64 = 0.58;\n\nconst BARE: f64 = 1.0;\n";
        let quoted = ["`LIMIT = 0.58`: Least share. From figures."];
        assert_eq!(documented_limits(source), quoted);
        for seen in ["pub const L", "pub(super) const L"] {
            assert_eq!(documented_limits(&source.replace("const L", seen)), quoted);
        }
    }
}
