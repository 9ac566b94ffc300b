"""Prompt changes of a window: of each prompt its newest version that was run there against the one before it."""

from changes import Paired, history_of, holm, items_of, judged, verdict


def prompt_changes(board, window, zone):
    """All of the window's, the newest change first, those with nothing to compare last; and how many were tested."""
    history = history_of(board)
    by_version = {}
    for run in board.runs:
        by_version.setdefault(run.version, []).append(run)
    newest = {}
    for run in board.between(window.start, window.end):
        version = board.versions[run.version]
        if version.number > newest.get(run.prompt, version).number or run.prompt not in newest:
            newest[run.prompt] = version
    found = []
    for prompt, newer in newest.items():
        before = [
            version
            for version in board.versions.values()
            if version.prompt == prompt and version.number < newer.number and version.id in by_version
        ]
        if before:
            older = max(before, key=lambda version: version.number)
            found.append(change_between(board, newer, older, by_version, history, zone))
    adjusted = holm([change["pValue"] for change in found])
    for change, p in zip(found, adjusted):
        change["adjustedPValue"] = p
        change["verdict"] = verdict(change, p)
    found.sort(key=lambda change: change["name"])
    found.sort(key=lambda change: board.versions[change["newer"]["promptVersionId"]].first_run, reverse=True)
    found.sort(key=lambda change: change["difference"] is None)
    return found, sum(p is not None for p in adjusted)


def change_between(board, newer, older, by_version, history, zone):
    paired = Paired(by_version[newer.id], by_version[older.id], history)
    sides = []
    for side, version in enumerate((newer, older)):
        sides.append(
            {
                "promptVersionId": version.id,
                "number": version.number,
                "runs": sum(run.score is not None for run in by_version[version.id]),
                "comparedRuns": paired.compared[side] if paired.shared else 0,
                "averageScore": float(paired.means[side]) if paired.shared else None,
            }
        )
    return {
        "promptId": newer.prompt,
        "name": board.prompts[newer.prompt]["name"],
        "newer": sides[0],
        "older": sides[1],
        **judged(paired, remarks(paired, by_version[newer.id], by_version[older.id], zone)),
    }


def remarks(paired, newer, older, zone):
    said = []
    if not paired.shared:
        return said
    if paired.single_runs:
        said.append("single runs")
    days = [
        {(run.cell, run.completed.astimezone(zone).date()) for run in runs if run.cell in paired.shared}
        for runs in (newer, older)
    ]
    if not days[0] & days[1]:
        said.append("never on the same day")
    shared = len(paired.shared_items())
    # Of the items of those models and datasets that are compared.
    compared = [{cell: items for cell, items in side.items() if cell in paired.shared} for side in paired.sides]
    if any(2 * shared < len(items_of(side)) for side in compared):
        said.append("few shared items")
    return said
