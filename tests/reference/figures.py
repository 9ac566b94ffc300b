"""The plain figures of a set of runs: means, shares and sums, each beside its n; how they are spread; how they went on."""

from collections import Counter

import numpy as np
from board import mean, outcome_of, total
from scipy import stats

OUTCOMES = ("perfect", "partial", "failed", "errored", "unscored")


def share(part, of):
    return part / of if of else None


def summary(runs, score_interval, pass_interval):
    """`SummaryFigures` of runs; what their intervals are is the caller's to know."""
    items = sum(len(run.items) for run in runs)
    scored = sum(run.scored for run in runs)
    passed = sum(run.passed for run in runs)
    broken = sum(run.broken for run in runs)
    return {
        "runs": len(runs),
        "averageScore": mean([run.score for run in runs]),
        "scoredRuns": sum(run.score is not None for run in runs),
        "scoreInterval": score_interval,
        "items": items,
        "scoredItems": scored,
        "passedItems": passed,
        "passRate": share(passed, scored),
        "passInterval": pass_interval,
        "erroredItems": broken,
        "errorRate": share(broken, items),
        "unscoredItems": items - scored - broken,
        "meanLatencyMs": mean([run.latency for run in runs]),
        "measuredRuns": sum(run.latency is not None for run in runs),
        "measuredItems": sum(run.measured for run in runs),
        "costUsd": total([run.cost for run in runs]),
        "pricedRuns": sum(run.cost is not None for run in runs),
        "pricedItems": sum(run.priced for run in runs),
        "spentUsd": total([run.spent for run in runs]),
        "spentRuns": sum(run.spent is not None for run in runs),
    }


def distribution(runs):
    """`ScoreDistribution`: outcomes of runs and of their results, and the runs' scores in ten bins."""
    of_runs = Counter(run.outcome for run in runs)
    of_items = Counter()
    for run in runs:
        for score, errored in zip(run.scores, run.errored):
            of_items["errored" if errored else "unscored" if score is None else outcome_of(score)] += 1
    # A mean of exactly a bin's end may be stored as the double below it.
    bins = Counter(min(9, int(round(run.score, 12) * 10 + 1e-9)) for run in runs if run.score is not None)
    return {
        "runs": {outcome: of_runs[outcome] for outcome in OUTCOMES},
        "items": {outcome: of_items[outcome] for outcome in OUTCOMES},
        "histogram": [{"from": bin / 10, "to": (bin + 1) / 10, "runs": bins[bin]} for bin in range(10)],
    }


def buckets(board, window):
    """Each bucket's ends and runs, oldest first."""
    for start, end in zip(window.edges, window.edges[1:]):
        yield {"from": sent(start), "to": sent(end)}, board.between(start, end)


def runs_over_time(board, window):
    return [{**ends, "runs": len(runs)} for ends, runs in buckets(board, window)]


def latency_over_time(board, window):
    series = []
    for ends, runs in buckets(board, window):
        latencies = np.sort([ms for run in runs for ms in run.latencies if ms is not None])
        at = {name: rank(latencies, part) for name, part in (("p50Ms", 0.5), ("p95Ms", 0.95), ("p99Ms", 0.99))}
        series.append(
            {
                **ends,
                "measuredRuns": sum(run.latency is not None for run in runs),
                "meanMs": mean([run.latency for run in runs]),
                "measuredItems": len(latencies),
                **at,
            }
        )
    return series


def appearances(board, window):
    """What was first run in the window, the latest fifty, oldest first; version 1 of a prompt that was run before is none."""
    first, first_of_prompt = {}, {}
    for run in board.runs:
        for name in (("model", run.model), ("prompt version", run.version)):
            first[name] = min(run.completed, first.get(name, run.completed))
        first_of_prompt[run.prompt] = min(run.completed, first_of_prompt.get(run.prompt, run.completed))
    rows = []
    for (kind, of), at in first.items():
        if not window.start <= at < window.end:
            continue
        if kind == "model":
            named = board.models[of]
            model = {"modelId": of, "provider": named["provider"], "name": named["name"]}
            rows.append(((at, kind, f"{named['provider']}/{named['name']}", 0), {"at": sent(at), "kind": kind, "model": model}))
            continue
        version = board.versions[of]
        if version.number == 1 and first_of_prompt[version.prompt] < window.start:
            continue
        name = board.prompts[version.prompt]["name"]
        row = {"at": sent(at), "kind": kind, "promptId": version.prompt, "name": name, "number": version.number}
        rows.append(((at, kind, name, version.number), row))
    return [row for _, row in sorted(rows, key=lambda each: each[0])][-50:]


def rank(ascending, part):
    """The value at its rank: the smallest that at least `part` of all are no larger than."""
    if not len(ascending):
        return None
    # They are told from one millisecond to a day.
    return float(np.clip(ascending[int(np.ceil(part * len(ascending) - 1e-9)) - 1], 1, 86_400_000))


def metrics(board, runs):
    """Every metric of the runs: those with the most runs first."""
    found = {}
    for run in runs:
        for name, (value, n) in run.metrics.items():
            found.setdefault(name, []).append((value, n))
    rows = []
    for name, values in found.items():
        means = np.array([value for value, _ in values])
        n = len(means)
        half = stats.t.ppf(0.975, n - 1) * means.std(ddof=1) / np.sqrt(n) if n > 1 else None
        rows.append(
            {
                "name": name,
                "higherIsBetter": board.higher_is_better.get(name),
                "runs": n,
                "items": sum(count for _, count in values),
                "mean": float(means.mean()),
                "interval": None if half is None else {"low": float(means.mean() - half), "high": float(means.mean() + half)},
            }
        )
    return sorted(rows, key=lambda row: (-row["runs"], row["name"]))


def sent(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"
