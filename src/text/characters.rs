//! Kinds of characters, each a small table of code points.

use super::jis;

/// What stands for a text that was damaged on its way: a lone half of a
/// surrogate pair, or bytes in another encoding.
pub const BROKEN: char = '\u{fffd}';

/// Spaces and line ends, half-width, full-width and the rest.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that show nothing: zero-width spaces and joiners, direction
/// marks, soft hyphens, byte-order marks. Variation selectors are not among
/// them: they choose the form of an ideograph and belong to a name.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Control characters. Spaces and line ends are not counted here.
pub fn is_control(c: char) -> bool {
    c.is_control() && !is_space(c)
}

/// What a person types between the groups of a number: hyphens, minus signs,
/// dashes, ruled lines and the long-vowel mark that lies on the same key.
///
/// ```
/// use mynacheck::text::characters::is_number_hyphen;
///
/// assert!("-‐‑–—−－ーｰ─".chars().all(is_number_hyphen));
/// assert!(!is_number_hyphen('一'));
/// ```
pub fn is_number_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{30fc}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff70}'
    )
}

/// The punctuation that dictation puts between or after spoken groups.
pub fn is_dictation_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '、' | '。' | '，' | '．' | '・' | '､' | '｡' | '･')
}

/// Half-width katakana and its marks, which no residence record has.
pub fn is_half_width_katakana(c: char) -> bool {
    matches!(c, '\u{ff61}'..='\u{ff9f}')
}

/// Pictures. Symbols that JIS holds too, such as ★ or ♪, are not counted.
///
/// ```
/// use mynacheck::text::characters::is_emoji;
///
/// assert!("😀🗻🇯❤☀".chars().all(is_emoji));
/// assert!(!"★♪〒々髙𠮷".chars().any(is_emoji));
/// ```
pub fn is_emoji(c: char) -> bool {
    let picture = matches!(c,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b05}'..='\u{2b55}'
        | '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23fa}' | '\u{20e3}');
    picture && !jis::holds(c)
}

/// Selectors that choose the form of the character before them: the standard
/// ones (U+FE00–FE0F) and those for ideographs (U+E0100–E01EF).
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The ASCII character that a full-width one stands for.
///
/// ```
/// use mynacheck::text::characters::narrowed;
///
/// assert_eq!(narrowed('＠'), Some('@'));
/// assert_eq!(narrowed('＿'), Some('_'));
/// assert_eq!(narrowed('@'), None);
/// ```
pub fn narrowed(c: char) -> Option<char> {
    if !matches!(c, '\u{ff01}'..='\u{ff5e}') {
        return None;
    }
    char::from_u32(u32::from(c).checked_sub(0xfee0)?)
}
