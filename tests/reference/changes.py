"""The verdict on a change: paired items within model and dataset, clustered over models, and what whole runs vary beyond them."""

from collections import Counter, defaultdict
from functools import cache

import numpy as np
from runs import History as RunsOf
from runs import most, share_of_runs
from scipy import integrate, optimize, stats

SCALES = (0.03, 0.2)
LEAST_FREEDOM = 12
ALPHA = 0.05
VISIBLE = 0.1
PLANNED = 0.05


class Answers:
    """Of one item: how many scored answers, their sum and squares, how many passed."""

    __slots__ = ("n", "sum", "squares", "passes")

    def __init__(self):
        self.n = self.sum = self.squares = self.passes = 0

    def add(self, score, passed):
        self.n += 1
        self.sum += score
        self.squares += score * score
        self.passes += passed

    @property
    def mean(self):
        return self.sum / self.n

    @property
    def within(self):
        return max(0.0, self.squares - self.sum**2 / self.n)


def by_item(runs):
    """Scored answers by model, dataset and item."""
    found = defaultdict(lambda: defaultdict(Answers))
    for run in runs:
        cell = found[run.cell]
        for item, score, passed in zip(run.items, run.scores, run.passes):
            if score is not None:
                cell[item].add(score, passed)
    return {cell: items for cell, items in found.items() if items}


def scores_by_cell(runs):
    found = defaultdict(list)
    for run in runs:
        if run.score is not None:
            found[run.cell].append(run.score)
    return found


class History:
    """Of every version, model and dataset: how its runs vary, and the answers to one item of it."""

    def __init__(self, runs):
        self.runs = defaultdict(dict)
        self.items = defaultdict(dict)
        by_version = defaultdict(list)
        for run in runs:
            by_version[run.version].append(run)
        for version, of in by_version.items():
            for cell, scores in scores_by_cell(of).items():
                self.runs[cell][version] = float(np.var(scores) * len(scores)), len(scores) - 1
            for cell, items in by_item(of).items():
                squares = sum(item.within for item in items.values())
                self.items[cell][version] = squares, sum(item.n - 1 for item in items.values())

    def runs_of(self, cell):
        """How whole runs vary about the mean of their version, all versions together: squares and degrees of freedom."""
        return total_of(self.runs[cell].values())

    def items_of(self, cell, sides):
        """How answers vary about the mean of their item, of the sides and of every other version that has two runs or more."""
        asked = self.items[cell].items()
        return total_of(found for version, found in asked if version in sides or self.runs[cell][version][1] > 0)


def total_of(parts):
    squares, freedom = 0.0, 0
    for more_squares, more_freedom in parts:
        squares, freedom = squares + more_squares, freedom + more_freedom
    return squares, freedom


@cache
def history_of(board):
    """That of all its runs, once."""
    return History(board.runs)


def summed(parts):
    """A sum of variances, each with its degrees of freedom, by Satterthwaite."""
    variance = sum(v for v, _ in parts)
    if variance == 0:
        return 0.0, min(f for _, f in parts)
    return variance, variance**2 / sum(v * v / f for v, f in parts if v > 0)


def pooled(known):
    """The common variance of several, with all of their degrees of freedom."""
    freedom = sum(f for _, f in known)
    return sum(squares for squares, _ in known) / freedom, freedom


def moderated(variance, freedom, prior, counts=4):
    return (freedom * variance + counts * prior) / (freedom + counts), freedom + counts


class Paired:
    """Two sides' runs, paired by item; `difference` is None where no item is shared."""

    def __init__(self, newer, older, history):
        self.versions = {run.version for run in (*newer, *older)}
        self.sides = [by_item(newer), by_item(older)]
        runs = [scores_by_cell(newer), scores_by_cell(older)]
        self.shared = {}
        for cell in self.sides[0].keys() & self.sides[1].keys():
            items = self.sides[0][cell].keys() & self.sides[1][cell].keys()
            if items:
                self.shared[cell] = sorted(items)
        self.difference = None
        if not self.shared:
            return
        raw = {cell: weight(len(runs[0][cell]), len(runs[1][cell])) for cell in self.shared}
        self.weight_sum = sum(raw.values())
        self.weights = {cell: w / self.weight_sum for cell, w in raw.items()}
        self.runs_of = {cell: (len(runs[0][cell]), len(runs[1][cell])) for cell in self.shared}
        self.compared = [sum(len(side[cell]) for cell in self.shared) for side in runs]
        self.means = [
            sum(
                self.weights[cell] * np.mean([side[cell][item].mean for item in items])
                for cell, items in self.shared.items()
            )
            for side in self.sides
        ]
        self.difference = float(self.means[0] - self.means[1])
        self.items = self.variance_of_items()
        self.runs, self.noise = self.variance_of_runs(history)
        self.total = summed([self.items, self.runs])
        self.often = often_looked_at(self.items, self.runs)

    def of(self, side, cell, item):
        return self.sides[side][cell][item]

    def variance_of_items(self):
        datasets = defaultdict(lambda: defaultdict(float))
        largest = defaultdict(float)
        for cell, items in self.shared.items():
            part = self.weights[cell] / len(items)
            largest[cell[1]] = max(largest[cell[1]], part)
            for item in items:
                change = self.of(0, cell, item).mean - self.of(1, cell, item).mean
                datasets[cell[1]][item] += part * change
        parts = []
        for dataset, changes in datasets.items():
            e = np.array(list(changes.values()))
            k = len(e)
            own = (k / (k - 1) * float(np.sum((e - e.mean()) ** 2)) if k > 1 else 0.0), k - 1
            careful = moderated(*own, largest[dataset] ** 2)
            # Equal where one item alone changed, by 1: rounding must not choose.
            parts.append(own if own[0] > careful[0] * (1 + 1e-9) else careful)
        return summed(parts)

    def variance_of_runs(self, history):
        """What whole runs vary beyond the noise of their answers, and that noise."""
        runs = {cell: history.runs_of(cell) for cell in self.shared}
        answers = {cell: history.items_of(cell, self.versions) for cell in self.shared}
        self.single_runs = not any(freedom for _, freedom in runs.values())
        # Both a run and an item were repeated; the others are taken for these together.
        known = [cell for cell in self.shared if runs[cell][1] and answers[cell][1]]
        of_answers = pooled([answers[cell] for cell in known])[0] if known else 0.0
        noise, weighed, histories = 0.0, 0.0, []
        for cell, items in self.shared.items():
            newer, older = self.runs_of[cell]
            w = weight(newer, older)
            within = answers[cell][0] / answers[cell][1] if cell in known else of_answers
            inverse = sum(1 / self.of(0, cell, item).n + 1 / self.of(1, cell, item).n for item in items)
            of_run = w * within * inverse / len(items) ** 2
            middle = np.mean([np.mean([self.of(side, cell, item).mean for item in items]) for side in (0, 1)])
            of_most = most(middle, len(items))
            noise += w / self.weight_sum**2 * of_run
            weighed += w / self.weight_sum**2 * of_most
            if cell in known:
                histories.append(RunsOf(*runs[cell], of_run, of_most))
        share, freedom = share_of_runs(histories)
        return (share * weighed, freedom), noise

    def shared_items(self):
        """By dataset and item, the cells that share it."""
        found = defaultdict(list)
        for cell, items in self.shared.items():
            for item in items:
                found[cell[1], item].append(cell)
        return found

    def passes(self):
        cells = self.shared_items()
        if not cells:
            return None
        counts = Counter()
        for (_, item), among in cells.items():
            passed = []
            for side in (0, 1):
                answers = [self.of(side, cell, item) for cell in among]
                passed.append(sum(a.passes for a in answers) >= 0.5 * sum(a.n for a in answers))
            counts[tuple(passed)] += 1
        gained, lost = counts[True, False], counts[False, True]
        return {
            "both": counts[True, True],
            "neither": counts[False, False],
            "gained": gained,
            "lost": lost,
            "pValue": mid_p(gained, lost),
        }


def often_looked_at(items, runs):
    """For who looks often what runs vary is known with twelve degrees at least."""
    return summed([items, (runs[0], max(LEAST_FREEDOM, runs[1]))])


def weight(newer, older):
    return newer * older / (newer + older)


def mid_p(gained, lost):
    n, k = gained + lost, min(gained, lost)
    if n == 0:
        return 1.0
    return min(1.0, float(2 * (stats.binom.cdf(k, n, 0.5) - stats.binom.pmf(k, n, 0.5) / 2)))


# A p-value is never 0: that would say that something cannot be.
LEAST = 5e-324


def log_tail_of(t, freedom):
    """ln P(T > t): where that is too small for a number, by the integral of the density over that at t, in steps of t."""
    tail = stats.t.sf(t, freedom)
    if tail > 1e-290:
        return float(np.log(tail))
    at = stats.t.logpdf(t, freedom)
    # Beyond t the density falls by the power of `freedom` + 1, or as a normal one.
    steps = lambda u: np.exp(stats.t.logpdf(t * (1 + u), freedom) - at)
    width = 50 / min(freedom + 1, t * t)
    near = sum(integrate.quad(steps, k * width, (k + 1) * width, epsrel=1e-12)[0] for k in range(20))
    rest = integrate.quad(steps, 20 * width, np.inf, epsrel=1e-12)[0]
    return float(at + np.log(t * (near + rest)))


def normal_of(t, freedom):
    """The normal deviate that is as unlikely as t, by its logarithm."""
    log_tail = log_tail_of(abs(t), freedom)
    return float(optimize.brentq(lambda z: stats.norm.logsf(z) - log_tail, 0, abs(t) + 1))


def log_mixture(z, variance):
    """The logarithm of the mean likelihood ratio over the scales of true changes."""
    logs = [
        0.5 * np.log(variance / (variance + scale**2)) + z * z * scale**2 / (2 * (variance + scale**2)) for scale in SCALES
    ]
    return float(np.logaddexp.reduce(logs) - np.log(len(SCALES)))


def always_p(difference, variance, freedom):
    z = normal_of(difference / np.sqrt(variance), freedom)
    return max(LEAST, min(1.0, float(np.exp(-log_mixture(z, variance)))))


def always_margin(variance, freedom, alpha=ALPHA):
    z = optimize.brentq(lambda z: log_mixture(z, variance) + np.log(alpha), 0, 1e3, xtol=1e-13)
    log_tail = stats.norm.logsf(z)
    short = lambda log_t: stats.t.logsf(np.exp(log_t), freedom) - log_tail
    # Beyond this the interval is all there is.
    if short(600) > 0:
        return np.inf
    return float(np.exp(optimize.brentq(short, -50, 600, xtol=1e-14)) * np.sqrt(variance))


def one_look_p(difference, variance, freedom):
    return max(LEAST, float(2 * stats.t.sf(abs(difference) / np.sqrt(variance), freedom)))


def one_look_margin(variance, freedom):
    return float(stats.t.ppf(1 - ALPHA / 2, freedom) * np.sqrt(variance))


def around(difference, margin):
    return {"low": max(-1.0, difference - margin), "high": min(1.0, difference + margin)}


def detectable(variance, freedom):
    """The change whose estimate is beyond the margin four times in five."""
    return min(1.0, always_margin(variance, freedom) + float(stats.t.ppf(0.8, freedom) * np.sqrt(variance)))


def judged(paired, remarks):
    """`JudgedChange`, but for what depends on those that are judged with it."""
    shared = paired.shared_items()
    rows = {
        "difference": paired.difference,
        "interval": None,
        "pValue": None,
        "oneLook": None,
        "detectableChange": None,
        "strata": len(paired.shared),
        "sharedItems": len(shared),
        "baselineOnlyItems": len(items_of(paired.sides[1]) - shared.keys()),
        "candidateOnlyItems": len(items_of(paired.sides[0]) - shared.keys()),
        "passes": paired.passes(),
        "remarks": remarks,
        "plan": None,
    }
    if len(shared) < 2:
        return rows
    d = paired.difference
    # Never surer than the items alone.
    both = (paired.total, paired.items)
    often = (paired.often, paired.items)
    rows["interval"] = around(d, max(always_margin(*of) for of in often))
    rows["pValue"] = max(always_p(d, *of) for of in often)
    rows["oneLook"] = {
        "interval": around(d, max(one_look_margin(*of) for of in both)),
        "pValue": max(one_look_p(d, *of) for of in both),
    }
    rows["detectableChange"] = max(detectable(*of) for of in often)
    rows["plan"] = plan(paired)
    return rows


MOST = 100_000


def plan(paired):
    """How many runs on either side of every stratum, or items, would show `PLANNED` four times in five."""
    if len(paired.shared_items()) < 2 or seen(paired, 0, 0):
        return None
    runs = least(lambda more: seen(paired, more, 0))
    items = least(lambda more: seen(paired, 0, more))
    mostly_runs = paired.noise + paired.runs[0] > max(0.0, paired.items[0] - paired.noise)
    needs = "runs" if runs is not None and (items is None or mostly_runs) else "items"
    return {"change": PLANNED, "moreRuns": runs, "moreItems": items, "needs": needs}


def seen(paired, more_runs, more_items):
    """Of so many more runs and items: what items differ by falls with items, what runs do with runs, noise with either."""
    items = len(paired.shared_items())
    by_items = items / (items + more_items)
    grown = sum(weight(newer + more_runs, older + more_runs) for newer, older in paired.runs_of.values())
    by_runs = paired.weight_sum / grown
    variance, freedom = paired.items
    noise = min(paired.noise, variance)
    variance = (variance - noise + noise * by_runs) * by_items
    freedom = freedom / by_items
    of_runs, known = paired.runs
    told = 2 * more_runs * len(paired.shared) * (of_runs / (of_runs + paired.noise)) ** 2
    often = often_looked_at((variance, freedom), (of_runs * by_runs, known + told))
    return max(detectable(*often), detectable(variance, freedom)) <= PLANNED


def least(settles):
    """The least number that settles it; None above `MOST`."""
    if not settles(MOST):
        return None
    low, high = 0, MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if settles(middle) else (middle, high)
    return high


def items_of(side):
    return {(cell[1], item) for cell, items in side.items() for item in items}


def holm(values):
    """Corrected for how many there are; None is none of them."""
    order = sorted((value, index) for index, value in enumerate(values) if value is not None)
    corrected = [None] * len(values)
    worst = 0.0
    for place, (value, index) in enumerate(order):
        worst = max(worst, min(1.0, value * (len(order) - place)))
        corrected[index] = worst
    return corrected


def verdict(row, adjusted):
    if row["difference"] is None:
        return None
    if adjusted is not None and adjusted < ALPHA:
        return "improved" if row["difference"] > 0 else "worse"
    if row["detectableChange"] is not None and row["detectableChange"] <= VISIBLE:
        return "no clear change"
    return "too little to say"
