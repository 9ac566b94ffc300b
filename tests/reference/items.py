"""What the items tell of what was run in a window, over all runs of it: spreads, consistency, and items that tell nothing."""

from collections import defaultdict
from math import comb

import numpy as np
from figures import share
from intervals import Part, Spread, items_interval

ASKINGS = (2, 4, 8)
SATURATED = 0.9


class WindowItems:
    """The answers to every item, by version, model and dataset, of what was run in the window, whenever they were given."""

    def __init__(self, board, runs):
        strata = {(run.version, *run.cell) for run in runs}
        sums = defaultdict(lambda: [0, 0.0, 0.0, 0])
        for run in board.runs:
            if (run.version, *run.cell) not in strata:
                continue
            for item, score, passed in zip(run.items, run.scores, run.passes):
                if score is not None:
                    of = sums[run.version, run.model, run.dataset, item]
                    of[0] += 1
                    of[1] += score
                    of[2] += score * score
                    of[3] += passed
        self.answers = {name: np.array(of) for name, of in sums.items()}

    def grouped(self, keep, key):
        """Sums of the answers for which `keep` holds, by `key`."""
        found = defaultdict(lambda: np.zeros(4))
        for name, sums in self.answers.items():
            if keep(*name):
                found[key(*name)] += sums
        return found

    def spreads(self, keep):
        """By dataset of the subject that `keep` holds for: the spread of scores and that of passes, each item once."""
        by_item = self.grouped(keep, lambda version, model, dataset, item: (dataset, item))
        by_dataset = defaultdict(list)
        for (dataset, _), sums in by_item.items():
            by_dataset[dataset].append(sums)
        found = {}
        for dataset, rows in by_dataset.items():
            n, total, squares, passes = np.array(rows).T
            found[dataset] = Spread(n, total, squares), Spread(n, passes, passes)
        return found

    def intervals(self, runs, of_runs, keep=lambda *_: True):
        """The interval of the mean score of these runs of a subject, and that of their pass rate."""
        scored = [run for run in runs if run.score is not None]
        if not scored:
            return None, None
        spreads = self.spreads(keep)
        by_dataset = defaultdict(list)
        for run in scored:
            by_dataset[run.dataset].append(run)
        answers, passed = sum(run.scored for run in scored), sum(run.passed for run in scored)
        of_score, of_passes = [], []
        for dataset, on in by_dataset.items():
            scores, passes = spreads[dataset]
            of_score.append(
                Part(
                    len(on) / len(scored),
                    float(np.mean([run.score for run in on])),
                    len(on),
                    len(on) / sum(1 / run.scored for run in on),
                    *scores.components(),
                )
            )
            n = sum(run.scored for run in on)
            rate = sum(run.passed for run in on) / n
            # As many runs of equal weight: those of unlike size are taken to be spread as log-normal sizes are.
            equal = max(1.0, len(on) ** 3 / (n * sum(1 / run.scored for run in on)))
            of_passes.append(Part(n / answers, rate, equal, n / len(on), *passes.components()))
        return (
            items_interval(float(np.mean([run.score for run in scored])), of_score, of_runs),
            items_interval(passed / answers, of_passes, of_runs),
        )

    def consistency(self, model):
        """`Consistency` of a model: each version's count of an item by itself."""
        counts = [
            (int(sums[0]), int(sums[3])) for (_, of, _, _), sums in self.answers.items() if of == model and sums[0] > 1
        ]
        always = sum(passes == n for n, passes in counts)
        flipped = sum(0 < passes < n for n, passes in counts)
        pass_all = []
        for k in ASKINGS:
            chances = [comb(passes, k) / comb(n, k) for n, passes in counts if n >= k]
            if chances:
                pass_all.append({"k": k, "items": len(chances), "rate": float(np.mean(chances))})
        return {
            "items": len(counts),
            "passedAlways": share(always, len(counts)),
            "flipped": share(flipped, len(counts)),
            "passAll": pass_all,
        }

    def telling(self, dataset):
        """Of a dataset's items that two models at least were asked: how many, how many tell none apart, whether it is saturated."""
        by_model = self.grouped(lambda v, m, d, i: d == dataset, lambda v, m, d, i: (i, m))
        by_item = defaultdict(list)
        for (item, _), sums in by_model.items():
            by_item[item].append(sums)
        compared = [np.sum(rows, axis=0) for rows in by_item.values() if len(rows) > 1]
        always = sum(sums[3] == sums[0] for sums in compared)
        never = sum(sums[3] == 0 for sums in compared)
        return {
            "comparedItems": len(compared),
            "silentItems": int(always + never),
            "saturated": bool(compared) and bool(always >= SATURATED * len(compared)),
        }
