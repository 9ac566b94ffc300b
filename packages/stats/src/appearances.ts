import { type Appearance, MAX_APPEARANCES } from "@evalboard/contract";
import type { FigureSource } from "./aggregations/source.ts";
import { byText } from "./order.ts";

/** What was first run in the window, the latest of them, oldest first; what appeared at one moment by kind, then by name. */
export async function appearancesIn(source: FigureSource): Promise<Appearance[]> {
  const { models, versions } = await source.firstRuns();
  const appeared = [
    ...models.map(({ atMs, ...model }): Appearance => ({ at: instant(atMs), kind: "model", model })),
    ...versions.map(({ atMs, promptId, name, number }): Appearance => ({
      at: instant(atMs),
      kind: "prompt version",
      promptId,
      name,
      number,
    })),
  ];
  return appeared.toSorted(oldestFirst).slice(-MAX_APPEARANCES);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function oldestFirst(a: Appearance, b: Appearance): number {
  return (
    byText(a.at, b.at) || byText(a.kind, b.kind) || byText(nameOf(a), nameOf(b)) || numberOf(a) - numberOf(b)
  );
}

function nameOf(appearance: Appearance): string {
  return appearance.kind === "model"
    ? `${appearance.model.provider}/${appearance.model.name}`
    : appearance.name;
}

function numberOf(appearance: Appearance): number {
  return appearance.kind === "model" ? 0 : appearance.number;
}
