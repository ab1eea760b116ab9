//! A rule's figures on the terminal, for tuning.

use std::collections::BTreeMap;

use mynacheck::photo::rules;
use mynacheck::report::{Outcome, Severity};

use crate::answers::Answers;
use crate::defect::Degree;
use crate::mending::{Mending, STATES};
use crate::photos::Trim;
use crate::runner::{Plan, Results};
use crate::statistics::quantile;

/// Prints outcome counts and quantiles for each set and each defect.
pub fn print(results: &Results, plan: &Plan) {
    for rule in rules::all() {
        let id = rule.rule.id;
        if !plan.only.contains(&id) {
            continue;
        }
        println!("\n{id} ({:?}){}", rule.rule.severity, limit(results, id));
        println!("{:44} {:>4} {HEADINGS}", "", "n");
        for (name, trim) in [
            ("good, to the hair", Trim::ToHair),
            ("good, to the crown", Trim::ToCrown),
            ("good, canada", Trim::None),
        ] {
            let answers: Vec<_> =
                results.good.iter().filter(|good| good.1 == trim).map(|good| &good.2).collect();
            line(name, id, &answers);
        }
        for spoilt in results.spoilt.iter().filter(|spoilt| spoilt.defect.rule == id) {
            for degree in Degree::ALL {
                let Some(answers) = spoilt.answers.get(&degree) else { continue };
                let answers: Vec<_> = answers.iter().map(|(_, answers)| answers).collect();
                line(&format!("{}, {}", spoilt.defect.name, degree.name()), id, &answers);
                others(id, &answers);
            }
        }
    }
    let times: Vec<_> = results.times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
    println!("\na check: median {:.0} ms, of {}", quantile(&times, 0.5), times.len());
}

const HEADINGS: &str =
    "pass fail unsure n/a │     min      5%     25%     50%     75%     95%     max";

fn line(name: &str, rule: &str, answers: &[&Answers]) {
    let own: Vec<_> = answers.iter().filter_map(|answers| answers.of_rule(rule)).collect();
    let count = |outcome| own.iter().filter(|answer| answer.outcome == outcome).count();
    let values: Vec<_> = own.iter().filter_map(|answer| Some(answer.measured?.0)).collect();
    let quantiles: String = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0]
        .iter()
        .map(|&p| format!(" {:7.3}", quantile(&values, p)))
        .collect();
    println!(
        "{name:44} {:4} {:4} {:4} {:6} {:3} │{quantiles}",
        own.len(),
        count(Outcome::Pass),
        count(Outcome::Fail),
        count(Outcome::Unsure),
        count(Outcome::NotApplicable)
    );
}

/// What else failed.
fn others(rule: &str, answers: &[&Answers]) {
    let mut counts = BTreeMap::<(&str, &str), usize>::new();
    for answers in answers {
        for (severity, name) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
            for other in answers.failed(severity).filter(|other| *other != rule) {
                *counts.entry((name, other)).or_default() += 1;
            }
        }
    }
    if !counts.is_empty() {
        let counts: Vec<_> = counts
            .iter()
            .map(|((severity, rule), n)| format!("{rule} {n}× ({severity})"))
            .collect();
        println!("{:44}      also: {}", "", counts.join(", "));
    }
}

fn limit(results: &Results, rule: &str) -> String {
    let Some((limit, unit)) = results.good.iter().find_map(|(.., answers)| {
        let answer = answers.of_rule(rule)?;
        Some((answer.limit?, answer.measured?.1))
    }) else {
        return String::new();
    };
    let bound = |sign: &str, bound: Option<f64>| bound.map(|it| format!(" {sign} {it} {unit}"));
    [bound("≥", limit.min), bound("≤", limit.max)].into_iter().flatten().collect()
}

/// Prints what came of putting photos right.
pub fn print_mending(mending: &Mending) {
    let states = STATES.iter().map(|state| state.name).zip(&mending.states);
    for (name, came) in states.chain(mending.sets.iter().map(|(name, came)| (*name, came))) {
        println!("{name}: {came:?}");
    }
    let times: Vec<_> = mending.times.iter().map(|time| time.as_secs_f64() * 1000.0).collect();
    println!(
        "{} photos, {:.0} ms each (median, all cores at work), {:.0} ms at most",
        times.len(),
        quantile(&times, 0.5),
        quantile(&times, 1.0)
    );
}
