//! Finite fields of 2ⁿ elements for `rqrr`, which mends QR codes in GF(2⁴) and GF(2⁸).
//!
//! Takes the place of the crate of this name. That one keeps a table of all products, 64 KB
//! that do not compress: a twelfth of the module when sent. Here a product is a sum of logarithms
//! (ISO/IEC 18004, annex B, names the two fields by their polynomials).

use core::fmt::Debug;
use core::ops::{Add, AddAssign, Div, Mul, MulAssign};

/// An element of a field of 2ⁿ elements, whose sum is the exclusive or.
pub trait GaloisField:
    Add<Output = Self>
    + AddAssign
    + Copy
    + Debug
    + Div<Output = Self>
    + Eq
    + Mul<Output = Self>
    + MulAssign
{
    /// What changes nothing when added.
    const ZERO: Self;
    /// What changes nothing when multiplied by.
    const ONE: Self;
    /// The element whose powers are all the others: x.
    const GENERATOR: Self;

    /// The power of an element; 0⁰ is 1.
    #[must_use]
    fn pow(self, power: usize) -> Self;
}

/// Powers of x and their logarithms in a field of `SIZE` elements.
#[derive(Debug)]
pub struct Logarithms<const SIZE: usize> {
    powers: [u8; SIZE],
    logarithms: [u8; SIZE],
}

impl<const SIZE: usize> Logarithms<SIZE> {
    /// By the polynomial that the field's products are taken modulo, its bits the
    /// coefficients. x has to be a generator of the field.
    #[must_use]
    pub const fn modulo(polynomial: usize) -> Self {
        let (mut powers, mut logarithms) = ([0; SIZE], [0; SIZE]);
        let (mut power, mut at) = (1, 0);
        while at + 1 < SIZE {
            powers[at] = power as u8;
            logarithms[power] = at as u8;
            power <<= 1;
            if power >= SIZE {
                power ^= polynomial;
            }
            at += 1;
        }
        Self { powers, logarithms }
    }

    /// So many elements are powers of x.
    const ORDER: usize = SIZE - 1;

    fn logarithm(&self, element: u8) -> Option<usize> {
        let at = self.logarithms.get(usize::from(element))?;
        (element != 0).then_some(usize::from(*at))
    }

    fn power(&self, of: usize) -> u8 {
        self.powers.get(of % Self::ORDER).copied().unwrap_or(0)
    }

    /// The product of two elements.
    #[must_use]
    pub fn product(&self, a: u8, b: u8) -> u8 {
        match (self.logarithm(a), self.logarithm(b)) {
            (Some(a), Some(b)) => self.power(a + b),
            _ => 0,
        }
    }

    /// The quotient of two elements; 0 where the divisor is.
    #[must_use]
    pub fn quotient(&self, a: u8, b: u8) -> u8 {
        match (self.logarithm(a), self.logarithm(b)) {
            (Some(a), Some(b)) => self.power(a + Self::ORDER - b),
            _ => 0,
        }
    }

    /// An element to the power of `power`.
    #[must_use]
    pub fn raised(&self, element: u8, power: usize) -> u8 {
        match self.logarithm(element) {
            Some(logarithm) => self.power(logarithm * (power % Self::ORDER)),
            None => u8::from(power == 0),
        }
    }
}

/// Declares the type of a field: `g2p!(GF16, 4, modulus: 0b1_0011)` is that of 2⁴ elements.
#[macro_export]
macro_rules! g2p {
    ($name:ident, $bits:literal, modulus: $modulus:literal) => {
        /// An element of the field.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $name(pub u8);

        impl $name {
            const LOGARITHMS: &'static $crate::Logarithms<{ 1 << $bits }> = {
                static LOGARITHMS: $crate::Logarithms<{ 1 << $bits }> =
                    $crate::Logarithms::modulo($modulus);
                &LOGARITHMS
            };
        }

        impl $crate::GaloisField for $name {
            const ZERO: Self = Self(0);
            const ONE: Self = Self(1);
            const GENERATOR: Self = Self(2);

            fn pow(self, power: usize) -> Self {
                Self(Self::LOGARITHMS.raised(self.0, power))
            }
        }

        impl ::core::ops::Add for $name {
            type Output = Self;

            // In such a field a sum is the exclusive or.
            #[expect(clippy::suspicious_arithmetic_impl)]
            fn add(self, other: Self) -> Self {
                Self(self.0 ^ other.0)
            }
        }

        impl ::core::ops::AddAssign for $name {
            #[expect(clippy::suspicious_op_assign_impl)]
            fn add_assign(&mut self, other: Self) {
                self.0 ^= other.0;
            }
        }

        impl ::core::ops::Mul for $name {
            type Output = Self;

            fn mul(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.product(self.0, other.0))
            }
        }

        impl ::core::ops::MulAssign for $name {
            fn mul_assign(&mut self, other: Self) {
                *self = *self * other;
            }
        }

        impl ::core::ops::Div for $name {
            type Output = Self;

            fn div(self, other: Self) -> Self {
                Self(Self::LOGARITHMS.quotient(self.0, other.0))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    g2p!(GF16, 4, modulus: 0b1_0011);
    g2p!(GF256, 8, modulus: 0b1_0001_1101);

    /// The product as it is defined: a sum of one factor's shifts, each modulo the polynomial.
    fn long_product(a: u8, b: u8, bits: u32, modulus: u32) -> u8 {
        let mut product =
            (0..bits).filter(|bit| b >> bit & 1 == 1).fold(0, |sum, bit| sum ^ u32::from(a) << bit);
        for bit in (bits..2 * bits).rev() {
            if product >> bit & 1 == 1 {
                product ^= modulus << (bit - bits);
            }
        }
        product as u8
    }

    #[test]
    fn products_are_the_polynomials_own() {
        for a in 0..=255 {
            for b in 0..=255 {
                let product = long_product(a, b, 8, 0b1_0001_1101);
                assert_eq!(GF256(a) * GF256(b), GF256(product), "{a} × {b}");
            }
        }
        for a in 0..16 {
            for b in 0..16 {
                assert_eq!((GF16(a) * GF16(b)).0, long_product(a, b, 4, 0b1_0011), "{a} × {b}");
            }
        }
    }

    #[test]
    fn a_quotient_is_what_the_divisor_has_to_be_multiplied_by() {
        for a in 0..=255 {
            for b in 1..=255 {
                assert_eq!(GF256(a) / GF256(b) * GF256(b), GF256(a), "{a} / {b}");
            }
            assert_eq!(GF256(a) / GF256::ZERO, GF256::ZERO);
        }
    }

    #[test]
    fn powers_are_products_of_one_factor() {
        for a in 0..=255 {
            let mut product = GF256::ONE;
            for power in 0..600 {
                assert_eq!(GF256(a).pow(power), product, "{a} to the {power}");
                product *= GF256(a);
            }
        }
        assert_eq!(GF16::GENERATOR.pow(15), GF16::ONE);
        assert_eq!(GF16::GENERATOR.pow(usize::MAX), GF16::GENERATOR.pow(usize::MAX % 15));
    }

    #[test]
    fn a_sum_is_the_exclusive_or() {
        let mut sum = GF16(0b1010) + GF16(0b0110);
        assert_eq!(sum, GF16(0b1100));
        sum += sum;
        assert_eq!(sum, GF16::ZERO);
    }
}
