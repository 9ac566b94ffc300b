import {
  type DescribeMetric,
  type LikelySame,
  type RenamePreview,
  type RenameSubject,
  type Renaming,
  type UndoRenaming,
} from "@evalboard/contract";
import { MAX_PAGE, nameKinds } from "@evalboard/contract/words";
import type { Em, Orm } from "@evalboard/db";
import type { z } from "zod";
import { describeMetric } from "../metric-directions.ts";
import { snapshot } from "../snapshot.ts";
import { type LikelyPair, likelySame } from "./likely-same.ts";
import { previewRenaming, renameSubject } from "./rename.ts";
import { listRenamings, undoRenaming } from "./renamings.ts";
import { canonicalSubjects, countRunsOf, subjectName } from "./subjects.ts";

/**
 * Changes what models, datasets and prompts are called. Runs stay as they were recorded. Every method may throw `NotFound`,
 * `InvalidRun`, or `RunConflict` for what cannot be done as things stand; what throws changes nothing.
 */
export interface NameStore {
  /** What a renaming would do. */
  preview(renaming: z.output<typeof RenameSubject>): Promise<RenamePreview>;
  /**
   * Gives a subject another name; where another has it, the two become one. An id whose name stands for another subject
   * means that one.
   */
  rename(renaming: z.output<typeof RenameSubject>): Promise<Renaming>;
  /** Takes a renaming back, where nothing newer rests on it. */
  undo(renaming: UndoRenaming): Promise<Renaming>;
  /** Those that stand, the newest first. */
  renamings(): Promise<Renaming[]>;
  /** Names that are likely of one subject, those with the most runs first, at most `MAX_PAGE`. */
  likelySame(): Promise<LikelySame[]>;
  /** Says which way of a metric is better, whether any run has it yet or not. */
  describeMetric(metric: DescribeMetric): Promise<DescribeMetric>;
}

interface NameStoreOptions {
  readonly orm: Pick<Orm, "em">;
  /** The server's clock. */
  readonly now?: () => Date;
}

/** The names of one database. Each call is a unit of work of its own. */
export function createNameStore({ orm, now = () => new Date() }: NameStoreOptions): NameStore {
  return {
    preview: (asked) => orm.em.fork().transactional((em) => previewRenaming(em, asked), snapshot),
    rename: (asked) => orm.em.fork().transactional((em) => renameSubject(em, asked, now())),
    undo: ({ renamingId }) => orm.em.fork().transactional((em) => undoRenaming(em, renamingId, now())),
    renamings: () => orm.em.fork().transactional(listRenamings, snapshot),
    likelySame: () => orm.em.fork().transactional(findLikelySame, snapshot),
    describeMetric: (metric) => describeMetric(orm.em.fork(), metric),
  };
}

/** Counts the runs of those names alone that are like another: a board may have many names, and more runs. */
async function findLikelySame(em: Em): Promise<LikelySame[]> {
  const found: LikelySame[] = [];
  for (const kind of nameKinds) {
    const names = (await canonicalSubjects(em, kind)).map((subject) =>
      Object.assign(subjectName(subject), { runs: 0 }),
    );
    const alike = new Set(likelySame(names).flatMap(({ from, to }) => [from, to]));
    const runs = await countRunsOf(
      em,
      kind,
      [...alike].map(({ id }) => id),
    );
    const used = [...alike].flatMap((name) => {
      const counted = runs.get(name.id);
      return counted === undefined ? [] : [{ ...name, runs: counted }];
    });
    found.push(...likelySame(used).map((pair) => Object.assign({ kind }, pair)));
  }
  return found.toSorted((a, b) => runsOf(b) - runsOf(a)).slice(0, MAX_PAGE);
}

const runsOf = ({ from, to }: LikelyPair) => from.runs + to.runs;
