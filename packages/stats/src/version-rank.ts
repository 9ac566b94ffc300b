import { sql } from "@mikro-orm/core";

/** Of a grouped row: 1 of its prompt's newest version among the rows, 2 of the one before; `version` is the row's. */
export const versionRank =
  sql`dense_rank() over (partition by version.prompt_id order by version.number desc)`.as("versionRank");

/** What a query has of a sub-query of ranked rows, `ranked`, and which of them. */
export const ofRanked = sql`ranked.*`;
export const isOfNewest = sql`ranked."versionRank" <= 2`;
