//! Findings in words, from the page's own catalogues.

use std::io::{self, Write};

use mynacheck::report::{Check, Outcome, Param, Severity, Verdict};
use serde_json::Value;

/// A language's catalogue.
pub struct Words {
    catalogue: Value,
}

/// The languages and their catalogues, as `build.rs` finds them in `www/messages`.
const CATALOGUES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/catalogues.rs"));

/// The languages that are spoken.
pub fn languages() -> Vec<&'static str> {
    CATALOGUES.iter().map(|(name, _)| *name).collect()
}

impl Words {
    /// The catalogue of a language tag such as `ja`.
    ///
    /// # Errors
    ///
    /// A sentence naming the languages there are.
    pub fn of(language: &str) -> Result<Self, String> {
        let (_, text) = CATALOGUES
            .iter()
            .find(|(name, _)| *name == language)
            .ok_or_else(|| format!("the languages are {}", languages().join(", ")))?;
        let catalogue = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { catalogue })
    }

    /// What a rule is about.
    pub fn title<'a>(&'a self, rule: &'a str) -> &'a str {
        let entry = self.entry(rule);
        ["name", "title"].into_iter().find_map(|key| entry.get(key)?.as_str()).unwrap_or(rule)
    }

    /// Writes a report as text: the verdict, then what did not pass with its
    /// reason and what to do.
    pub fn write_report(
        &self,
        name: &str,
        verdict: Verdict,
        checks: &[Check],
        out: &mut impl Write,
    ) -> io::Result<()> {
        writeln!(out, "{name}: {}", self.verdict(verdict))?;
        let told = [Severity::Error, Severity::Warning, Severity::Notice]
            .into_iter()
            .flat_map(|severity| checks.iter().filter(move |check| check.severity == severity));
        for check in told {
            let mark = match (check.outcome, check.severity) {
                (Outcome::Fail, Severity::Error) => "✗",
                (Outcome::Fail, Severity::Warning) => "!",
                (Outcome::Fail, Severity::Notice) => "i",
                (Outcome::Unsure, _) => "?",
                (Outcome::Pass | Outcome::NotApplicable, _) => continue,
            };
            self.write_check(mark, check, out)?;
        }
        let how = self.catalogue.pointer("/page/photo/specialCaseHow").and_then(Value::as_str);
        if checks.iter().any(|check| check.params.contains_key("excused"))
            && let Some(how) = how
        {
            writeln!(out, "  {how}")?;
        }
        Ok(())
    }

    fn write_check(&self, mark: &str, check: &Check, out: &mut impl Write) -> io::Result<()> {
        let entry = self.entry(check.rule);
        let text = |key: &str| entry.get(key).and_then(Value::as_str);
        write!(out, "  {mark} {}", check.rule)?;
        if check.outcome == Outcome::Fail {
            write!(out, " — {}", text("title").unwrap_or(check.rule))?;
        } else {
            write!(out, " — {}", self.title(check.rule))?;
        }
        if let Some(measured) = check.measured {
            // Nought has no sign.
            write!(out, " ({} {}", measured.value + 0.0, measured.unit)?;
            let limit = check.limit.unwrap_or_default();
            match (limit.min, limit.max) {
                (Some(min), Some(max)) => write!(out, "; {min}–{max}")?,
                (Some(min), None) => write!(out, "; ≥ {min}")?,
                (None, Some(max)) => write!(out, "; ≤ {max}")?,
                (None, None) => {}
            }
            write!(out, ")")?;
        }
        writeln!(out)?;
        // What could not be looked at has one sentence for all rules.
        let unseen = self.catalogue.pointer("/page/unsure").unwrap_or(&Value::Null);
        let of_rule = |kind| entry.get(kind).unwrap_or(&Value::Null);
        let sentences = [of_rule("reasons"), of_rule("unsure"), unseen];
        if let Some(reason) = reason(check)
            && let Some(sentence) =
                sentences.into_iter().find_map(|sentences| sentences.get(reason)?.as_str())
        {
            writeln!(out, "      {}", filled(sentence, check))?;
        }
        if check.outcome == Outcome::Fail
            && let Some(fix) = text("fix")
        {
            writeln!(out, "      → {}", filled(fix, check))?;
        }
        Ok(())
    }

    fn verdict(&self, verdict: Verdict) -> &str {
        let key = match verdict {
            Verdict::Pass => "pass",
            Verdict::Review => "review",
            Verdict::Fail => "fail",
        };
        let title = self.catalogue.pointer(&format!("/page/verdict/{key}/title"));
        title.and_then(Value::as_str).unwrap_or(key)
    }

    fn entry(&self, rule: &str) -> &Value {
        let path = rule.split_once('/').map(|(section, name)| format!("/{section}/{name}"));
        path.and_then(|path| self.catalogue.pointer(&path)).unwrap_or(&Value::Null)
    }
}

fn reason(check: &Check) -> Option<&'static str> {
    match check.params.get("reason")? {
        Param::Word(word) => Some(word),
        Param::Number(_) => None,
    }
}

/// A sentence with `{name}` put in from the check's parameters and numbers.
fn filled(sentence: &str, check: &Check) -> String {
    let limit = check.limit.unwrap_or_default();
    let numbers =
        [("value", check.measured.map(|m| m.value)), ("min", limit.min), ("max", limit.max)];
    let mut text = sentence.to_owned();
    for (name, value) in numbers {
        if let Some(value) = value {
            text = text.replace(&format!("{{{name}}}"), &(value + 0.0).to_string());
        }
    }
    for (name, param) in &check.params {
        let value = match param {
            Param::Number(number) => (number + 0.0).to_string(),
            Param::Word(word) => (*word).to_owned(),
        };
        text = text.replace(&format!("{{{name}}}"), &value);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_language_of_the_page_is_spoken() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/messages");
        let files: BTreeSet<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let spoken = CATALOGUES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(files, spoken);
        assert!(files.iter().all(|language| Words::of(language).is_ok()));
        assert!(Words::of("xx").is_err_and(|error| error.contains("ja")));
    }
}
