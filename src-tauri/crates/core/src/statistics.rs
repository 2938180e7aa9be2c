//! Intervals and probabilities for shares of small groups.

use serde::{Deserialize, Serialize};
use statrs::function::beta::{beta_reg, ln_beta};

/// The 97.5% quantile of the standard normal distribution: 95% intervals are two-sided.
const Z_95: f64 = 1.959_963_984_540_054;

/// A share of a group, with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Share {
    /// How many of the group.
    pub count: u32,
    /// The size of the group.
    pub of: u32,
    /// `count / of`, 0 to 1.
    pub share: f64,
    /// Lower end of the Wilson interval.
    pub low: f64,
    /// Upper end of the Wilson interval.
    pub high: f64,
}

impl Share {
    /// The share `count` of `of`; `None` of an empty group, which has no share.
    pub fn of(count: u32, of: u32) -> Option<Self> {
        if of == 0 {
            return None;
        }
        let (low, high) = wilson(f64::from(count), f64::from(of));
        Some(Self { count, of, share: f64::from(count) / f64::from(of), low, high })
    }
}

/// The 95% Wilson score interval of `count` successes in `of` trials, each end 0 to 1; `count` may be a fraction, as
/// where a published percentage is turned back into respondents.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
pub fn wilson(count: f64, of: f64) -> (f64, f64) {
    let share = count / of;
    let z2 = Z_95 * Z_95;
    let centre = (share + z2 / (2.0 * of)) / (1.0 + z2 / of);
    let half = Z_95 / (1.0 + z2 / of) * (share * (1.0 - share) / of + z2 / (4.0 * of * of)).sqrt();
    // At 0 and at 1 the interval touches the end exactly; rounding must not push it past.
    let low = if count <= 0.0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if count >= of { 1.0 } else { (centre + half).min(1.0) };
    (low, high)
}

/// A share as its Jeffreys posterior: Beta(count + ½, of − count + ½).
///
/// Source: L. D. Brown, T. T. Cai, A. `DasGupta`, "Interval estimation for a binomial proportion", Statistical Science
/// 16 (2001), section 3.1.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    a: f64,
    b: f64,
}

impl Posterior {
    /// The posterior after `count` successes in `of` trials; `count` may be a fraction.
    pub fn new(count: f64, of: f64) -> Self {
        Self { a: count + 0.5, b: of - count + 0.5 }
    }

    /// P(this share > the other share), the two being independent; 0 to 1.
    ///
    /// It is the integral of this density times the other's distribution function. Putting x = sin²θ takes away the
    /// poles that a Jeffreys posterior has at 0 and 1; the panels of the Gauss-Legendre rule are laid round both
    /// centres, whose widths in θ are about 1 / (2 √(a + b)).
    pub fn exceeds(&self, other: &Self) -> f64 {
        let mut edges = vec![0.0, std::f64::consts::FRAC_PI_2];
        for posterior in [self, other] {
            let weight = posterior.a + posterior.b;
            let centre = (posterior.a / weight).sqrt().asin();
            let width = 0.5 / weight.sqrt();
            for step in [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0] {
                edges.push((centre - step * width).max(0.0));
                edges.push((centre + step * width).min(std::f64::consts::FRAC_PI_2));
            }
        }
        edges.sort_by(f64::total_cmp);
        let log_norm = std::f64::consts::LN_2 - ln_beta(self.a, self.b);
        let integrand = |theta: f64| {
            let x = theta.sin().powi(2);
            let log_density =
                (2.0 * self.a - 1.0) * theta.sin().ln() + (2.0 * self.b - 1.0) * theta.cos().ln() + log_norm;
            // Below e^-60 a node adds nothing that an f64 near 1 could hold.
            if log_density < -60.0 { 0.0 } else { log_density.exp() * beta_reg(other.a, other.b, x) }
        };
        let mut total = 0.0;
        for edge in edges.windows(2) {
            let (half, middle) = ((edge[1] - edge[0]) / 2.0, f64::midpoint(edge[1], edge[0]));
            if half > 0.0 {
                for (node, weight) in GAUSS_LEGENDRE_16 {
                    total +=
                        half * weight * (integrand(middle - half * node) + integrand(middle + half * node));
                }
            }
        }
        total.clamp(0.0, 1.0)
    }
}

/// Positive nodes and their weights of the 16-point Gauss-Legendre rule on −1 to 1.
///
/// Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", table 25.4.
const GAUSS_LEGENDRE_16: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_64),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_64),
    (0.458_016_777_657_227_37, 0.169_156_519_395_002_65),
    (0.617_876_244_402_643_8, 0.149_595_988_816_576_7),
    (0.755_404_408_355_003, 0.124_628_971_255_534_07),
    (0.865_631_202_387_831_8, 0.095_158_511_682_492_6),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_456),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_176),
];

/// P(fewer than `minimum` holders remain), each leaving independently with the probability given for them, 0 to 1.
///
/// The tail of the Poisson binomial distribution, by adding one holder after the other; only the counts below
/// `minimum` are kept.
pub fn too_few_remain(minimum: u32, leaving: impl IntoIterator<Item = f64>) -> f64 {
    // chance[k]: exactly k have stayed, of those seen so far.
    let mut chance = vec![0.0; minimum as usize];
    if let Some(none) = chance.first_mut() {
        *none = 1.0;
    }
    for leaves in leaving {
        for stayed in (0..chance.len()).rev() {
            let joined = if stayed == 0 { 0.0 } else { chance[stayed - 1] * (1.0 - leaves) };
            chance[stayed] = chance[stayed] * leaves + joined;
        }
    }
    chance.iter().sum::<f64>().clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    //! Against SciPy: `tests/statistics.py` and its output beside it.

    use proptest::prelude::*;

    use super::*;

    fn expected(kind: &str) -> Vec<Vec<&'static str>> {
        include_str!("../tests/statistics.expected.tsv")
            .lines()
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .filter(|fields| fields[0] == kind)
            .collect()
    }

    fn number(text: &str) -> f64 {
        text.parse().unwrap()
    }

    #[test]
    fn wilson_agrees_with_scipy() {
        let cases = expected("wilson");
        assert_eq!(cases.len(), 10);
        for case in cases {
            let (low, high) = wilson(number(case[1]), number(case[2]));
            assert!((low - number(case[3])).abs() < 1e-12, "{case:?}: {low}");
            assert!((high - number(case[4])).abs() < 1e-12, "{case:?}: {high}");
        }
    }

    #[test]
    fn posteriors_agree_with_scipy() {
        let cases = expected("exceeds");
        assert_eq!(cases.len(), 10);
        for case in cases {
            let ours = Posterior::new(number(case[1]), number(case[2]));
            let p = ours.exceeds(&Posterior::new(number(case[3]), number(case[4])));
            assert!((p - number(case[5])).abs() < 1e-9, "{case:?}: {p}");
        }
    }

    #[test]
    fn the_tail_agrees_with_scipy() {
        let cases = expected("too_few");
        assert_eq!(cases.len(), 14);
        for case in cases {
            let leaving: Vec<f64> = case[2].split(',').filter(|text| !text.is_empty()).map(number).collect();
            let risk = too_few_remain(case[1].parse().unwrap(), leaving);
            assert!((risk - number(case[3])).abs() < 1e-12, "{case:?}: {risk}");
        }
    }

    #[test]
    fn an_empty_group_has_no_share() {
        assert_eq!(Share::of(0, 0), None);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share(count in 0_u32..500, more in 0_u32..500) {
            prop_assume!(count + more > 0);
            let share = Share::of(count, count + more).unwrap();
            prop_assert!(0.0 <= share.low && share.low <= share.share && share.share <= share.high && share.high <= 1.0);
        }

        #[test]
        fn one_side_or_the_other_is_greater(a in 0_u32..60, b in 0_u32..60, c in 0_u32..2000, d in 0_u32..2000) {
            let ours = Posterior::new(f64::from(a), f64::from(a + b));
            let theirs = Posterior::new(f64::from(c), f64::from(c + d));
            prop_assert!((ours.exceeds(&theirs) + theirs.exceeds(&ours) - 1.0).abs() < 1e-9);
        }

        #[test]
        fn one_more_holder_never_adds_risk(minimum in 1_u32..3, leaving in prop::collection::vec(0.0..1.0_f64, 0..12), one in 0.0..1.0_f64) {
            let before = too_few_remain(minimum, leaving.iter().copied());
            let after = too_few_remain(minimum, leaving.iter().copied().chain([one]));
            prop_assert!(after <= before + 1e-12);
        }
    }
}
