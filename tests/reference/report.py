"""The reply of `stats.get`, computed again from what was recorded."""

from collections import defaultdict
from zoneinfo import ZoneInfo

import answers
from board import instant
from cells import cells_of, runs_of_window
from figures import appearances, distribution, latency_over_time, metrics, runs_over_time, sent, summary
from items import WindowItems
from lines import score_over_time
from prompts import prompt_changes
from ranking import apart, ranked
from windows import latency_change, score_change

LIST_LIMIT = 10
UNRANKED = {"adjustedScore": None, "adjustedInterval": None, "rankRange": None}


def stats_report(board, asked):
    """The figures of the board that `asked`, a reply's head, is of."""
    zone = ZoneInfo(asked["timeZone"])
    window, before = board.window(asked["period"], instant(asked["generatedAt"]), zone)
    runs = board.between(window.start, window.end)
    items = WindowItems(board, runs)
    cells = cells_of(board, runs, items)
    of_runs = runs_of_window(board, runs, items)
    changes, tested = prompt_changes(board, window, zone)
    models = models_of(board, runs, items, cells, of_runs)
    datasets = datasets_of(board, runs, items, cells, of_runs)
    whole = compared_summary(board, runs, items, of_runs, before)
    head = {
        "period": asked["period"],
        "where": asked["where"],
        "window": {"from": sent(window.start), "to": sent(window.end), "unit": window.unit},
        "timeZone": asked["timeZone"],
        "firstCompletedAt": sent(board.runs[0].completed) if board.runs else None,
    }
    return {
        **head,
        "answers": answers.answers(head["window"], runs, models, datasets, whole["latencyChange"], changes, before, cells),
        "summary": whole,
        "topModels": models[:LIST_LIMIT],
        "scoreDistribution": distribution(runs),
        "runsOverTime": runs_over_time(board, window),
        "latencyOverTime": latency_over_time(board, window),
        "scoreOverTime": score_over_time(board, window, models, items, cells, of_runs),
        "appearances": appearances(board, window),
        "topDatasets": sorted(datasets, key=lambda row: (-row["runs"], row["name"]))[:LIST_LIMIT],
        "hardestDatasets": datasets[:LIST_LIMIT],
        "promptChanges": changes[:LIST_LIMIT],
        "testedPromptChanges": tested,
        "metrics": metrics(board, runs)[:LIST_LIMIT],
    }


def compared_summary(board, runs, items, of_runs, before):
    row = summary(runs, *items.intervals(runs, of_runs))
    if before is None:
        return {**row, "previous": None, "scoreChange": None, "latencyChange": None}
    previous = board.between(before.start, before.end)
    of_previous = summary(previous, *WindowItems(board, previous).intervals(previous, of_runs))
    return {
        **row,
        "previous": of_previous,
        "scoreChange": score_change(runs, previous),
        "latencyChange": latency_change(board, runs, previous),
    }


def models_of(board, runs, items, cells, of_runs):
    """Every model of the window: those that are ranked, the best first, then the others by their average."""
    places = ranked(cells, "dataset")
    aside = apart(cells, "dataset")
    by_model = grouped(runs, lambda run: run.model)
    rows = []
    for model, of in by_model.items():
        named = board.models[model]
        join = aside.get(model)
        rows.append(
            {
                "modelId": model,
                "provider": named["provider"],
                "name": named["name"],
                **summary(of, *items.intervals(of, of_runs, lambda v, m, d, i: m == model)),
                **places.get(model, UNRANKED),
                "apart": join and {"reason": join[0], "join": join[1] and named_dataset(board, join[1])},
                "consistency": items.consistency(model),
            }
        )
    return sorted(rows, key=lambda row: (*order(row, -1), row["provider"], row["name"]))


def datasets_of(board, runs, items, cells, of_runs):
    """Every dataset of the window, the hardest first."""
    places = ranked(cells, "model")
    aside = apart(cells, "model")
    rows = []
    for dataset, of in grouped(runs, lambda run: run.dataset).items():
        join = aside.get(dataset)
        rows.append(
            {
                "datasetId": dataset,
                "name": board.datasets[dataset]["name"],
                "models": len({run.model for run in of}),
                **summary(of, *items.intervals(of, of_runs, lambda v, m, d, i: d == dataset)),
                **places.get(dataset, UNRANKED),
                "apart": join and {"reason": join[0], "join": join[1] and named_model(board, join[1])},
                **items.telling(dataset),
            }
        )
    return sorted(rows, key=lambda row: (*order(row, 1), row["name"]))


def order(row, sign):
    """Those that are ranked first, then those with a score; ties by the average, then by runs. What is equal but for rounding is."""
    adjusted, average = (row[name] and round(row[name], 9) for name in ("adjustedScore", "averageScore"))
    known = adjusted is None, sign * (adjusted or 0), average is None, sign * (average or 0)
    return (*known, -row["runs"])


def grouped(runs, key):
    found = defaultdict(list)
    for run in runs:
        found[key(run)].append(run)
    return found


def named_model(board, model):
    named = board.models[model]
    return {"modelId": model, "provider": named["provider"], "name": named["name"]}


def named_dataset(board, dataset):
    return {"datasetId": dataset, "name": board.datasets[dataset]["name"]}
