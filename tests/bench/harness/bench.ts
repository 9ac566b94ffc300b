import type { PostgresqlServer } from "./shared-postgresql.ts";

/** A measured amount, such as 12 ms, and what it is of where the figure's name does not say. */
export interface Amount {
  readonly value: number;
  readonly unit: "ms" | "/s" | "µs" | "kB" | "MB" | "";
  readonly of?: string;
}

/** What a ratio should be; `most` and `least` are included. */
export type Aim = { readonly most: number } | { readonly least: number };

/** One line of the table: two things that were measured in the same run, in turn. */
export interface Row {
  readonly figure: string;
  readonly ours: Amount;
  readonly against: Amount;
  /** ours / against. */
  readonly ratio: number;
  readonly aim?: Aim;
}

/** What every suite is given. */
export interface Bench {
  /** One server for all suites, started when it is first asked for. */
  postgresql(): Promise<PostgresqlServer>;
  /** An empty folder that goes at the end. */
  folder(): Promise<string>;
  /** No board larger than this is filled. */
  readonly maxRuns: number;
  /** Nor one of more results than this. */
  readonly maxResults: number;
  /** Tells whoever waits what is being done. */
  readonly say: (what: string) => void;
  /** Notes the version of what is measured, once known. */
  noteEngine(name: string, version: string): void;
}

/** Measures and gives its lines. Ends whatever it started. */
export type Suite = (bench: Bench) => Promise<Row[]>;

/** A line of `ours` beside `against`. */
export function row(figure: string, ours: Amount, against: Amount, aim?: Aim): Row {
  return { figure, ours, against, ratio: ours.value / against.value, ...(aim && { aim }) };
}

/** Whether the aim is met; null where there is none. */
export function isMet({ ratio, aim }: Row): boolean | null {
  if (aim === undefined) return null;
  return "most" in aim ? ratio <= aim.most : ratio >= aim.least;
}
