//! What the checker answered, cut down to what the statistics need.

use mynacheck::report::{Limit, Outcome, Param, PhotoReport, Severity};

/// The answers of all rules to one photo, in the report's order.
pub struct Answers(pub Vec<Answer>);

/// One rule's answer.
#[derive(Clone, Copy)]
pub struct Answer {
    pub rule: &'static str,
    pub outcome: Outcome,
    pub severity: Severity,
    /// The measured value and its unit.
    pub measured: Option<(f64, &'static str)>,
    pub limit: Option<Limit>,
    pub reason: Option<&'static str>,
}

impl Answers {
    pub fn of(report: &PhotoReport) -> Self {
        let answer = |check: &mynacheck::report::Check| Answer {
            rule: check.rule,
            outcome: check.outcome,
            severity: check.severity,
            measured: check.measured.map(|measured| (measured.value, measured.unit)),
            limit: check.limit,
            reason: match check.params.get("reason") {
                Some(Param::Word(word)) => Some(word),
                _ => None,
            },
        };
        Self(report.checks.iter().map(answer).collect())
    }

    /// The answer of a rule.
    pub fn of_rule(&self, rule: &str) -> Option<&Answer> {
        self.0.iter().find(|answer| answer.rule == rule)
    }

    /// The rules of a severity that failed.
    pub fn failed(&self, severity: Severity) -> impl Iterator<Item = &'static str> {
        self.0
            .iter()
            .filter(move |answer| answer.fails() && answer.severity == severity)
            .map(|a| a.rule)
    }
}

impl Answer {
    pub fn fails(&self) -> bool {
        self.outcome == Outcome::Fail
    }
}
