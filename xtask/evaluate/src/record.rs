//! Every answer as JSON, a line a photo: what limits are looked for in without another run.

use std::fmt::Write as _;

use mynacheck::report::Outcome;
use serde_json::{Value, json};

use crate::answers::Answers;
use crate::photos::Photos;
use crate::runner::Results;

/// The lines, in the order of the run. A photo has `kind` (`good`, `spoilt`, `smiling` or
/// `generated`), `name`, the person's `half` where there is one, and of every rule's answer
/// what it measured and the limit it was held against.
pub fn lines(photos: &Photos, results: &Results) -> String {
    let mut out = String::new();
    let mut line = |kind: &str, of: Value, answers: &Answers| {
        let _ = writeln!(out, "{}", json!({"kind": kind, "of": of, "answers": own(answers)}));
    };
    let person = |at: usize| {
        let person = photos.persons.get(at);
        person.map(|it| json!({"name": it.name, "set": it.set.folder(), "half": it.half.name()}))
    };
    for (at, trim, answers) in &results.good {
        line("good", json!({"person": person(*at), "trim": trim.name()}), answers);
    }
    for spoilt in &results.spoilt {
        let (rule, defect) = (spoilt.defect.rule, spoilt.defect.name);
        for (degree, answers) in &spoilt.answers {
            let degree = degree.name();
            for (at, answers) in answers {
                let person = person(*at);
                let of =
                    json!({"person": person, "rule": rule, "defect": defect, "degree": degree});
                line("spoilt", of, answers);
            }
        }
    }
    for (at, answers) in &results.smiling {
        line("smiling", json!({"person": person(*at)}), answers);
    }
    for (name, answers) in &results.generated {
        line("generated", json!({"name": name}), answers);
    }
    out
}

fn own(answers: &Answers) -> Value {
    let answers = answers.0.iter().filter(|it| {
        it.measured.is_some() || !matches!(it.outcome, Outcome::Pass | Outcome::NotApplicable)
    });
    let answers = answers.map(|it| {
        json!({
            "rule": it.rule,
            "outcome": it.outcome,
            "measured": it.measured,
            "limit": it.limit.map(|limit| [limit.min, limit.max]),
            "reason": it.reason,
        })
    });
    answers.collect()
}
