//! The Individual Number's check digit, against published vectors and by count.

use mynacheck::form::individual_number::{IndividualNumber, NotConsistent, check_digit};
use proptest::prelude::*;

/// Published samples: a CodeIQ exercise, a Qiita article, the ordinance's
/// "remainder of 1 gives 0" worked out, and python-stdnum's vector.
#[test]
fn published_numbers_agree() {
    for number in [
        "123456789018",
        "983205673214",
        "123456789000",
        "621498320257",
        "023456789013",
        "100000000080",
    ] {
        assert!(IndividualNumber::of_digits(number).is_ok(), "{number}");
    }
    // The sample that the official form prints.
    assert_eq!(IndividualNumber::of_digits("123456789012"), Err(NotConsistent::CheckDigit));
    // The last digit of python-stdnum's vector changed.
    assert_eq!(IndividualNumber::of_digits("621498320258"), Err(NotConsistent::CheckDigit));
}

/// Another way to the same digit: python-stdnum's `-sum % 11 % 10`.
fn by_another_formula(eleven: &str) -> char {
    let weights = [6_i64, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let digits = eleven.bytes().map(|byte| i64::from(byte - b'0'));
    let sum: i64 = digits.zip(weights).map(|(digit, weight)| digit * weight).sum();
    char::from(b'0' + u8::try_from((-sum).rem_euclid(11) % 10).unwrap())
}

/// Counts over a fixed spread of numbers: how many slips go unseen.
///
/// A slip in one of the twelve digits: 1.67 %; in one of the first eleven: 1.82 %
/// (2/11 of numbers have the check digit 0, and one of ten other remainders
/// shares it); exchanged neighbours: 1.83 %. `-- --nocapture` prints them.
#[test]
fn about_one_slip_in_fifty_goes_unseen() {
    let (mut slips, mut unseen) = (0_u32, 0_u32);
    let (mut swaps, mut unseen_swaps) = (0_u32, 0_u32);
    for index in 0..20_000_u64 {
        // Spread over all eleven-digit numbers by a step prime to 10^11.
        let eleven = format!("{:011}", index * 61_803_398_873 % 100_000_000_000);
        let number = format!("{eleven}{}", check_digit(&eleven).unwrap());
        for place in 0..12 {
            for digit in '0'..='9' {
                let mut slip: Vec<char> = number.chars().collect();
                if slip[place] == digit {
                    continue;
                }
                slip[place] = digit;
                slips += 1;
                let slip: String = slip.into_iter().collect();
                unseen += u32::from(IndividualNumber::of_digits(&slip).is_ok());
            }
            let mut swap: Vec<char> = number.chars().collect();
            if place < 11 && swap[place] != swap[place + 1] {
                swap.swap(place, place + 1);
                swaps += 1;
                let swap: String = swap.into_iter().collect();
                unseen_swaps += u32::from(IndividualNumber::of_digits(&swap).is_ok());
            }
        }
    }
    let rate = f64::from(unseen) / f64::from(slips);
    let swap_rate = f64::from(unseen_swaps) / f64::from(swaps);
    println!("unseen: {:.3} % of slips, {:.3} % of swaps", rate * 100.0, swap_rate * 100.0);
    assert!((0.0160..0.0175).contains(&rate), "{rate}");
    assert!((0.0175..0.0190).contains(&swap_rate), "{swap_rate}");
}

proptest! {
    #[test]
    fn eleven_digits_have_exactly_one_check_digit(eleven in "[0-9]{11}") {
        let fitting: Vec<char> = ('0'..='9')
            .filter(|digit| IndividualNumber::of_digits(&format!("{eleven}{digit}")).is_ok())
            .collect();
        prop_assert_eq!(&fitting, &[check_digit(&eleven).unwrap()]);
        prop_assert_eq!(fitting[0], by_another_formula(&eleven));
    }

    #[test]
    fn nothing_else_is_a_number(text in ".{0,16}") {
        let is_number = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        prop_assert!(is_number || IndividualNumber::of_digits(&text).is_err());
    }
}
