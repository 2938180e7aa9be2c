"""Expected values for statistics.rs, from SciPy; the output stands in statistics.expected.tsv beside it.

Run: python3 statistics.py > statistics.expected.tsv
"""
from scipy import integrate, stats
from scipy.stats import beta, binom


def wilson(count, of):
    interval = stats.binomtest(count, of).proportion_ci(0.95, method="wilson")
    return interval.low, interval.high


def exceeds(x1, n1, x2, n2):
    ours, theirs = beta(x1 + 0.5, n1 - x1 + 0.5), beta(x2 + 0.5, n2 - x2 + 0.5)
    # P(ours > theirs) = E[sf_ours(theirs)]: integrated over the quantiles of the narrower side.
    value, _ = integrate.quad(
        lambda u: ours.sf(theirs.ppf(u)), 0, 1, epsabs=1e-12, epsrel=1e-12, limit=500,
        points=[0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999])
    return value


def too_few(minimum, leaving):
    if not leaving:
        return float(minimum > 0)
    return stats.poisson_binom(p=[1 - p for p in leaving]).cdf(minimum - 1)


def too_few_of_equals(minimum, leaving):
    """The same where all leave equally often: the tail of a binomial."""
    return binom(len(leaving), 1 - leaving[0]).cdf(minimum - 1)


for count, of in [(0, 1), (1, 1), (0, 5), (3, 5), (6, 8), (4, 5), (27, 100), (1, 1000), (999, 1000), (448, 1868)]:
    low, high = wilson(count, of)
    print("wilson", count, of, repr(float(low)), repr(float(high)), sep="\t")
for case in [(6, 12, 448, 1868), (4, 12, 785, 1868), (7, 12, 953, 1868), (2, 12, 523, 1868), (0, 5, 448, 1868),
             (5, 5, 448, 1868), (0, 1, 0, 1), (3, 10, 3, 10), (50, 100, 45, 100), (120, 500, 3848, 16029)]:
    print("exceeds", *case, repr(float(exceeds(*case))), sep="\t")
for minimum, leaving in [(1, []), (2, []), (1, [0.2]), (2, [0.2]), (2, [0.25, 0.1]), (1, [0.25, 0.1, 0.3]),
                         (2, [0.25, 0.1, 0.3, 0.2, 0.15]), (2, [0.0, 1.0]), (1, [0.2] * 10)]:
    print("too_few", minimum, ",".join(map(str, leaving)), repr(float(too_few(minimum, leaving))), sep="\t")
for minimum, leaving in [(1, [0.2] * 3), (2, [0.2] * 3), (2, [0.35] * 12), (5, [0.5] * 8), (2, [0.07] * 40)]:
    print("too_few", minimum, ",".join(map(str, leaving)), repr(float(too_few_of_equals(minimum, leaving))), sep="\t")
