//! What is true of a spoilt photo besides the one thing that it was spoilt with.

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
pub const ALL: [Companion; 7] = [
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
];

/// Whether another rule is broken, too, by what the defect is.
pub fn is_true_as_well(defect: &Defect, other: &str) -> bool {
    ALL.iter().any(|companion| {
        companion.rule == defect.rule
            && companion.names.contains(&defect.name)
            && companion.also.contains(&other)
    })
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
