import type { ColumnMap } from "@evalboard/importers";

/** A map that was kept for the next file of the same columns. */
export interface KeptMap {
  readonly key: string;
  /** When it was last used, ISO 8601. */
  readonly at: string;
  /** As it was stored: not looked at yet. Without the model, which the next file may not be of. */
  readonly map: unknown;
  /** `provider/name`, where a person said it of the last file. */
  readonly model?: string | undefined;
}

const STORAGE_KEY = "evalboard.maps";
const MOST_KEPT = 50;

/** By what a map is kept: the names of a file's columns, whatever their order. */
export function keyOfColumns(names: readonly string[]): string {
  return JSON.stringify(names.toSorted());
}

/** The maps that this browser keeps, the last used last. Empty where storage is forbidden or holds something else. */
export function readKeptMaps(storage: Pick<Storage, "getItem">): KeptMap[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isKept) : [];
  } catch {
    return [];
  }
}

/** Keeps maps, of which those of the same columns are the newer ones; the oldest make room. */
export function keepMaps(
  storage: Pick<Storage, "getItem" | "setItem">,
  maps: readonly { readonly key: string; readonly map: ColumnMap }[],
  at: string,
): void {
  const keys = new Set(maps.map(({ key }) => key));
  const others = readKeptMaps(storage).filter(({ key }) => !keys.has(key));
  const kept = maps.map(({ key, map: { model, ...map } }): KeptMap => ({ key, at, map, model }));
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify([...others, ...kept].slice(-MOST_KEPT)));
  } catch {
    // Storage may be forbidden or full: the next file is mapped again then.
  }
}

function isKept(stored: unknown): stored is KeptMap {
  if (typeof stored !== "object" || stored === null) return false;
  const { key, at, model } = { key: null, at: null, model: undefined, ...stored };
  const isDate = typeof at === "string" && !Number.isNaN(Date.parse(at));
  return (
    typeof key === "string" && isDate && "map" in stored && ["string", "undefined"].includes(typeof model)
  );
}
