//! Quantiles, shares and the rate at which both errors are equal.

/// The value below which a share `p` of the values lies, interpolated; not a
/// number when there are none.
pub fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = p * last as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Share {
    /// How many it holds for.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// Counts what holds.
    pub fn count(outcomes: impl IntoIterator<Item = bool>) -> Self {
        let mut share = Self::default();
        for hit in outcomes {
            share.hits += usize::from(hit);
            share.of += 1;
        }
        share
    }

    /// 0 to 1; `None` of nothing.
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }
}

/// The largest difference between two rates; `None` of fewer than two.
pub fn largest_gap(shares: impl IntoIterator<Item = Share>) -> Option<f64> {
    let rates: Vec<_> = shares.into_iter().filter_map(Share::rate).collect();
    let low = rates.iter().copied().min_by(f64::total_cmp)?;
    let high = rates.iter().copied().max_by(f64::total_cmp)?;
    (rates.len() > 1).then_some(high - low)
}

/// The share of scores above a threshold: rejected.
pub fn rejected(scores: &[f64], threshold: f64) -> f64 {
    Share::count(scores.iter().map(|&score| score > threshold)).rate().unwrap_or(f64::NAN)
}

/// The error rate at the threshold where good photos rejected and bad ones
/// missed are nearest to equal: the mean of the two. Higher scores are worse;
/// infinite ones stay on their side of every threshold. `None` where a side is
/// empty.
pub fn equal_error(good: &[f64], bad: &[f64]) -> Option<f64> {
    if good.is_empty() || bad.is_empty() {
        return None;
    }
    let mut thresholds: Vec<_> =
        good.iter().chain(bad).copied().filter(|score| score.is_finite()).collect();
    // Below all of them, too.
    thresholds.push(f64::MIN);
    let errors = thresholds
        .into_iter()
        .map(|threshold| (rejected(good, threshold), 1.0 - rejected(bad, threshold)));
    let nearest = errors.min_by(|a, b| {
        let key = |(reject, miss): (f64, f64)| ((reject - miss).abs(), reject + miss);
        let (a, b) = (key(*a), key(*b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    })?;
    Some(f64::midpoint(nearest.0, nearest.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_interpolated() {
        let values = [4.0, 1.0, 3.0, 2.0];
        assert_eq!(quantile(&values, 0.0), 1.0);
        assert_eq!(quantile(&values, 0.5), 2.5);
        assert_eq!(quantile(&values, 1.0), 4.0);
        assert_eq!(quantile(&[7.0], 0.3), 7.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn the_gap_is_between_the_best_and_the_worst() {
        let share = |hits, of| Share { hits, of };
        assert_eq!(largest_gap([share(1, 2), share(4, 4), share(3, 4)]), Some(0.5));
        // A group without photos has no rate.
        assert_eq!(largest_gap([share(1, 2), share(0, 0)]), None);
        assert_eq!(largest_gap([]), None);
    }

    #[test]
    fn rates_that_part_are_free_of_error() {
        assert_eq!(equal_error(&[1.0, 2.0], &[3.0, 4.0]), Some(0.0));
    }

    #[test]
    fn rates_that_overlap_are_equal_somewhere() {
        // Above 2.5: one good photo of four rejected, one bad of four missed.
        let (good, bad) = ([0.0, 1.0, 2.0, 5.0], [2.5, 6.0, 7.0, 8.0]);
        assert_eq!(equal_error(&good, &bad), Some(0.25));
        assert_eq!(equal_error(&bad, &good), Some(0.75));
        assert_eq!(equal_error(&[], &bad), None);
    }

    #[test]
    fn what_has_no_number_stays_on_its_side() {
        let (good, bad) = ([0.0, f64::NEG_INFINITY], [f64::INFINITY, f64::INFINITY]);
        assert_eq!(equal_error(&good, &bad), Some(0.0));
        // Never found at any threshold: rejecting all is no better.
        assert_eq!(equal_error(&[f64::NEG_INFINITY], &[f64::NEG_INFINITY]), Some(0.5));
    }
}
