import type { StartRun } from "@evalboard/contract";
import { hash } from "../hash.ts";
import { describeMetrics, RunMetrics } from "../metrics.ts";
import { listed, toName } from "../names.ts";
import { gatherTags } from "../tags.ts";
import { canonicalJson, toText } from "../text.ts";
import { isBetterLower } from "./column-names.ts";
import { METRIC, TAG } from "./fields.ts";
import { columnOf, type ColumnMap, namedColumns } from "./map.ts";
import { metricName } from "./read-result.ts";
import type { MappedRow, RowRun } from "./rows.ts";

/** A run of the file, as its rows are read. */
export interface Group {
  readonly run: RowRun;
  readonly metrics: RunMetrics;
  /** How often each item was asked, by a hash of its key. */
  readonly items: Map<string, number>;
  /** Hashes of item and repeat, where the file numbers its repeats. */
  readonly numbered: Set<string>;
  /** By tag its value; null where two rows differ. */
  readonly tags: Map<string, string | null>;
  results: number;
  unscored: number;
  from: number;
  to: number;
}

/** The group of a row's run, made where it is the first of it. */
export function groupOf(groups: Map<string, Group>, run: RowRun): Group {
  const key = canonicalJson(run);
  const group: Group = groups.get(key) ?? {
    run,
    metrics: new RunMetrics(),
    items: new Map(),
    numbered: new Set(),
    tags: new Map(),
    results: 0,
    unscored: 0,
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
  };
  groups.set(key, group);
  return group;
}

/** Notes what a row says of its run's tags. */
export function noteTags(group: Group, row: MappedRow, map: ColumnMap): void {
  for (const [name, column] of namedColumns(map, TAG)) {
    const said = row.at(column);
    if (said === undefined) continue;
    const value = toText(said) ?? "";
    const known = group.tags.get(name);
    group.tags.set(name, known === undefined || known === value ? value : null);
  }
}

/** Notes when a row was answered. False where the row's time has no zone, or is none. */
export function noteTime(group: Group, row: MappedRow): boolean {
  const said = row.value("time");
  if (said === undefined) return true;
  const time = timeIn(said);
  if (time === null) return false;
  group.from = Math.min(group.from, time);
  group.to = Math.max(group.to, time);
  return true;
}

/** Milliseconds since 1970: of ISO 8601 with a zone, or of seconds or milliseconds since then. */
function timeIn(value: unknown): number | null {
  const text = (toText(value) ?? "").trim();
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (/^\d{13}$/.test(text)) return Number(text);
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|UTC|[-+]\d\d:?\d\d)$/i.exec(text);
  if (!iso) return null;
  const zone = /^(?:z|utc)$/i.test(iso[3] ?? "") ? "Z" : iso[3];
  const time = Date.parse(`${iso[1]}T${iso[2]}${zone}`);
  return Number.isNaN(time) ? null : time;
}

/** What a run is called by. */
interface Naming {
  readonly fileId: string;
  /** What the dataset is called where nobody says it. */
  readonly dataset: string;
  /** Whether it is the file's one run. */
  readonly alone: boolean;
}

/** What is said of a run of the file. What had to be left out is added to `left`. */
export function startOf(
  { run, metrics, tags, from }: Group,
  map: ColumnMap,
  { fileId, dataset, alone }: Naming,
  left: Set<string>,
): StartRun {
  const name = run.dataset ?? dataset;
  const varying = [...tags].flatMap(([tag, value]) => (value === null ? [tag] : []));
  if (varying.length > 0)
    left.add(`what differs within a run is no tag of it, and is left out: ${listed(varying)}`);
  const found = gatherTags(Object.fromEntries([...tags].filter(([, value]) => value !== null)));
  for (const note of found.notes) left.add(note);
  const scoreColumn = columnOf(map, "score") ?? columnOf(map, "passed");
  const [named] = namedColumns(map, METRIC).find(([, column]) => column === scoreColumn) ?? [];
  const matched = map.exactMatch === true ? "exact_match" : "";
  const scoreMetric = scoreColumn === undefined ? matched : (named ?? metricName(scoreColumn));
  const better = (metric: string) => {
    if (metric === scoreMetric && (map.scale || map.lowerIsBetter !== undefined))
      return map.lowerIsBetter !== true;
    return isBetterLower(metric) ? false : null;
  };
  return {
    externalId: toName(alone ? `file:${fileId}` : `file:${fileId}:${hash(canonicalJson(run), 8)}`),
    model: run.model ?? { provider: "unknown", name: "unknown" },
    dataset: { name },
    prompt: { name: run.prompt ?? name, text: run.promptText },
    tags: { ...found.tags, ...(run.run === null ? {} : { run: run.run }) },
    ...(scoreMetric === "" ? {} : { scoreMetric }),
    ...describeMetrics(metrics.names, better),
    ...(Number.isFinite(from) ? { startedAt: new Date(from).toISOString() } : {}),
  };
}
