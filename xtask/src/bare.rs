//! Scripts and style sheets without what only their readers need: comments that
//! stand on lines of their own, and indentation. Nobody's visitor loads those.

use anyhow::{Result, bail};

/// The text without comments, indentation and empty lines.
///
/// # Errors
///
/// For a string over several lines, in which a line could look like a comment.
pub fn bare(text: &str) -> Result<String> {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if inside {
            inside = !line.ends_with("*/");
            continue;
        }
        if line.starts_with("/*") {
            match line.find("*/") {
                None => {
                    inside = true;
                    continue;
                }
                Some(end) if end + 2 == line.len() => continue,
                // Code follows, as after a type.
                Some(_) => {}
            }
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if line.matches('`').count() % 2 == 1 {
            bail!("a string over several lines: {line}");
        }
        out.push_str(line);
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        let text = "// @ts-check\n/** One line. */\n/**\n * Many.\n */\nexport class A {\n\n  \
                    /** @type {B} */\n  #b = /** @type {B} */ (c);\n  \
                    /** @type {HTMLElement} */ (d).e = \"https://f\"; // g\n}\n";
        let bared = "export class A {\n#b = /** @type {B} */ (c);\n\
                     /** @type {HTMLElement} */ (d).e = \"https://f\"; // g\n}\n";
        assert_eq!(bare(text).unwrap(), bared);
        assert_eq!(bare(bared).unwrap(), bared);
    }

    #[test]
    fn a_string_over_several_lines_is_refused() {
        assert!(bare("a = `\n// no comment\n`;").is_err());
    }
}
