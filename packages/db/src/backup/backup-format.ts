import { z } from "zod";
import type { Tally } from "./tables.ts";

// A backup is a text: a line of JSON for each row, and between them lines that are arrays:
//   ["evalboard backup",1,{"madeAt":…,"migrations":[…],"tables":[{"name":…,"columns":[…]},…]}]
//   ["rows","runs"]
//   {"id":…}
//   ["end",{"tallies":{"runs":{"rows":1,"sum":…}},"sequences":[…]}]
//   ["sha256","…"]  of all bytes before this line
// compressed with Zstandard, or as it is.

export const MAGIC = "evalboard backup";
export const VERSION = 1;

export const Head = z.object({
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export const Totals = z.object({
  tallies: z.record(z.string(), z.object({ rows: z.int(), sum: z.string() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string(), isCalled: z.boolean() })),
});

export const HeadLine = z.tuple([z.literal(MAGIC), z.int(), z.unknown()]);
export const RowsLine = z.tuple([z.literal("rows"), z.string()]);
export const EndLine = z.tuple([z.literal("end"), Totals]);
export const ChecksumLine = z.tuple([z.literal("sha256"), z.string()]);

/** What a backup holds, as people ask. */
export interface BackupSummary {
  readonly madeAt: string;
  readonly runs: number;
  readonly results: number;
}

export function summaryOf(madeAt: string, tallies: ReadonlyMap<string, Tally>): BackupSummary {
  const count = (table: string) => tallies.get(table)?.rows ?? 0;
  return { madeAt, runs: count("runs"), results: count("run_results") };
}
