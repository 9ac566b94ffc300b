"""Walks what the server said beside what was recomputed."""

import math


class Comparison:
    """Counts the figures that were compared, and keeps those that differ."""

    def __init__(self, within=1e-6):
        self.within = within
        self.compared = 0
        self.differences = []

    def compare(self, where, server, recomputed):
        if isinstance(recomputed, dict) and isinstance(server, dict):
            for key in recomputed.keys() | server.keys():
                if key not in recomputed:
                    self.differ(f"{where}.{key}", server[key], "not recomputed")
                else:
                    self.compare(f"{where}.{key}", server.get(key, "missing"), recomputed[key])
        elif isinstance(recomputed, list) and isinstance(server, list):
            self.same(f"{where}.length", len(server), len(recomputed))
            for index, (one, other) in enumerate(zip(server, recomputed)):
                self.compare(f"{where}[{index}]", one, other)
        else:
            self.same(where, server, recomputed)

    def same(self, where, server, recomputed):
        self.compared += 1
        if not alike(server, recomputed, self.tolerance(where)):
            self.differ(where, server, recomputed)

    def tolerance(self, where):
        # Percentiles are told within 1 %.
        return 0.01 + 1e-9 if where.rsplit(".", 1)[-1] in ("p50Ms", "p95Ms", "p99Ms") else self.within

    def differ(self, where, server, recomputed):
        self.differences.append({"figure": where, "server": server, "recomputed": recomputed})


def alike(server, recomputed, within):
    numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (server, recomputed))
    if not numbers:
        return server == recomputed
    return math.isclose(server, recomputed, rel_tol=within, abs_tol=min(within, 1e-6))
