"""A dumped board: what was recorded, as it is called now, and the windows of a period."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np


def mean(values):
    """The mean of what there is; None of nothing."""
    values = [value for value in values if value is not None]
    return float(np.mean(values)) if values else None


def total(values):
    """The sum of what there is; None of nothing."""
    values = [value for value in values if value is not None]
    return float(np.sum(values)) if values else None


@dataclass
class Run:
    """A completed run with its results, by the names that its names stand for."""

    id: str
    model: str
    dataset: str
    prompt: str
    version: str
    limited: bool
    completed: datetime
    items: list = field(repr=False)
    scores: list = field(repr=False)
    passes: list = field(repr=False)
    errored: list = field(repr=False)
    latencies: list = field(repr=False)
    cost: float | None = None
    priced: int = 0
    spent: float | None = None
    metrics: dict = field(default_factory=dict, repr=False)

    def __post_init__(self):
        self.scored = sum(score is not None for score in self.scores)
        self.passed = sum(passed is True for passed in self.passes)
        self.broken = sum(self.errored)
        self.score = mean(self.scores)
        if self.score is not None:
            self.score = round(self.score, 15)
        self.latency = mean(self.latencies)
        self.measured = sum(latency is not None for latency in self.latencies)

    @property
    def outcome(self):
        if self.score is None:
            return "errored" if self.broken == len(self.items) else "unscored"
        return outcome_of(self.score)

    @property
    def cell(self):
        return self.model, self.dataset


def outcome_of(score):
    return "perfect" if score == 1 else "failed" if score == 0 else "partial"


@dataclass
class Version:
    id: str
    prompt: str
    number: int
    first_run: datetime


@dataclass
class Window:
    unit: str
    edges: list

    @property
    def start(self):
        return self.edges[0]

    @property
    def end(self):
        return self.edges[-1]


class Board:
    """Everything that was recorded; `runs` are those that count, the limited ones left out."""

    def __init__(self, recorded):
        canonical = {
            kind: {row["id"]: row["canonical"] for row in recorded[kind]}
            for kind in ("models", "datasets", "prompts", "versions")
        }
        self.models = {row["id"]: row for row in recorded["models"]}
        self.datasets = {row["id"]: row for row in recorded["datasets"]}
        self.prompts = {row["id"]: row for row in recorded["prompts"]}
        self.higher_is_better = {row["name"]: row["higher_is_better"] for row in recorded["metrics"]}
        prompt_of = {row["id"]: canonical["prompts"][row["prompt"]] for row in recorded["versions"]}
        first_run = {}
        for row in recorded["versions"]:
            of, at = row["canonical"], instant(row["first_run_at"])
            first_run[of] = min(at, first_run.get(of, at))
        self.versions = {
            row["id"]: Version(row["id"], prompt_of[row["id"]], row["number"], first_run[row["id"]])
            for row in recorded["versions"]
            if row["id"] == row["canonical"]
        }
        self.stored = {row["id"]: row for row in recorded["runs"]}
        completed = []
        for results in recorded["results"]:
            row = self.stored.get(results["run"])
            if row is None:
                continue
            version = canonical["versions"][row["version"]]
            completed.append(
                Run(
                    id=row["id"],
                    model=canonical["models"][row["model"]],
                    dataset=canonical["datasets"][row["dataset"]],
                    prompt=prompt_of[version],
                    version=version,
                    limited=row["limited"],
                    completed=instant(row["completed_at"]),
                    items=results["item_key"],
                    scores=results["score"],
                    passes=results["passed"],
                    errored=results["errored"],
                    latencies=results["latency_ms"],
                    cost=total(results["cost_usd"]),
                    priced=sum(cost is not None for cost in results["cost_usd"]),
                    spent=spent(results["cost_usd"], results["cached"]),
                    metrics=metrics_of(results["metrics"]),
                )
            )
        completed.sort(key=lambda run: (run.completed, run.id))
        self.runs = [run for run in completed if not run.limited]

    def between(self, start, end):
        return [run for run in self.runs if start <= run.completed < end]

    def window(self, period, now, zone):
        """The window of a period at `now`, and the one of as many buckets before it; None for `all`."""
        if period == "24h":
            last = now.astimezone(zone).replace(minute=0, second=0, microsecond=0).astimezone(timezone.utc)
            steps = [last + timedelta(hours=index) for index in range(-47, 2)]
            return Window("hour", steps[24:]), Window("hour", steps[:25])
        if period != "all":
            days = int(period[:-1])
            today = now.astimezone(zone).date()
            steps = [midnight(today + timedelta(days=1 + index), zone) for index in range(-2 * days, 1)]
            return Window("day", steps[days:]), Window("day", steps[: days + 1])
        ends = [run.completed for run in self.runs] or [now]
        first, last = (instant.astimezone(zone).date() for instant in (ends[0], ends[-1]))
        for unit in ("day", "week", "month"):
            days = [start_of(unit, first)]
            while days[-1] <= last:
                days.append(next_of(unit, days[-1]))
            if len(days) - 1 <= 100 or unit == "month":
                return Window(unit, [midnight(day, zone) for day in days]), None


def instant(text):
    return datetime.fromisoformat(text).astimezone(timezone.utc)


def midnight(day, zone):
    return datetime.combine(day, time(), ZoneInfo(zone) if isinstance(zone, str) else zone).astimezone(timezone.utc)


def start_of(unit, day):
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def next_of(unit, day):
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if unit == "week" else 1)


def spent(costs, cached):
    """The list price of what no cache gave, where there is a price and the tool says of a result whether one did."""
    if all(cost is None for cost in costs) or all(hit is None for hit in cached):
        return None
    return float(np.sum([cost for cost, hit in zip(costs, cached) if cost is not None and not hit]))


def metrics_of(results):
    """By name of what results have numbers of: their mean, and how many have one."""
    values = defaultdict(list)
    for metrics in results:
        for name, value in (metrics or {}).items():
            if not isinstance(value, str):
                values[name].append(value)
    return {name: (float(np.mean(found)), len(found)) for name, found in values.items()}
