"""The score of the leading models over time: the level of the window, and what the runs of a bucket are above what is predicted of them."""

from collections import defaultdict

import numpy as np
from figures import buckets
from intervals import Part, items_interval
from ranking import Fit, common_mix, cut, items_errors
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
            figure = of_mix.adjusted(model["modelId"], own, spreads, of_runs) if placed and own else {"score": None, "interval": None}
            points.append({**ends, "runs": len(own), "items": sum(run.scored for run in own), **figure})
        lines.append({"model": {key: model[key] for key in ("modelId", "provider", "name")}, "points": points})
    return lines


class Mix:
    """The fit of the window that ranks the models, by which any of their runs on its datasets are put on the mix."""

    def __init__(self, cells):
        self.models = sorted({cell.model for cell in cells})
        self.datasets = sorted({cell.dataset for cell in cells})
        self.cells = {(cell.model, cell.dataset): cell for cell in cells}
        at = lambda c: (self.models.index(c.model), self.datasets.index(c.dataset))
        self.fit = Fit(len(self.models), len(self.datasets), [(*at(c), c.mean, c.variance, c.freedom) for c in cells])
        self.of_items = items_errors(cells, self.models, self.datasets, "dataset")

    def adjusted(self, model, runs, spreads, of_runs):
        by_dataset = defaultdict(list)
        for run in runs:
            by_dataset[run.dataset].append(run)
        if len(self.datasets) == 1:
            return self.alone(runs, by_dataset, spreads, of_runs)
        row, s = self.models.index(model), self.fit.interaction
        of_fit, slope, beside = self.fit.covariance[row, row], self.fit.slope[row, row], self.of_items[model]
        score = self.fit.means[row]
        known = [(of_fit + beside, self.fit.freedom_for(of_fit, slope, beside))]
        for dataset, on in by_dataset.items():
            share, cell = len(on) / len(runs), self.cells[model, dataset]
            mean = float(np.mean([run.score for run in on]))
            score += share * (mean - self.fit.predictions[row, self.datasets.index(dataset)])
            left = cell.variance * cell.runs / len(on) - s * cell.variance / (s + cell.variance)
            known.append((share**2 * max(0.0, left), cell.freedom))
        variance = sum(v for v, _ in known)
        freedom = variance**2 / sum(v**2 / f for v, f in known)
        half = float(stats.t.ppf(0.975, freedom) * np.sqrt(variance))
        return {"score": cut(score), "interval": {"low": cut(score - half), "high": cut(score + half)}}

    def alone(self, runs, by_dataset, spreads, of_runs):
        """Of one dataset there is nothing to adjust: the mean, with the interval of a mean."""
        parts = []
        for dataset, on in by_dataset.items():
            mean = float(np.mean([run.score for run in on]))
            per_run = len(on) / sum(1 / run.scored for run in on)
            parts.append(Part(len(on) / len(runs), mean, len(on), per_run, *spreads[dataset][0].components()))
        mean = float(np.mean([run.score for run in runs]))
        return {"score": mean, "interval": items_interval(mean, parts, of_runs)}
