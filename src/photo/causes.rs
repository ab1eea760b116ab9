//! One fault, one reason: what a fault makes other rules fail for.

use super::Unseen;
use super::rules::PhotoRule;
use crate::report::{Finding, Outcome, Param};

/// A rule that fails, and the rules that its fault can make fail though nothing is
/// wrong with what they ask for: while the one fails, their fail says nothing. From
/// what the accuracy report's painted defects set off besides their own rule.
///
/// A rule's name, of either, may be followed by the reason for which it fails. From the
/// first to the last; what has been set aside sets nothing aside itself.
/// Nothing here hides that a photo is unsuitable: an error is set aside as `unsure`,
/// and a fail that is less than its own rule's severity sets aside only what is no more.
const CAUSES: [(&str, &[&str]); 22] = [
    // A screen's pixels and a print's dots are a pattern on the wall as well.
    ("photo/no-compression-damage.raster", &["photo/plain-background"]),
    // Who stands before the applicant hides a part of the face.
    ("photo/one-face", &["photo/face-uncovered"]),
    // Of a face seen from the side the far half is hidden, its middle is not the
    // head's, and eyes that look along with the head look past the lens.
    (
        "photo/head-turn",
        &[
            "photo/face-uncovered",
            "photo/gaze",
            "photo/camera-distance",
            "photo/neutral-expression",
            "photo/even-light",
            "photo/centered",
        ],
    ),
    // A face seen from above or below is foreshortened.
    ("photo/head-nod", &["photo/head-size", "photo/top-margin"]),
    // Below a mask or a hand the chin is guessed, and white cloth is no cheek, nor
    // is a phone's dark back one in the shade.
    (
        "photo/face-uncovered",
        &[
            "photo/head-size",
            "photo/top-margin",
            "photo/head-nod",
            "photo/even-light",
            "photo/gaze",
            "photo/mouth-closed",
            "photo/neutral-expression",
            "photo/no-tinted-glasses",
            "photo/no-glasses-glare",
            "photo/no-heavy-frame",
        ],
    ),
    // Nor does the mesh know how far away a mouth is that it does not see.
    ("photo/face-uncovered.mouth", &["photo/camera-distance"]),
    // A hat hides the crown, and a smooth one is like a shadow on the wall.
    (
        "photo/no-head-covering",
        &[
            "photo/head-size",
            "photo/top-margin",
            "photo/no-background-shadow",
            "photo/background-contrast",
            "photo/neutral-expression",
        ],
    ),
    // Seen from near, brows are higher above the eyes.
    ("photo/camera-distance", &["photo/neutral-expression"]),
    // Where the head is cut off it is larger than it seems.
    ("photo/head-inside-frame", &["photo/head-size.too-small"]),
    // Behind dark lenses and in burnt-out skin there is no detail to judge focus by.
    (
        "photo/no-tinted-glasses",
        &[
            "photo/not-too-dark",
            "photo/eyes-open",
            "photo/gaze",
            "photo/sharp",
            "photo/no-motion-blur",
        ],
    ),
    ("photo/no-red-eye", &["photo/eyes-open", "photo/gaze"]),
    (
        "photo/no-glasses-glare",
        &[
            "photo/eyes-open",
            "photo/gaze",
            "photo/not-too-bright",
            "photo/no-motion-blur",
            "photo/neutral-expression",
        ],
    ),
    // A thick rim is as dark as a brow, or as an iris, or stands beside the nose like a
    // fold.
    ("photo/no-heavy-frame", &["photo/neutral-expression", "photo/gaze"]),
    // A lamp's soft edge before the eyes is no blur, and behind its light nobody sees where
    // they look.
    ("photo/no-glasses-glare.glare", &["photo/sharp", "photo/gaze"]),
    // Of a closed eye nobody can say where it looks, and it shows no white.
    ("photo/eyes-open", &["photo/gaze", "photo/not-too-dark"]),
    // White gauze over an eye is as bright as burnt-out skin, what shows of an eye
    // beside a rim is narrow, one that has slid down is crossed where it is round, the
    // mesh slips where it does not see the eyes, and the strands over them all lie one
    // way, as what is shaken does.
    (
        "photo/eyes-visible",
        &[
            "photo/sharp",
            "photo/no-motion-blur",
            "photo/eyes-open",
            "photo/gaze",
            "photo/head-nod",
            "photo/no-red-eye",
            "photo/no-glasses-glare",
            "photo/no-heavy-frame",
            "photo/not-too-bright",
            "photo/neutral-expression",
        ],
    ),
    // Dark and burnt-out photos have no contrast anywhere, nor do burnt-out eyes.
    ("photo/not-too-dark", &["photo/background-contrast", "photo/no-background-shadow"]),
    (
        "photo/not-too-bright",
        &[
            "photo/background-contrast",
            "photo/eyes-open",
            "photo/face-uncovered",
            "photo/mouth-closed",
            "photo/no-red-eye",
            "photo/no-glasses-glare",
            "photo/neutral-expression",
            "photo/sharp",
            "photo/no-motion-blur",
        ],
    ),
    ("photo/natural-color", &["photo/mouth-closed"]),
    // A smeared head reaches over the wall, smeared pupils are as light as behind a
    // lens with light on it, and smears along the blocks' lines are like blocks.
    ("photo/sharp", &["photo/no-background-shadow", "photo/no-glasses-glare.veil"]),
    (
        "photo/no-motion-blur",
        &[
            "photo/no-background-shadow",
            "photo/no-glasses-glare",
            "photo/no-compression-damage.blocks",
        ],
    ),
    // A pattern's dark parts are no shadow.
    ("photo/plain-background", &["photo/no-background-shadow"]),
];

/// Makes fails that another fault explains `unsure`.
pub(super) fn set_aside(findings: &mut [(&'static PhotoRule, Finding)]) {
    for (cause, effects) in CAUSES {
        let Some((rule, finding)) =
            findings.iter().find(|(rule, finding)| fails(cause, rule, finding))
        else {
            continue;
        };
        let milder = finding.severity.filter(|severity| *severity != rule.rule.severity);
        for (rule, finding) in findings.iter_mut() {
            let severity = finding.severity.unwrap_or(rule.rule.severity);
            let graver = milder.is_some_and(|milder| severity > milder);
            if !graver && effects.iter().any(|effect| fails(effect, rule, finding)) {
                finding.outcome = Outcome::Unsure;
                // Nothing is known to be wrong there.
                finding.regions.clear();
                finding.params.insert("reason", Param::Word(Unseen::OtherFault.reason()));
            }
        }
    }
}

/// Whether this is the named rule's fail, for the reason if one is named.
fn fails(name: &str, rule: &PhotoRule, finding: &Finding) -> bool {
    let (name, reason) = apart(name);
    let for_it = reason.is_none_or(
        |reason| matches!(finding.params.get("reason"), Some(Param::Word(word)) if *word == reason),
    );
    rule.rule.id == name && finding.outcome == Outcome::Fail && for_it
}

/// A rule, and the reason where only that one counts.
fn apart(cause: &str) -> (&str, Option<&str>) {
    cause.split_once('.').map_or((cause, None), |(rule, reason)| (rule, Some(reason)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photo::rules;
    use crate::report::{Limit, Region};

    #[test]
    fn every_name_is_a_rule_and_none_sets_itself_aside() {
        for (cause, effects) in CAUSES {
            for name in effects.iter().chain([&cause]) {
                let (id, reason) = apart(name);
                let named = rules::all().iter().find(|rule| rule.rule.id == id);
                let known = |reason| named.is_some_and(|rule| rule.reasons.contains(&reason));
                assert!(named.is_some() && reason.is_none_or(known), "{name}");
            }
            assert!(!effects.iter().any(|effect| apart(effect).0 == apart(cause).0), "{cause}");
        }
    }

    #[test]
    fn a_fail_is_set_aside_only_while_its_cause_fails() {
        let outcomes = |dark: Outcome| {
            let mut findings: Vec<_> = rules::all()
                .iter()
                .map(|rule| {
                    let finding = Finding::measured(1.0, "ratio", Limit::at_most(0.0));
                    let place = Region { x: 1.0, y: 1.0, width: 1.0, height: 1.0 };
                    let outcome = match rule.rule.id {
                        "photo/not-too-dark" => dark,
                        "photo/background-contrast" | "photo/sharp" => Outcome::Fail,
                        _ => Outcome::Pass,
                    };
                    (*rule, Finding { outcome, ..finding.at(place) })
                })
                .collect();
            set_aside(&mut findings);
            ["photo/background-contrast", "photo/sharp", "photo/no-background-shadow"].map(|id| {
                let found = findings.iter().find(|(rule, _)| rule.rule.id == id);
                found.map(|(_, finding)| (finding.outcome, finding.regions.len()))
            })
        };
        let [pass, fail] = [Outcome::Pass, Outcome::Fail].map(|outcome| Some((outcome, 1)));
        assert_eq!(outcomes(Outcome::Pass), [fail, fail, pass]);
        assert_eq!(outcomes(Outcome::Fail), [Some((Outcome::Unsure, 0)), fail, pass]);
    }
}
