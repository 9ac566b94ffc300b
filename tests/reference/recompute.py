"""Computes the figures of boards again and says which are not what the server said.

    python3 recompute.py board.json ...

Each file is what `dump-board.ts` wrote. Prints JSON, `{compared, differences}`. It knows the definitions of the contract and of
docs/statistics.md, and shares no line with the server.
"""

import json
import sys

from board import Board
from compare import Comparison
from report import stats_report

UNCOMPARED = ("generatedAt", "freshForMs", "stale")


def recompute(path, comparison):
    with open(path) as file:
        dump = json.load(file)
    board = Board(dump["recorded"])
    for reply in dump["reports"]:
        said = {key: value for key, value in reply.items() if key not in UNCOMPARED}
        comparison.compare(f"{path} {reply['period']}", said, stats_report(board, reply))
    for run in board.runs:
        stored = board.stored[run.id]
        own = {"average_score": run.score, "latency_ms": run.latency, "cost_usd": run.cost, "spent_usd": run.spent}
        comparison.compare(f"{path} run {run.id}", {key: stored[key] for key in own}, own)


if __name__ == "__main__":
    comparison = Comparison()
    for path in sys.argv[1:]:
        recompute(path, comparison)
    json.dump({"compared": comparison.compared, "differences": comparison.differences}, sys.stdout, default=float)
