//! Kana by small tables: half-width to full-width, and which sequences there
//! can be.

use super::Steps;
use super::characters::is_half_width_katakana;

/// Full-width katakana for U+FF66–FF9D, in order.
const FULL_WIDTH: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Letters that take a voiced mark, each followed by the voiced letter.
const VOICED: &str =
    "カガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴ";

/// Letters that take a half-voiced mark, each followed by the letter with it.
const HALF_VOICED: &str = "ハパヒピフプヘペホポ";

/// `text` with its half-width katakana made full-width, voiced marks joined.
///
/// ```
/// use mynacheck::text::{Steps, kana};
///
/// let mut steps = Steps::default();
/// assert_eq!(kana::widened("ﾔﾏﾀﾞ ﾀﾛｰ", &mut steps), "ヤマダ タロー");
/// assert_eq!(kana::widened("ｳﾞﾊﾟﾜﾞ", &mut steps), "ヴパワ゛");
/// assert_eq!(steps.words(), ["half-width-katakana"]);
/// ```
pub fn widened(text: &str, steps: &mut Steps) -> String {
    if !text.chars().any(is_half_width_katakana) {
        return text.to_owned();
    }
    steps.note("half-width-katakana");
    let mut wide = String::with_capacity(text.len());
    for c in text.chars() {
        let joined = match c {
            'ﾞ' => wide.chars().next_back().and_then(|last| partner(VOICED, last)),
            'ﾟ' => wide.chars().next_back().and_then(|last| partner(HALF_VOICED, last)),
            _ => None,
        };
        if let Some(joined) = joined {
            wide.pop();
            wide.push(joined);
        } else {
            wide.push(full_width(c).unwrap_or(c));
        }
    }
    wide
}

/// The letter after `letter` in a table of pairs.
fn partner(pairs: &str, letter: char) -> Option<char> {
    let mut pairs = pairs.chars();
    while let (Some(plain), Some(marked)) = (pairs.next(), pairs.next()) {
        if plain == letter {
            return Some(marked);
        }
    }
    None
}

fn full_width(c: char) -> Option<char> {
    match c {
        '｡' => Some('。'),
        '｢' => Some('「'),
        '｣' => Some('」'),
        '､' => Some('、'),
        '･' => Some('・'),
        'ﾞ' => Some('゛'),
        'ﾟ' => Some('゜'),
        '\u{ff66}'..='\u{ff9d}' => {
            let place = u32::from(c).checked_sub(0xff66)?;
            FULL_WIDTH.chars().nth(usize::try_from(place).ok()?)
        }
        _ => None,
    }
}

/// Whether `c` is written in furigana: hiragana, katakana, the long-vowel mark,
/// repetition marks, and the middle dot between parts of a foreign name.
pub fn is_furigana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c) || matches!(c, 'ー' | '・' | '゠')
}

/// Hiragana with its repetition marks.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ')
}

/// Katakana with its repetition marks.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ヽ' | 'ヾ')
}

/// Whether no word begins with `c`: the long-vowel and repetition marks, the
/// small っ and the small ゃゅょゎ. Small vowels do begin some foreign names.
pub fn cannot_begin(c: char) -> bool {
    matches!(
        c,
        'ー' | 'ゝ'
            | 'ゞ'
            | 'ヽ'
            | 'ヾ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_width_letter_has_its_full_width_one() {
        assert_eq!(FULL_WIDTH.chars().count(), 0xff9d - 0xff66 + 1);
        let narrow: String = ('\u{ff61}'..='\u{ff9f}').collect();
        let wide = widened(&narrow, &mut Steps::default());
        assert_eq!(wide.chars().count(), narrow.chars().count());
        assert!(!wide.chars().any(is_half_width_katakana));
        assert!(wide.ends_with("ワン゛゜"));
    }

    #[test]
    fn widening_twice_changes_nothing_more() {
        let narrow: String = ('\u{ff61}'..='\u{ff9f}').chain("ｶﾞﾊﾟ".chars()).collect();
        let once = widened(&narrow, &mut Steps::default());
        assert_eq!(widened(&once, &mut Steps::default()), once);
    }
}
