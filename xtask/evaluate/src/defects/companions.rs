//! What is true of a spoilt photo besides the one thing that it was spoilt with.

use crate::answers::Answers;
use crate::defect::Defect;

/// A defect that cannot be had without another rule being broken as well.
pub struct Companion {
    /// The defect's rule.
    pub rule: &'static str,
    /// The defects' names within the rule.
    pub names: &'static [&'static str],
    /// The rules that are broken as well, in truth.
    pub also: &'static [&'static str],
    /// Why that is so.
    pub why: &'static str,
}

/// All of them: geometry and file sizes, nothing that is a matter of judgement.
pub const ALL: [Companion; 8] = [
    Companion {
        rule: "photo/face-resolution",
        names: &["small"],
        also: &["photo/pixel-size", "photo/file-size"],
        why: "a picture that holds so small a face in the guide's size has too few pixels, \
              and too few bytes",
    },
    Companion {
        rule: "photo/top-margin",
        names: &["too little room above", "hair to the edge"],
        also: &["photo/head-inside-frame"],
        why: "the hair touches the edge or is cut off by it",
    },
    Companion {
        rule: "photo/head-inside-frame",
        names: &["crown cut off"],
        also: &["photo/top-margin"],
        why: "no wall is left above the head",
    },
    Companion {
        rule: "photo/head-inside-frame",
        names: &["chin cut off"],
        also: &["photo/top-margin"],
        why: "the head stands so low that more than 10 mm of wall are above it",
    },
    Companion {
        rule: "photo/head-inside-frame",
        names: &["a cheek cut off"],
        also: &["photo/centered"],
        why: "the face lies at the side",
    },
    Companion {
        rule: "photo/head-size",
        names: &["head too large"],
        also: &["photo/top-margin"],
        why: "above a head of 42 mm 1.5 mm are left",
    },
    Companion {
        rule: "photo/no-upscaling",
        names: &["enlarged, cubic", "enlarged, linear"],
        also: &["photo/sharp"],
        why: "a picture of a sixth of the pixels is blurred at the full size",
    },
    EITHER,
];

/// A defect that is caught where either of two rules finds it.
pub const EITHER: Companion = Companion {
    rule: "photo/one-face",
    names: &["somebody at the edge"],
    also: &["photo/plain-background"],
    why: "half a head, seen as a face or not, stands before the wall",
};

impl Companion {
    fn is(&self, defect: &Defect) -> bool {
        self.rule == defect.rule && self.names.contains(&defect.name)
    }
}

/// Whether a defect's own rule finds it in these answers, or the other one of
/// [`EITHER`].
pub fn is_caught(defect: &Defect, answers: &Answers) -> bool {
    let others = if EITHER.is(defect) { EITHER.also } else { &[] };
    others.iter().chain([&defect.rule]).any(|rule| crate::accuracy::fails(answers, rule))
}

/// Whether another rule is broken, too, by what the defect is.
pub fn is_true_as_well(defect: &Defect, other: &str) -> bool {
    ALL.iter().any(|companion| companion.is(defect) && companion.also.contains(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_defect_and_every_rule_there_is() {
        for Companion { rule, names, also, .. } in &ALL {
            for name in *names {
                assert!(
                    super::super::all().any(|it| it.rule == *rule && it.name == *name),
                    "{rule}, {name}"
                );
            }
            for other in *also {
                let rules = mynacheck::photo::rules::all();
                assert!(rules.iter().any(|rule| rule.rule.id == *other), "{other}");
            }
        }
    }
}
