//! Broad smiles, and what is no departure from the normal face.

use mynacheck::report::{Outcome, Param};
use portrait_painter::{Portrait, skin_tone};

use crate::common::{check, of};

#[test]
fn neutral_expression() {
    for (name, skin) in skin_tone::ALL {
        for (smile, outcome, reason) in [
            (0.0, Outcome::Pass, None),
            (0.3, Outcome::Pass, None),
            (1.5, Outcome::Fail, Some(Param::Word("smile"))),
        ] {
            let report = check(
                &Portrait { skin, smile, teeth: smile > 1.0, ..Portrait::default() }.jpeg(92),
            );
            let check = of(&report, "neutral-expression");
            assert_eq!(check.outcome, outcome, "{name} {smile}: {check:?}");
            assert_eq!(check.params.get("reason").copied(), reason, "{name} {smile}");
        }
    }
}
