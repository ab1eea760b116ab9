//! Membership of JIS X 0208 and JIS X 0212, the characters that an electronic
//! certificate can hold (first and second level, and the supplementary ones).

mod table;

/// The first ideograph of the tables.
const FIRST_IDEOGRAPH: u32 = 0x4e00;

/// Whether JIS X 0208 or JIS X 0212 holds `c`, or `c` is ASCII.
///
/// ```
/// use mynacheck::text::jis;
///
/// assert!("山田 Taro é丂〆々ーヶ".chars().all(jis::holds));
/// // Ordinary characters of names that the certificates cannot hold.
/// assert!(!"髙﨑𠮷".chars().any(jis::holds));
/// ```
pub fn holds(c: char) -> bool {
    c.is_ascii() || in_x0208(c) || in_x0212(c)
}

/// Whether JIS X 0208 holds `c`.
pub fn in_x0208(c: char) -> bool {
    holds_in(&table::X0208_IDEOGRAPHS, &table::X0208_OTHERS, c)
}

/// Whether JIS X 0212 holds `c`.
pub fn in_x0212(c: char) -> bool {
    holds_in(&table::X0212_IDEOGRAPHS, &table::X0212_OTHERS, c)
}

fn holds_in(ideographs: &[u64], others: &[(u16, u16)], c: char) -> bool {
    let point = u32::from(c);
    if matches!(c, '\u{4e00}'..='\u{9fff}') {
        let bit = point.saturating_sub(FIRST_IDEOGRAPH);
        let word = usize::try_from(bit >> 6).ok().and_then(|word| ideographs.get(word));
        return word.is_some_and(|word| (word >> (bit & 63)) & 1 == 1);
    }
    let Ok(point) = u16::try_from(point) else { return false };
    others
        .binary_search_by(|(first, last)| {
            if *last < point {
                std::cmp::Ordering::Less
            } else if *first > point {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The standards' own counts: 6,355 and 5,801 ideographs, and 仝, which the
    /// first counts among its signs.
    #[test]
    fn the_tables_hold_as_many_ideographs_as_the_standards() {
        let ideographs = || ('\u{4e00}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}');
        assert_eq!(ideographs().filter(|c| in_x0208(*c)).count(), 6355 + 1);
        assert_eq!(ideographs().filter(|c| in_x0212(*c)).count(), 5801);
        assert!(!ideographs().any(|c| in_x0208(c) && in_x0212(c)));
    }

    #[test]
    fn kana_punctuation_and_windows_spellings_are_held() {
        assert!(('ぁ'..='ん').chain('ァ'..='ヶ').all(in_x0208));
        assert!("　、。・ー〜～－−（）０９ＡＺ".chars().all(in_x0208));
        assert!(!('\u{ff61}'..='\u{ff9f}').any(holds));
    }
}
