//! What came of putting photos right.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mynacheck::photo::frame::PASSED;

use super::{Evaluation, mark, percent};
use crate::mending::{Came, STATES};
use crate::statistics::Share;

/// The section; empty where nothing was put right.
pub fn section(evaluation: &Evaluation) -> String {
    let mending = evaluation.mending;
    if mending.sets.is_empty() {
        return String::new();
    }
    let all = || {
        let sets = mending.sets.iter().map(|(_, came)| came);
        mending.states.iter().chain(sets).flatten()
    };
    let saved = all().filter(|came| !matches!(came, Came::Refused(_))).count();
    let failing = all().filter(|came| matches!(came, Came::Failing(_))).count();
    let rules: Vec<_> = PASSED.iter().map(|rule| rule.trim_start_matches("photo/")).collect();
    let mut text = format!(
        "## Putting photos right

What `--fix` saved is checked again: {failing} of {saved} saved photos fail a rule of file
or framing ({}); aim: none ({}).

Each London person's neutral photo, as it is and in states in which photos arrive:

| the photo | what ought to come of it | so it came | otherwise |
| --- | --- | --- | --- |
",
        rules.join(", "),
        mark(Some(failing == 0)),
    );
    for (state, came) in STATES.iter().zip(&mending.states) {
        let wanted = state.refused.map_or(Came::Mended, Came::Refused);
        let share = Share::count(came.iter().map(|came| *came == wanted));
        let ought = state.refused.map_or("put right".to_owned(), |it| format!("refused, `{it}`"));
        let others = tally(came.iter().filter(|came| **came != wanted));
        let _ = writeln!(text, "| {} | {ought} | {} | {others} |", state.name, percent(share));
    }
    text +=
        "\nEvery photo as it is. Canada's are cut closely: many have no room above the hair.\n\n";
    text += "| photos | put right | refused |\n| --- | --- | --- |\n";
    for (name, came) in &mending.sets {
        let share = Share::count(came.iter().map(|came| *came == Came::Mended));
        let others = tally(came.iter().filter(|came| **came != Came::Mended));
        let _ = writeln!(text, "| {name} | {} | {others} |", percent(share));
    }
    text + "\n"
}

/// `no-room 7, several-faces 1`.
fn tally<'a>(all: impl Iterator<Item = &'a Came>) -> String {
    let mut counts = BTreeMap::<String, usize>::new();
    for came in all {
        let name = match came {
            Came::Mended => "put right".to_owned(),
            Came::Failing(rule) => format!("saved, failing {rule}"),
            Came::Refused(reason) => (*reason).to_owned(),
        };
        *counts.entry(name).or_default() += 1;
    }
    let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    if counts.is_empty() { "–".to_owned() } else { counts.join(", ") }
}
