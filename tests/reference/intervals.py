"""The interval of a mean score or a pass rate, for items such as these."""

from dataclasses import dataclass

import numpy as np
from runs import most
from scipy import stats


@dataclass
class Spread:
    """One subject on one dataset, all of its items: the answers to each and their sum and squares, as arrays."""

    n: np.ndarray
    sum: np.ndarray
    squares: np.ndarray

    def components(self):
        """The variance between items and that of the answers to one; all is between where none was asked twice."""
        means = self.sum / self.n
        spare = self.n.sum() - len(self.n)
        within = float((self.squares - self.sum**2 / self.n).sum() / spare) if spare else 0.0
        if len(self.n) < 2:
            return 0.0, within
        return max(0.0, float(means.var(ddof=1) - within * self.inverse())), within

    def inverse(self):
        """1 / the mean number of answers of an item."""
        return len(self.n) / float(self.n.sum())


@dataclass
class Part:
    """One dataset's part of a mean: its share of it, the mean there, the runs and how many items one of them scored."""

    share: float
    mean: float
    runs: float
    items_per_run: float
    between: float
    within: float

    @property
    def centre(self):
        return (self.items_per_run * self.mean + 1) / (self.items_per_run + 2)

    @property
    def variance(self):
        m, c = self.items_per_run, self.centre
        of_means = self.between + self.within / self.runs
        squares = (m - 1) * of_means + m * (self.mean - c) ** 2 + c**2 + (1 - c) ** 2
        return squares / ((m + 1) * (m + 2))

    def by_runs(self, share):
        """What whole runs make the mean vary, that vary by this share of c (1 - c)."""
        return share * most(self.mean, self.items_per_run) / self.runs


def items_interval(mean, parts, of_runs):
    """Wilson's interval with the effective number of items of Korn and Graubard; None without a part. Runs vary by a share of c (1 - c)."""
    if not parts:
        return None
    share, known = of_runs
    variances = [(part.share**2 * part.variance, max(1.0, part.items_per_run - 1)) for part in parts]
    variances.append((sum(part.share**2 * part.by_runs(share) for part in parts), known))
    variance = sum(v for v, _ in variances)
    freedom = variance**2 / sum(v**2 / f for v, f in variances)
    centre = sum(part.share * part.centre for part in parts)
    z = stats.norm.ppf(0.975)
    n = centre * (1 - centre) / variance * (z / stats.t.ppf(0.975, freedom)) ** 2
    return wilson(mean, n)


def wilson(rate, n):
    z = stats.norm.ppf(0.975)
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return {"low": float(max(0, middle - half)), "high": float(min(1, middle + half))}
