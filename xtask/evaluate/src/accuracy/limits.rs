//! Where the limits lie: between what one half of the persons alone allows, and what that
//! comes to on the other.

use std::fmt::Write as _;

use mynacheck::photo::rules;

use super::rules::{Sweep, is_by_figures};
use super::{Evaluation, percent, rate};
use crate::defect::Degree;
use crate::photos::Half;
use crate::statistics::{Share, quantile};

/// The limits that rest on figures and lie where the chosen half allows them, of all such
/// limits that it has something to say of.
pub fn kept(evaluation: &Evaluation) -> Share {
    let sweeps = of_rules(evaluation);
    let chosen = sweeps.iter().map(|(rule, sweep)| sweep.in_half(evaluation, rule, Half::Chosen));
    Share::count(chosen.filter_map(|sweep| sweep.span()).map(|span| span.allows(0.0)))
}

/// Every limit that rests on figures.
fn of_rules(evaluation: &Evaluation) -> Vec<(&'static str, Sweep)> {
    let ids = rules::all().iter().map(|rule| rule.rule.id);
    let ids = ids.filter(|id| is_by_figures(evaluation.root, id));
    ids.flat_map(|id| {
        let sweeps = Sweep::of(evaluation, id, &[Half::Chosen, Half::Reported]);
        sweeps.into_iter().map(move |sweep| (id, sweep))
    })
    .collect()
}

/// The section; empty where only one half's photos were spoilt.
pub fn section(evaluation: &Evaluation) -> String {
    let (mut rows, mut without) = (String::new(), Vec::new());
    let mut sums = [Sum::default(), Sum::default()];
    for (id, sweep) in of_rules(evaluation) {
        let name = id.trim_start_matches("photo/");
        let [chosen, reported] =
            [Half::Chosen, Half::Reported].map(|half| sweep.in_half(evaluation, id, half));
        let (Some(shipped), Some(span)) = (sweep.limit_at(0.0), chosen.span()) else {
            without.push(format!("`{name}`"));
            continue;
        };
        let outside = if span.allows(0.0) { "" } else { " **outside**" };
        let end = |score: f64| sweep.limit_at(score).filter(|_| score.is_finite());
        let [from, to] = [span.good, span.spoilt].map(|score| end(score).unwrap_or_default());
        let way = span.way(0.0).map_or_else(|| "–".to_owned(), |way| rate(Some(way)));
        let _ = write!(rows, "| {name} | {shipped}{outside} | {from} … {to} | {way} |");
        let ways = [(&span, &reported), (&reported.span().unwrap_or(span), &chosen)];
        for ((span, held), sum) in ways.into_iter().zip(&mut sums) {
            let Some(at) = span.middle() else {
                rows += " – | – | – | – |";
                continue;
            };
            let rejects = above(&held.good, at);
            let [moderate, strong] = held.spoilt.each_ref().map(|scores| above(scores, at));
            sum.add(rejects, moderate, strong);
            let cells = [rejects, moderate, strong].map(percent);
            let limit = sweep.limit_at(at).unwrap_or_default();
            let _ = write!(rows, " {limit} | {} |", cells.join(" | "));
        }
        rows.push('\n');
    }
    if rows.is_empty() {
        return String::new();
    }
    let [there, back] = sums.map(|Sum { rejects, moderate, strong }| {
        let [rejects, moderate, strong] = [rejects, moderate, strong].map(percent);
        format!("{rejects} of all answers to good photos, moderate {moderate}, strong {strong}")
    });
    let without = if without.is_empty() {
        String::new()
    } else {
        format!(" Nothing to choose by: {}.", without.join(", "))
    };
    format!(
        "## How the limits were chosen

**On the chosen half.** For every limit that rests on figures that half's photos leave a
span: from its worst good photo to what four of five of its moderate defects and nineteen
of twenty of its strong ones exceed; where good and spoilt do not part, what both claim. A
limit is shipped only from its span (the bar above; this program holds every one against
it), so that none needs the other half. Where in the span, by what share of the way from
good to spoilt, is a choice for which the rule gives its reason; many of these choices were
first made, over many sessions, with both halves in view.

**Held against the other.** Would the half-way point of the span do as well, for persons
who had no part in it? The table shows it, and the same the other way round. In sum, chosen
on the *chosen* half and held against the *reported*: {there}. The other way round: {back}.

What the measurements look at was devised over many sessions with all persons in view, and
the weights of the camera's distance and of coarse cloth are fitted to all of them: in that
the reported half is no independent test. (Those of the nod, of shut eyes and of the whole
head's outline are fitted to the chosen half alone.)

| rule | shipped: passes | span of the chosen half | of the way | half-way | good, rejected | moderate, \
caught | strong, caught | half-way in the reported half | good, rejected | moderate, caught \
| strong, caught |
| {}
{rows}
A strong defect is one kind or several; unsure counts as missed. A rule with several limits
has a row for each, in which what another of its limits decides stays decided.{without}

",
        "--- | ".repeat(12).trim_end(),
    )
}

/// Between which scores a half's photos leave a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    /// The worst good photo's; minus infinity where no number decided on any.
    good: f64,
    /// What enough of the spoilt ones exceed; infinity likewise, minus infinity where too
    /// many are missed whatever the limit.
    spoilt: f64,
}

impl Span {
    /// Whether a limit moved by this score lies in it.
    fn allows(self, at: f64) -> bool {
        let caught = self.spoilt > f64::NEG_INFINITY;
        caught && (self.good.min(self.spoilt)..=self.good.max(self.spoilt)).contains(&at)
    }

    /// How far a limit moved by this score is from good to spoilt, 0 to 1 where it lies
    /// between; `None` for a span without an end, or where the two do not part.
    fn way(self, at: f64) -> Option<f64> {
        let Self { good, spoilt } = self;
        (good.is_finite() && spoilt.is_finite() && good < spoilt)
            .then(|| (at - good) / (spoilt - good))
    }

    /// Half-way; where good and spoilt do not part, at the worst good photo. `None` for
    /// a span without an end.
    fn middle(self) -> Option<f64> {
        let Self { good, spoilt } = self;
        let ends = good.is_finite() && spoilt.is_finite();
        ends.then(|| if good < spoilt { f64::midpoint(good, spoilt) } else { good })
    }
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
    /// The span that these photos leave; `None` where no number decides on any of the good
    /// or on any of the spoilt ones.
    fn span(&self) -> Option<Span> {
        let of_numbers = |scores: &[f64]| scores.iter().any(|score| score.is_finite());
        if !of_numbers(&self.good) && !self.spoilt.iter().any(|scores| of_numbers(scores)) {
            return None;
        }
        let finite = self.good.iter().copied().filter(|score| score.is_finite());
        let good = finite.fold(f64::NEG_INFINITY, f64::max);
        let exceeded =
            Degree::ALL.iter().zip(&self.spoilt).filter(|(_, scores)| !scores.is_empty());
        let exceeded = exceeded.map(|(degree, scores)| {
            // What no number decides is far on its side; a quantile must not mix the two.
            let scores: Vec<_> = scores.iter().map(|score| score.clamp(-1e9, 1e9)).collect();
            quantile(&scores, degree.pick(0.2, 0.05))
        });
        let exceeded = exceeded.fold(f64::INFINITY, f64::min);
        let spoilt = match exceeded {
            1e8.. => f64::INFINITY,
            ..=-1e8 => f64::NEG_INFINITY,
            _ => exceeded,
        };
        Some(Span { good, spoilt })
    }
}

/// How many scores are above a threshold.
fn above(scores: &[f64], threshold: f64) -> Share {
    Share::count(scores.iter().map(|&score| score > threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(good: &[f64], moderate: &[f64], strong: &[f64]) -> Option<Span> {
        Sweep::scores(good.to_vec(), [moderate.to_vec(), strong.to_vec()]).span()
    }

    #[test]
    fn a_half_leaves_a_span_between_good_and_spoilt() {
        let parted = span(&[-3.0, -1.0], &[1.0, 1.0], &[2.0, 3.0]).unwrap();
        assert_eq!(parted, Span { good: -1.0, spoilt: 1.0 });
        assert_eq!(parted.middle(), Some(0.0));
        assert_eq!(parted.way(0.5), Some(0.75));
        assert!([-1.0, 0.9, 1.0].iter().all(|&at| parted.allows(at)));
        assert!(![-1.1, 1.1].iter().any(|&at| parted.allows(at)));
        // They do not part: half-way no good photo is given up.
        let mixed = span(&[-3.0, 2.0], &[1.0, 1.0], &[2.0, 3.0]).unwrap();
        assert_eq!(mixed.middle(), Some(2.0));
        assert_eq!(mixed.way(1.5), None);
        assert!(mixed.allows(1.5) && !mixed.allows(0.5) && !mixed.allows(2.5));
    }

    #[test]
    fn a_span_without_numbers_has_no_end() {
        let good = span(&[f64::NEG_INFINITY], &[1.0], &[2.0]).unwrap();
        assert_eq!(good, Span { good: f64::NEG_INFINITY, spoilt: 1.0 });
        assert!(good.middle().is_none() && good.allows(0.0) && !good.allows(1.5));
        let spoilt = span(&[0.0], &[f64::INFINITY], &[f64::INFINITY]).unwrap();
        assert_eq!(spoilt, Span { good: 0.0, spoilt: f64::INFINITY });
        assert_eq!(span(&[f64::NEG_INFINITY], &[f64::INFINITY], &[]), None);
        // Too many that no limit tells.
        let missed = span(&[0.0], &[f64::NEG_INFINITY, 1.0], &[2.0]).unwrap();
        assert_eq!(missed, Span { good: 0.0, spoilt: f64::NEG_INFINITY });
        assert!(![-1.0, 0.0, 1.0].iter().any(|&at| missed.allows(at)));
    }
}
