"""The cells that models and datasets are ranked by: what a model averages on a dataset, and what that mean may be off by."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from changes import history_of, moderated, summed
from intervals import Part, Spread, items_interval
from ranking import Cell
from runs import History, most, share_of_runs


@dataclass
class Facts:
    """A model on a dataset: its runs in the window, all of its items, and how all of its runs vary within a version."""

    model: str
    dataset: str
    part: Part
    spread: Spread
    run_squares: float
    run_freedom: int

    @property
    def history(self):
        noise = self.part.within / self.part.items_per_run
        return History(self.run_squares, self.run_freedom, noise, most(self.part.mean, self.part.items_per_run))


def facts_of_window(board, runs, items):
    history = history_of(board)
    return [facts_of(history, cell, on, items) for cell, on in sorted(by_cell(runs).items())]


def runs_of_window(board, runs, items):
    """What whole runs vary: one figure for the models and datasets of a window, by all of their runs."""
    return share_of_runs(of.history for of in facts_of_window(board, runs, items))


def cells_of(board, runs, items):
    """The cells of the window's scored runs."""
    facts = facts_of_window(board, runs, items)
    of_runs = share_of_runs(of.history for of in facts)
    by_dataset = defaultdict(list)
    for of in facts:
        by_dataset[of.dataset].append(of)
    cells = []
    for dataset, among in by_dataset.items():
        error = same_items_error(among, residuals(dataset, items))
        for of in among:
            level = of.part.variance
            own = (level, max(1.0, of.part.items_per_run - 1)) if error is None else error(of)
            by_runs = of.part.by_runs(of_runs[0])
            variance, freedom = summed([own, (by_runs, of_runs[1])])
            alone = items_interval(of.part.mean, [of.part], of_runs)
            cells.append(Cell(of.model, dataset, of.part.runs, of.part.mean, variance, level + by_runs, freedom, alone))
    return cells


def by_cell(runs):
    found = defaultdict(list)
    for run in runs:
        if run.score is not None:
            found[run.cell].append(run)
    return found


def facts_of(history, cell, on, items):
    model, dataset = cell
    spread, _ = items.spreads(lambda version, m, d, item: (m, d) == cell)[dataset]
    squares, freedom = history.runs_of(cell)
    part = Part(
        1.0,
        float(np.mean([run.score for run in on])),
        len(on),
        len(on) / sum(1 / run.scored for run in on),
        *spread.components(),
    )
    return Facts(model, dataset, part, spread, squares, freedom)


def residuals(dataset, items):
    """What models differ by on the items of a dataset beyond their means: the squares, and their degrees of freedom."""
    means = defaultdict(dict)
    for (item, model), sums in items.grouped(lambda v, m, d, i: d == dataset, lambda v, m, d, i: (i, m)).items():
        means[model][item] = sums[1] / sums[0]
    beyond = defaultdict(list)
    for model, by_item in means.items():
        average = np.mean(list(by_item.values()))
        for item, value in by_item.items():
            beyond[item].append((model, value - average))
    shared = {item: values for item, values in beyond.items() if len(values) > 1}
    squares = sum(float(np.var([e for _, e in values]) * len(values)) for values in shared.values())
    return squares, sum(len(values) - 1 for values in shared.values()) - (len(means) - 1)


def same_items_error(among, of_residuals):
    """The variance of a model's mean on the same items as the dataset's other models, with its degrees of freedom; None where no two were asked."""
    squares, freedom = of_residuals
    if len(among) < 2 or freedom < 1:
        return None
    most = max(of.part.items_per_run for of in among)
    spare = sum(of.spread.n.sum() - len(of.spread.n) for of in among)
    inside = sum(float((of.spread.squares - of.spread.sum**2 / of.spread.n).sum()) for of in among)
    within = inside / spare if spare else 0.0
    differing = max(squares / freedom, moderated(squares / freedom, freedom, 0.5 / most)[0])
    liking = max(0.0, differing - within * float(np.mean([of.spread.inverse() for of in among])))

    def error(of):
        m = of.part.items_per_run
        others = max(0.0, of.part.between - liking) * (1 / m - 1 / most)
        return liking / m + others + within / (of.part.runs * m), freedom + 4

    return error
