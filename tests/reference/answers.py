"""The answers to the board's four questions, made of its figures alone."""

from collections import Counter

from figures import sent
from ranking import common_mix, mirrored

NAMES = 3


def answers(window, runs, models, datasets, latency, changes, before, cells):
    mixes = common_mix(cells), common_mix(mirrored(cells))
    scored = Counter()
    for run in runs:
        scored[run.model, run.dataset] += run.scored
    measured = any(run.latency is not None for run in runs)
    return {
        "models": of_models(window, models, rests(mixes[0], lambda cell: scored[cell.model, cell.dataset])),
        "datasets": of_datasets(window, datasets, rests(mixes[1], lambda cell: scored[cell.dataset, cell.model])),
        "latency": of_latency(window, latency, before) if measured else {**NOTHING_MEASURED, "state": "none"},
        "prompts": of_prompts(window, changes),
    }


def rests(mix, answers_of):
    """By what a mix calls models, its scored runs and answers with the others of the mix, and how many these are."""
    found = {}
    for cell in mix:
        own = found.setdefault(cell.model, {"runs": 0, "items": 0, "others": len({one.dataset for one in mix})})
        own["runs"] += cell.runs
        own["items"] += answers_of(cell)
    return found


def called(row, keys):
    return {key: row[key] for key in keys}


MODEL = ("modelId", "provider", "name")
DATASET = ("datasetId", "name")


def of_ranked(window, rows, others, first_word, keys, where):
    """Who is first of the ranked, and from whom it cannot be told."""
    scored = [row for row in rows if row["averageScore"] is not None]
    placed = [row for row in scored if row["rankRange"] is not None]
    aside = [row for row in scored if row["apart"] is not None]
    nothing = {"subject": None, "figure": None, "interval": None, "n": {"runs": 0, "items": 0, "others": 0}}
    nothing |= {"tied": {"count": 0, "first": []}, "apart": len(aside), "join": None, "evidence": None}
    if not scored:
        return {"state": "none", **nothing}
    if len(scored) == 1:
        only = scored[0]
        return {
            **nothing,
            "state": "only one",
            "subject": called(only, keys),
            "figure": only["adjustedScore"] if placed else only["averageScore"],
            "interval": only["adjustedInterval"] if placed else only["scoreInterval"],
            "n": n_of(only, keys[0], others),
            "evidence": where(only),
        }
    if len(placed) < 2:
        join = next((row for row in aside if row["apart"]["join"]), None)
        joined = join and {keys[0][:-2]: called(join, keys), **join_of(join["apart"]["join"])}
        return {**nothing, "state": "apart", "join": joined}
    first = placed[0]
    count = first["rankRange"]["worst"] - 1
    # Not those whose scores are next: one with few runs may be far behind and yet not told from the first.
    tied = sorted(placed[1:], key=lambda row: row["rankRange"]["best"])[:count]
    return {
        **nothing,
        "state": first_word if count == 0 else "tied",
        "subject": called(first, keys),
        "figure": first["adjustedScore"],
        "interval": first["adjustedInterval"],
        "n": n_of(first, keys[0], others),
        "tied": {"count": count, "first": [called(row, keys) for row in tied[:NAMES]]},
        "evidence": where(first),
    }


def join_of(named):
    return {"dataset": named} if "datasetId" in named else {"model": named}


def n_of(row, key, found):
    return found.get(row[key]) or {"runs": row["scoredRuns"], "items": row["scoredItems"], "others": 0}


def of_window(window, where):
    return {"kind": "runs", "where": where, "completedFrom": window["from"], "completedTo": window["to"]}


def of_models(window, models, mix):
    return of_ranked(window, models, mix, "leads", MODEL, lambda row: of_window(window, {"modelId": row["modelId"]}))


def of_datasets(window, datasets, mix):
    row = of_ranked(
        window, datasets, mix, "hardest", DATASET, lambda row: of_window(window, {"datasetId": row["datasetId"]})
    )
    full = [row for row in datasets if row["saturated"]]
    return {**row, "saturated": {"count": len(full), "first": [called(one, DATASET) for one in full[:NAMES]]}}


NOTHING_MEASURED = {
    **{"pairs": 0, "runs": 0, "previousRuns": 0, "ratio": None, "interval": None, "pValue": None},
    **{"mostMoved": None, "evidence": None},
}


def of_latency(window, change, before):
    if change is None or change["ratio"] is None:
        return {**NOTHING_MEASURED, "state": "nothing before", "evidence": of_window(window, {})}
    row = {key: value for key, value in change.items() if key != "verdict"}
    group = {"modelId": change["mostMoved"]["modelId"]}
    evidence = {
        "kind": "comparison",
        "baseline": {**group, "completedFrom": sent(before.start), "completedTo": sent(before.end)},
        "candidate": {**group, "completedFrom": window["from"], "completedTo": window["to"]},
    }
    return {"state": change["verdict"], **row, "evidence": evidence}


def of_prompts(window, changes):
    counts = {"improved": 0, "worse": 0, "noClearChange": 0, "tooLittle": 0, "nothingToCompare": 0}
    words = {
        "improved": "improved",
        "worse": "worse",
        "no clear change": "noClearChange",
        "too little to say": "tooLittle",
        None: "nothingToCompare",
    }
    for change in changes:
        counts[words[change["verdict"]]] += 1
    nothing = {"subject": None, "figure": None, "interval": None, "n": {"runs": 0, "items": 0}}
    nothing |= {"detectableChange": None, "counts": counts, "evidence": None}
    if not changes:
        return {"state": "none", **nothing}
    found = next((c for c in changes if c["verdict"] in ("improved", "worse")), None)
    found = found or next((c for c in changes if c["verdict"] is not None), None)
    if found is None:
        return {"state": "nothing to compare", **nothing}
    side = lambda version: {"promptVersionId": version["promptVersionId"]}
    return {
        "state": found["verdict"],
        "subject": {
            "promptId": found["promptId"],
            "name": found["name"],
            "newer": found["newer"]["number"],
            "older": found["older"]["number"],
        },
        "figure": found["difference"],
        "interval": found["interval"],
        "n": {"runs": found["newer"]["comparedRuns"] + found["older"]["comparedRuns"], "items": found["sharedItems"]},
        "detectableChange": found["detectableChange"],
        "counts": counts,
        "evidence": {"kind": "comparison", "baseline": side(found["older"]), "candidate": side(found["newer"])},
    }
