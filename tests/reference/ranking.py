"""Models and datasets by scores that are adjusted for what each was run with, and the places that they may have."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from changes import holm
from scipy import optimize, stats

PRIOR_VARIANCE, PRIOR_FREEDOM = 0.07**2, 4
SURE = 0.05


@dataclass
class Cell:
    """A model on a dataset: `variance` of its mean on the same items as the others with its degrees of freedom, `level` for items such as these; `alone` is the interval of its mean by itself."""

    model: str
    dataset: str
    runs: int
    mean: float
    variance: float
    level: float
    freedom: float
    alone: dict


def groups_of(cells):
    """The cells by the models and datasets that they connect."""
    parent = {}

    def root(name):
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for cell in cells:
        parent[root(("model", cell.model))] = root(("dataset", cell.dataset))
    groups = defaultdict(list)
    for cell in cells:
        groups[root(("model", cell.model))].append(cell)
    return list(groups.values())


def with_several(cells):
    """Without models that have one dataset of several and datasets that have one model of several, until none is left."""
    while True:
        models, datasets = {cell.model for cell in cells}, {cell.dataset for cell in cells}
        of_model, of_dataset = defaultdict(set), defaultdict(set)
        for cell in cells:
            of_model[cell.model].add(cell.dataset)
            of_dataset[cell.dataset].add(cell.model)
        kept = cells
        if len(datasets) > 1:
            kept = [cell for cell in kept if len(of_model[cell.model]) > 1]
        if kept == cells and len(models) > 1:
            kept = [cell for cell in kept if len(of_dataset[cell.dataset]) > 1]
        if kept == cells:
            return cells
        cells = kept


def largest_group(cells):
    """Of the models that share datasets, directly or through others, the most; then by runs."""
    return max(groups_of(cells), key=lambda of: (len({c.model for c in of}), sum(c.runs for c in of)), default=[])


def common_mix(cells):
    """The cells of the largest group of models that can be compared: none where no two can, unless there is but one."""
    group = largest_group(cells)
    if not group:
        return []
    left = with_several(group)
    widest = datasets_by_width(group)[0]
    on = [cell for cell in group if cell.dataset == widest]
    mix = on if len(on) >= 2 * len({cell.model for cell in left}) else left
    alone = len({cell.model for cell in mix}) < 2 and len({cell.model for cell in cells}) > 1
    return [] if alone else mix


def datasets_by_width(cells):
    """Those that most models ran first, then by runs, then by id."""
    on = defaultdict(list)
    for cell in cells:
        on[cell.dataset].append(cell.runs)
    return sorted(on, key=lambda dataset: (-len(on[dataset]), -sum(on[dataset]), dataset))


def mirrored(cells):
    """With models and datasets in each other's place."""
    return [Cell(c.dataset, c.model, c.runs, c.mean, c.variance, c.level, c.freedom, c.alone) for c in cells]


class Fit:
    """mean = row + column + interaction + error, with the errors' variances known; a row's mean is over all columns."""

    def __init__(self, rows, columns, entries):
        self.rows, self.columns, self.entries = rows, columns, entries
        self.mean = np.array([mean for _, _, mean, _, _ in entries])
        self.error = np.array([variance for _, _, _, variance, _ in entries])
        # Of all errors, taken to be wrong together.
        spread = sum(variance / np.sqrt(freedom) for _, _, _, variance, freedom in entries)
        self.error_freedom = float((self.error.sum() / spread) ** 2) if spread > 0 else 1.0
        self.design = np.zeros((len(entries), rows + columns))
        for at, (row, column, *_) in enumerate(entries):
            self.design[at, row] = self.design[at, rows + column] = 1
        self.freedom_of_fit = len(entries) - (rows + columns - 1)
        self.interaction = self.find_interaction()
        self.predictions, self.covariance = self.predict(self.interaction)
        self.means = self.predictions.mean(1)
        step = 1e-4
        up, down = (self.predict(self.interaction * np.exp(sign * step))[1] for sign in (1, -1))
        self.slope = (up - down) / (2 * step)
        self.freedom = self.freedom_of_interaction()

    def residuals(self, s):
        root = 1 / np.sqrt(s + self.error)
        fitted = np.linalg.lstsq(self.design * root[:, None], self.mean * root, rcond=1e-12)[0]
        return self.mean - self.design @ fitted, fitted

    def find_interaction(self):
        def short(log):
            s = np.exp(log)
            rest = np.sum(self.residuals(s)[0] ** 2 / (s + self.error)) + PRIOR_FREEDOM * PRIOR_VARIANCE / s
            return rest - self.freedom_of_fit - PRIOR_FREEDOM

        return float(np.exp(optimize.brentq(short, -40, 10, xtol=1e-14)))

    def freedom_of_interaction(self):
        s = self.interaction
        w = 1 / (s + self.error)
        return float(PRIOR_FREEDOM + np.sum((s * w) ** 2) * self.freedom_of_fit / len(w))

    def predict(self, s):
        w = 1 / (s + self.error)
        _, fitted = self.residuals(s)
        covariance = np.linalg.pinv(self.design.T @ (self.design * w[:, None]), rcond=1e-12)
        h = np.ones((self.rows, self.columns))
        measured = np.zeros((self.rows, self.columns))
        for row, column, mean, error, _ in self.entries:
            h[row, column] = error / (s + error)
            measured[row, column] = mean
        row, column = fitted[: self.rows], fitted[self.rows :]
        predictions = (1 - h) * measured + h * (row[:, None] + column[None, :])
        mixing = np.zeros((self.rows, self.rows + self.columns))
        for at in range(self.rows):
            mixing[at, at] = h[at].sum() / self.columns
            mixing[at, self.rows :] = h[at] / self.columns
        own = np.diag(s * h.sum(1) / self.columns**2)
        return predictions, mixing @ covariance @ mixing.T + own

    def freedom_for(self, of_fit, slope, beside):
        """Of a variance whose part of the fit is made of the interaction, by `slope`, and for the rest of the errors."""
        doubtful = slope**2 / self.freedom + (of_fit - slope) ** 2 / self.error_freedom
        return (of_fit + beside) ** 2 / doubtful if doubtful > 0 else np.inf


def ranked(cells, over):
    """By name: the adjusted score, its interval and the best and worst place. `over` is what is averaged over."""
    cells = common_mix(cells) if over == "dataset" else mirrored(common_mix(mirrored(cells)))
    if not cells:
        return {}
    key = (lambda c: c.model) if over == "dataset" else (lambda c: c.dataset)
    other = (lambda c: c.dataset) if over == "dataset" else (lambda c: c.model)
    names, others = sorted({key(c) for c in cells}), sorted({other(c) for c in cells})
    fit = Fit(len(names), len(others), [(names.index(key(c)), others.index(other(c)), c.mean, c.variance, c.freedom) for c in cells])
    by_items = items_errors(cells, names, others, over)
    # Models are compared on the same items, datasets on items of their own.
    own = [0.0 if over == "dataset" else by_items[name] for name in names]
    sure = surely(fit, own)
    sign = 1 if over == "dataset" else -1
    found = {}
    for at, name in enumerate(names):
        freedom = fit.freedom_for(fit.covariance[at, at], fit.slope[at, at], by_items[name])
        half = stats.t.ppf(0.975, max(1, min(1e6, freedom))) * np.sqrt(fit.covariance[at, at] + by_items[name])
        better = sum(sign * sure[other_at, at] > 0 for other_at in range(len(names)))
        worse = sum(sign * sure[other_at, at] < 0 for other_at in range(len(names)))
        interval = {"low": cut(fit.means[at] - half), "high": cut(fit.means[at] + half)}
        if len(others) == 1:
            # It is the mean of one cell, and has the interval of that.
            interval = next(cell.alone for cell in cells if key(cell) == name)
        found[name] = {
            "adjustedScore": cut(fit.means[at]),
            "adjustedInterval": interval,
            "rankRange": {"best": 1 + int(better), "worst": len(names) - int(worse)},
        }
    return found


def items_errors(cells, names, others, over):
    extra = defaultdict(list)
    for cell in cells:
        extra[cell.dataset].append(max(0.0, cell.level - cell.variance))
    of = {dataset: float(np.mean(values)) for dataset, values in extra.items()}
    if over == "dataset":
        everywhere = sum(of.values()) / len(others) ** 2
        return {name: everywhere for name in names}
    return of


def surely(fit, own_items):
    """+1 where the one is surely higher than the other, -1 where lower, else 0."""
    n = len(own_items)
    pairs = [(one, other) for one in range(n) for other in range(one + 1, n)]
    values = []
    for one, other in pairs:
        difference = fit.means[one] - fit.means[other]
        of = lambda matrix: matrix[one, one] + matrix[other, other] - 2 * matrix[one, other]
        beside = own_items[one] + own_items[other]
        freedom = fit.freedom_for(of(fit.covariance), of(fit.slope), beside)
        error = np.sqrt(max(of(fit.covariance) + beside, 1e-300))
        values.append(float(2 * stats.t.sf(abs(difference) / error, freedom)))
    signs = np.zeros((n, n))
    for (one, other), p in zip(pairs, holm(values)):
        if p < SURE:
            signs[one, other] = np.sign(fit.means[one] - fit.means[other])
            signs[other, one] = -signs[one, other]
    return signs


def cut(value):
    return float(min(1, max(0, value)))


def apart(cells, over):
    """Who is not ranked: why, and with what it would be run to be; None where there is nothing to join."""
    of = cells if over == "dataset" else mirrored(cells)
    mix = common_mix(of)
    placed = {cell.model for cell in mix}
    group = largest_group(of)
    wanted = [dataset for among in (mix, [c for c in group if c.model in placed], group, of) for dataset in by_runs(among)]
    found = {}
    for model in sorted({cell.model for cell in of} - placed):
        ran = {cell.dataset for cell in of if cell.model == model}
        reason = "one dataset alone" if placed and any(cell.model == model for cell in group) else "shares no dataset"
        found[model] = reason, next((dataset for dataset in wanted if dataset not in ran), None)
    return found


def by_runs(cells):
    on = defaultdict(int)
    for cell in cells:
        on[cell.dataset] += cell.runs
    return sorted(on, key=lambda d: (-on[d], d))


