"""What a window changed against the one before it, within the same models and datasets, by its runs."""

from collections import defaultdict

import numpy as np
from board import mean
from changes import moderated, summed, weight
from scipy import stats

VISIBLE_RATIO = 1.1


class Stratified:
    """The difference of the runs' values within strata; by Student's t over the runs of both windows."""

    def __init__(self, newer, older, items=None):
        self.strata = {cell: (np.array(newer[cell]), np.array(older[cell])) for cell in newer.keys() & older.keys()}
        self.weight_of = {cell: weight(len(a), len(b)) for cell, (a, b) in self.strata.items()}
        self.weights = sum(self.weight_of.values())
        self.items = items

    @property
    def difference(self):
        return self.within(self.strata) if self.strata else None

    def within(self, cells):
        parts = [(self.weight_of[cell], self.strata[cell]) for cell in cells]
        return float(sum(w * (a.mean() - b.mean()) for w, (a, b) in parts) / sum(w for w, _ in parts))

    def uncertainty(self):
        """The variance of the difference with its degrees of freedom; None where no run says how runs vary."""
        parts, singles = [], []
        squares = freedom = 0.0
        for cell, (a, b) in self.strata.items():
            f = len(a) + len(b) - 2
            if f == 0:
                singles.append(a[0] - b[0])
                continue
            ss = float(((a - a.mean()) ** 2).sum() + ((b - b.mean()) ** 2).sum())
            squares, freedom = squares + ss, freedom + f
            parts.append((self.weight_of[cell] * ss / f / self.weights**2, f))
        # One run against one weighs a half; several tell by their differences how runs vary, a single one takes the others' pooled variance.
        if len(singles) > 1:
            parts.append((len(singles) / 4 * float(np.var(singles, ddof=1)) / self.weights**2, len(singles) - 1))
        elif singles and parts:
            parts.append((0.5 * squares / freedom / self.weights**2, freedom))
        return summed(parts) if parts else None

    def known_with(self):
        """The uncertainties of which the less sure one holds: of runs and, of scores, moderated by their items."""
        own = self.uncertainty()
        if own is None:
            return []
        if self.items is None:
            return [own]
        prior = 0.0
        for cell, (a, b) in self.strata.items():
            errors = wilson_error(a.mean(), self.items[0][cell]) ** 2 + wilson_error(b.mean(), self.items[1][cell]) ** 2
            prior += (self.weight_of[cell] / self.weights) ** 2 * errors
        return [own, moderated(*own, prior)]

    def p_value(self):
        return max((p_of(self.difference, *of) for of in self.known_with()), default=None)

    def margin(self, quantile=0.975):
        return max((float(stats.t.ppf(quantile, f) * np.sqrt(v)) for v, f in self.known_with()), default=None)


def p_of(difference, variance, freedom):
    if variance == 0:
        return 1.0 if difference == 0 else 0.0
    return float(2 * stats.t.sf(abs(difference) / np.sqrt(variance), freedom))


def wilson_error(rate, n):
    """Of a rate if each item is all or nothing: Wilson's interval is a centre ± 1.96 of it."""
    z = stats.norm.ppf(0.975)
    return np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / (1 + z * z / n)


def values_by_cell(runs, value_of):
    found = defaultdict(list)
    for run in runs:
        value = value_of(run)
        if value is not None:
            found[run.cell].append(value)
    return found


def scored_items(runs):
    found = defaultdict(int)
    for run in runs:
        found[run.cell] += run.scored
    return found


def score_change(current, previous):
    """`ScoreChange`."""
    windows = (current, previous)
    items = [scored_items(runs) for runs in windows]
    change = Stratified(*(values_by_cell(runs, lambda run: run.score) for runs in windows), items)
    within, margin = change.difference, change.margin()
    averages = [mean([run.score for run in runs]) for runs in windows]
    return {
        "pairs": len(change.strata),
        "within": within,
        "interval": None if margin is None else {"low": max(-1.0, within - margin), "high": min(1.0, within + margin)},
        "pValue": change.p_value(),
        "mix": None if within is None else averages[0] - averages[1] - within,
    }


def log_latency(run):
    return None if run.latency is None else float(np.log(max(run.latency, 0.001)))


def latency_change(board, current, previous):
    """`LatencyChange`."""
    change = Stratified(*(values_by_cell(runs, log_latency) for runs in (current, previous)))
    margin, p = change.margin(), change.p_value()
    row = {
        "pairs": len(change.strata),
        "runs": sum(len(a) for a, _ in change.strata.values()),
        "previousRuns": sum(len(b) for _, b in change.strata.values()),
        "ratio": None,
        "interval": None,
        "pValue": p,
        "verdict": "too little to say",
        "mostMoved": None,
    }
    if change.difference is None:
        return row
    row["ratio"] = float(np.exp(change.difference))
    if margin is not None:
        row["interval"] = {"low": float(np.exp(change.difference - margin)), "high": float(np.exp(change.difference + margin))}
        if p < 0.05:
            row["verdict"] = "slower" if change.difference > 0 else "faster"
        elif margin + change.margin(0.8) <= np.log(VISIBLE_RATIO):
            row["verdict"] = "no clear change"
    by_model = defaultdict(list)
    for cell in change.strata:
        by_model[cell[0]].append(cell)
    moved = {model: change.within(cells) * sum(change.weight_of[cell] for cell in cells) for model, cells in by_model.items()}
    most = max(sorted(moved), key=lambda model: abs(moved[model]))
    named = board.models[most]
    row["mostMoved"] = {
        "modelId": most,
        "provider": named["provider"],
        "name": named["name"],
        "ratio": float(np.exp(change.within(by_model[most]))),
    }
    return row
