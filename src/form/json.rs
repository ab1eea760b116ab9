//! An application from the bytes of a JSON file.

use super::{Fields, FormError, Value};

/// The entries of the application in `bytes`: JSON in UTF-8, or in UTF-16 with
/// its byte-order mark as some editors save it.
///
/// A lone half of a surrogate pair (`"\ud800"`), which no Rust string holds,
/// becomes U+FFFD: the field it stands in is found broken, the others are
/// still checked.
///
/// # Errors
///
/// - [`FormError::NotUtf8`]: another encoding, such as Shift_JIS.
/// - [`FormError::NotJson`]: not JSON.
/// - [`FormError::TooLarge`]: more than 10,000 entries in one place, or a
///   number beyond any that can be held.
/// - [`FormError::NotAnObject`]: JSON, but no object at the top.
///
/// ```
/// use mynacheck::form::{FormError, Value, json};
///
/// let fields = json::fields(br#"{"name": "\ud800"}"#)?;
/// assert_eq!(fields.value("name"), Some(&Value::from("\u{fffd}")));
/// assert_eq!(json::fields(b"[]"), Err(FormError::NotAnObject));
/// # Ok::<(), FormError>(())
/// ```
pub fn fields(bytes: &[u8]) -> Result<Fields, FormError> {
    let text = text(bytes)?;
    let text = with_lone_surrogates_replaced(&text);
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let said = error.to_string();
        if error.is_data() || said.starts_with("number out of range") {
            FormError::TooLarge
        } else {
            FormError::NotJson
        }
    })?;
    Fields::try_from(value)
}

/// The text of a file in UTF-8 or, with a byte-order mark, UTF-16.
fn text(bytes: &[u8]) -> Result<String, FormError> {
    type Unit = fn([u8; 2]) -> u16;
    let utf16: Option<(&[u8], Unit)> = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes)),
        _ => None,
    };
    if let Some((rest, unit)) = utf16 {
        let (pairs, _) = rest.as_chunks::<2>();
        return Ok(String::from_utf16_lossy(
            &pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>(),
        ));
    }
    let text = str::from_utf8(bytes).map_err(|_| FormError::NotUtf8)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// `json` with every `\uD800`–`\uDFFF` that is not half of a pair as `\ufffd`.
fn with_lone_surrogates_replaced(json: &str) -> String {
    let mut rest = json;
    let mut replaced = String::with_capacity(json.len());
    while let Some((before, escape)) = rest.split_once('\\') {
        replaced.push_str(before);
        let (kept, after) = match surrogate(escape) {
            Some((Half::High, after)) => match after.strip_prefix('\\').and_then(surrogate) {
                Some((Half::Low, end)) => (Some(escape), end),
                _ => (None, after),
            },
            Some((Half::Low, after)) => (None, after),
            // Another escape: the character after the backslash is its own, so
            // that `\\ud800` is a backslash and five letters.
            None => {
                let mut after = escape.chars();
                after.next();
                (Some(escape), after.as_str())
            }
        };
        match kept.and_then(|kept| kept.strip_suffix(after)) {
            Some(kept) => {
                replaced.push('\\');
                replaced.push_str(kept);
            }
            None => replaced.push_str("\\ufffd"),
        }
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

enum Half {
    High,
    Low,
}

/// The half that `uD800`… at the start of `escape` is, and what follows it.
fn surrogate(escape: &str) -> Option<(Half, &str)> {
    let (hex, after) = escape.strip_prefix('u')?.split_at_checked(4)?;
    match u16::from_str_radix(hex, 16).ok()? {
        0xd800..=0xdbff => Some((Half::High, after)),
        0xdc00..=0xdfff => Some((Half::Low, after)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lone_halves_are_replaced() {
        let replaced = with_lone_surrogates_replaced;
        assert_eq!(replaced(r#""\ud842\udfb7""#), r#""\ud842\udfb7""#);
        assert_eq!(replaced(r#""\ud842\ud842\udfb7""#), r#""\ufffd\ud842\udfb7""#);
        assert_eq!(replaced(r#""\udfb7\n\ud842""#), r#""\ufffd\n\ufffd""#);
        assert_eq!(replaced(r#""\\ud842""#), r#""\\ud842""#);
        assert_eq!(replaced(r#""\ud84"#), r#""\ud84"#);
        assert_eq!(replaced("\"\\ud84山\\"), "\"\\ud84山\\");
    }

    #[test]
    fn utf16_and_a_byte_order_mark_are_read() {
        let json = r#"{"name":"山田"}"#;
        let little: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(json.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(fields(&little), fields(json.as_bytes()));
        assert_eq!(fields(format!("\u{feff}{json}").as_bytes()), fields(json.as_bytes()));
    }

    #[test]
    fn what_is_not_an_application_has_its_code() {
        let code = |bytes: &[u8]| fields(bytes).err().map(FormError::code);
        assert_eq!(code(b""), Some("not-json"));
        assert_eq!(code(b"{"), Some("not-json"));
        assert_eq!(code(b"null"), Some("not-an-object"));
        assert_eq!(code(b"\"text\""), Some("not-an-object"));
        assert_eq!(code(b"{\"name\": 1e999}"), Some("too-large"));
        assert_eq!(code(&[0x8e, 0x52, 0x93, 0x63]), Some("not-utf-8"));
        let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
        assert_eq!(code(deep.as_bytes()), Some("not-an-object"));
        let deep = format!("{}1{}", r#"{"name":"#.repeat(5000), "}".repeat(5000));
        assert_eq!(code(deep.as_bytes()), None);
        let wide = format!("[{}0]", "0,".repeat(20_000));
        assert_eq!(code(wide.as_bytes()), Some("too-large"));
    }
}
