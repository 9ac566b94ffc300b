/** A family of metrics as Prometheus reads it. */
interface Family {
  readonly type: string;
  /** By their labels in the order of their names, such as `method="GET",status="200"`; a histogram's with its suffix before. */
  readonly series: Map<string, number>;
}

const meta = /^# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.+)$/;
const sample = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/;
const label = /([a-z_]+)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/y;

/**
 * Reads Prometheus' text format, 0.0.4, by its specification and nothing of ours: throws where a line is not of it, where a sample comes
 * before its family's HELP and TYPE or in another family, and where a series is there twice.
 */
export function parseMetrics(text: string): Map<string, Family> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const families = new Map<string, Family>();
  const helped = new Set<string>();
  let last = "";
  for (const line of text.split("\n").filter((one) => one !== "")) {
    const [, kind, name, rest] = meta.exec(line) ?? [];
    if (kind === "HELP") helped.add(name!);
    else if (kind === "TYPE") {
      if (!helped.has(name!) || families.has(name!))
        throw new Error(`not one HELP and then one TYPE: ${line}`);
      families.set(name!, { type: rest!, series: new Map() });
      last = name!;
    } else addSample(families, last, line);
  }
  return families;
}

function addSample(families: Map<string, Family>, current: string, line: string): void {
  const [, name, labels = "", value] = sample.exec(line) ?? [];
  const family = families.get(current);
  const suffix = name?.slice(current.length);
  const suffixes = family?.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
  if (!family || !name?.startsWith(current) || !suffixes.includes(suffix!)) throw new Error(`stray: ${line}`);
  const key = [suffix, ...readLabels(labels, line)].filter((part) => part !== "").join(",");
  const number = value === "+Inf" ? Infinity : Number(value);
  if (family.series.has(key) || Number.isNaN(number)) throw new Error(`twice, or no number: ${line}`);
  family.series.set(key, number);
}

function readLabels(labels: string, line: string): string[] {
  const found: string[] = [];
  label.lastIndex = 0;
  while (label.lastIndex < labels.length) {
    const match = label.exec(labels);
    if (!match) throw new Error(`labels that cannot be read: ${line}`);
    found.push(`${match[1]}="${match[2]}"`);
  }
  return found.toSorted();
}
