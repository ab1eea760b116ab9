//! What limits come to that one half of the persons chooses alone, on the other.

use std::fmt::Write as _;

use mynacheck::photo::rules;

use super::rules::{Sweep, is_by_figures};
use super::{Evaluation, percent};
use crate::defect::Degree;
use crate::photos::Half;
use crate::statistics::{Share, quantile};

/// The section; empty where only one half's photos were spoilt.
pub fn section(evaluation: &Evaluation) -> String {
    let (mut rows, mut without) = (String::new(), Vec::new());
    let mut sums = [Sum::default(), Sum::default()];
    for rule in rules::all() {
        let id = rule.rule.id;
        let name = id.trim_start_matches("photo/");
        let [chosen, reported] =
            [Half::Chosen, Half::Reported].map(|half| Sweep::of(evaluation, id, half));
        if !is_by_figures(evaluation.root, id) {
            continue;
        }
        let ways = [(&chosen, &reported), (&reported, &chosen)];
        let ways = ways.map(|(choosing, held)| choosing.chosen().map(|at| (at, held)));
        let Some(shipped) = chosen.limit_at(0.0).filter(|_| ways.iter().all(Option::is_some))
        else {
            without.push(format!("`{name}`"));
            continue;
        };
        let _ = write!(rows, "| {name} | {shipped} |");
        for ((at, held), sum) in ways.into_iter().flatten().zip(&mut sums) {
            let limit = held.limit_at(at).unwrap_or_default();
            let rejects = above(&held.good, at);
            let [moderate, strong] = held.spoilt.each_ref().map(|scores| above(scores, at));
            sum.add(rejects, moderate, strong);
            let cells = [rejects, moderate, strong].map(percent);
            let _ = write!(rows, " {limit} | {} |", cells.join(" | "));
        }
        rows.push('\n');
    }
    if rows.is_empty() {
        return String::new();
    }
    let kept = |sum: &Sum| {
        let Sum { rejects, moderate, strong } = sum;
        let [rejects, moderate, strong] = [rejects, moderate, strong].map(|share| percent(*share));
        format!("{rejects} of all answers to good photos, moderate {moderate}, strong {strong}")
    };
    format!(
        "## Limits from one half alone\n\n\
         The shipped limits were set over many sessions, some with both halves in view. This \
         table does it by a rule without eyes: from the figures of one half, the limit half-way \
         between its worst good photo and what four of five moderate and nineteen of twenty \
         strong defects exceed; where the two do not part, at the worst good photo. What comes \
         of it is read off the other half, whose persons had no part in it, and the same the \
         other way round. The chosen half's spoilt photos are London's alone. What the measurements look at was still devised with all persons in \
         view.\n\n\
         In sum, chosen on the *chosen* half and held against the *reported*: {}. The other way \
         round: {}.\n\n\
         | rule | shipped: passes | by the chosen half | good, rejected | moderate, caught | \
         strong, caught | by the reported half | good, rejected | moderate, caught | strong, \
         caught |\n| {}\n{rows}\n\
         A strong defect is one kind or several; unsure counts as missed. Without one number to \
         choose: {}.\n\n",
        kept(&sums[0]),
        kept(&sums[1]),
        "--- | ".repeat(10).trim_end(),
        without.join(", "),
    )
}

/// What all rules come to.
#[derive(Default)]
struct Sum {
    rejects: Share,
    moderate: Share,
    strong: Share,
}

impl Sum {
    fn add(&mut self, rejects: Share, moderate: Share, strong: Share) {
        for (sum, share) in [
            (&mut self.rejects, rejects),
            (&mut self.moderate, moderate),
            (&mut self.strong, strong),
        ] {
            sum.hits += share.hits;
            sum.of += share.of;
        }
    }
}

impl Sweep {
    /// The score at which these photos alone would set the limit; `None` without good
    /// and spoilt ones that a number decides.
    fn chosen(&self) -> Option<f64> {
        let of_numbers = |scores: &[f64]| scores.iter().any(|score| score.is_finite());
        if !of_numbers(&self.good) || !self.spoilt.iter().any(|scores| of_numbers(scores)) {
            return None;
        }
        let finite = self.good.iter().copied().filter(|score| score.is_finite());
        let worst = finite.fold(f64::NEG_INFINITY, f64::max);
        let exceeded =
            Degree::ALL.iter().zip(&self.spoilt).filter(|(_, scores)| !scores.is_empty());
        let exceeded = exceeded.map(|(degree, scores)| {
            // What no number decides is far on its side; a quantile must not mix the two.
            let scores: Vec<_> = scores.iter().map(|score| score.clamp(-1e9, 1e9)).collect();
            quantile(&scores, degree.pick(0.2, 0.05))
        });
        let exceeded = exceeded.fold(f64::INFINITY, f64::min);
        Some(if (worst..1e8).contains(&exceeded) { f64::midpoint(worst, exceeded) } else { worst })
    }
}

/// How many scores are above a threshold.
fn above(scores: &[f64], threshold: f64) -> Share {
    Share::count(scores.iter().map(|&score| score > threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(good: &[f64], moderate: &[f64], strong: &[f64]) -> Option<f64> {
        Sweep::scores(good.to_vec(), [moderate.to_vec(), strong.to_vec()]).chosen()
    }

    #[test]
    fn a_half_sets_its_limit_between_good_and_spoilt() {
        assert_eq!(chosen(&[-3.0, -1.0], &[1.0, 1.0], &[2.0, 3.0]), Some(0.0));
        // They do not part: no good photo is given up.
        assert_eq!(chosen(&[-3.0, 2.0], &[1.0, 1.0], &[2.0, 3.0]), Some(2.0));
        // Nothing to choose by.
        assert_eq!(chosen(&[f64::NEG_INFINITY], &[1.0], &[2.0]), None);
        assert_eq!(chosen(&[0.0], &[f64::INFINITY], &[f64::INFINITY]), None);
    }
}
