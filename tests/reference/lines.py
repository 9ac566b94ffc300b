"""The score of the leading models over time, adjusted to the common mix of the window by the effects that datasets have over all of it."""

from collections import defaultdict

import numpy as np
from figures import buckets
from intervals import Part, items_interval
from ranking import Fit, common_mix, cut
from scipy import stats

LEADING = 5


def score_over_time(board, window, models, items, cells, of_runs):
    mix = common_mix(cells)
    of_mix = Mix(mix) if mix else None
    lines = []
    for model in models[:LEADING]:
        placed = model["adjustedScore"] is not None
        spreads = items.spreads(lambda v, m, d, i: m == model["modelId"])
        points = []
        for ends, runs in buckets(board, window):
            own = [run for run in runs if run.model == model["modelId"] and run.score is not None]
            if placed:
                own = [run for run in own if run.dataset in of_mix.datasets]
            figure = of_mix.adjusted(own, spreads, of_runs) if placed and own else {"score": None, "interval": None}
            points.append({**ends, "runs": len(own), "items": sum(run.scored for run in own), **figure})
        lines.append({"model": {key: model[key] for key in ("modelId", "provider", "name")}, "points": points})
    return lines


class Mix:
    """The additive fit of the window, by whose effects of datasets any runs on these are put on the mix."""

    def __init__(self, cells):
        models = sorted({cell.model for cell in cells})
        self.datasets = sorted({cell.dataset for cell in cells})
        entries = [(models.index(c.model), self.datasets.index(c.dataset), c.mean, c.variance, c.freedom) for c in cells]
        self.fit = Fit(len(models), len(self.datasets), entries)
        weights = 1 / (self.fit.interaction + self.fit.error)
        information = self.fit.design.T @ (self.fit.design * weights[:, None])
        self.effects = self.fit.residuals(self.fit.interaction)[1][len(models) :]
        self.covariance = np.linalg.pinv(information, rcond=1e-12)[len(models) :, len(models) :]

    def adjusted(self, runs, spreads, of_runs):
        by_dataset = defaultdict(list)
        for run in runs:
            by_dataset[run.dataset].append(run)
        parts, shares = [], np.zeros(len(self.datasets))
        for dataset, on in by_dataset.items():
            shares[self.datasets.index(dataset)] = share = len(on) / len(runs)
            mean = float(np.mean([run.score for run in on]))
            per_run = len(on) / sum(1 / run.scored for run in on)
            parts.append(Part(share, mean, len(on), per_run, *spreads[dataset][0].components()))
        mean = float(np.mean([run.score for run in runs]))
        if len(self.datasets) == 1:
            return {"score": mean, "interval": items_interval(mean, parts, of_runs)}
        missed = shares - 1 / len(self.datasets)
        score = mean - float(missed @ self.effects)
        known = [(part.share**2 * part.variance, max(1.0, part.items_per_run - 1)) for part in parts]
        known.append((sum(part.share**2 * part.by_runs(of_runs[0]) for part in parts), of_runs[1]))
        known.append((self.fit.interaction * float(missed @ missed), self.fit.freedom))
        known.append((max(0.0, float(missed @ self.covariance @ missed)), self.fit.error_freedom))
        variance = sum(v for v, _ in known)
        freedom = variance**2 / sum(v**2 / f for v, f in known)
        half = float(stats.t.ppf(0.975, freedom) * np.sqrt(variance))
        return {"score": cut(score), "interval": {"low": cut(score - half), "high": cut(score + half)}}
