import { EVERY } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** The bucket of the rows that are of all time. */
const ALL_TIME = "1970-01-01T00:00:00.000Z";

/** Which rows there are: months only of the board, whose axis has them. */
export const unitsOfScopes = [
  ["board", ["hour", "day", "week", "month", "all"]],
  ["model", ["hour", "day", "week", "all"]],
  ["dataset", ["hour", "day", "week", "all"]],
  ["stratum", ["hour", "day", "week", "all"]],
] as const;
export const histogramUnits = ["hour", "day", "week", "month"] as const;

/** The rows of `facts` that a run adds to: `stratum` gives `scope`, `unit`, `bucket` and the ids. */
export const factKeys: RawQueryFragment = sql`(
  select scope, unit, bucket, model_id, dataset_id, prompt_version_id
  from (values
    ('board', ${EVERY}::uuid, ${EVERY}::uuid, ${EVERY}::uuid),
    ('model', stratum.model_id, ${EVERY}::uuid, ${EVERY}::uuid),
    ('dataset', ${EVERY}::uuid, stratum.dataset_id, ${EVERY}::uuid),
    ('stratum', stratum.model_id, stratum.dataset_id, stratum.prompt_version_id)
  ) as subject (scope, model_id, dataset_id, prompt_version_id)
  join (values
    ('hour', stratum.hour, false), ('day', stratum.day, false), ('all', ${ALL_TIME}::timestamptz, false),
    ('week', stratum.week, false), ('month', stratum.month, true)
  ) as time (unit, bucket, of_board) on scope = 'board' or not of_board
  where bucket is not null
)`;

/** The buckets of histograms, which are of the whole board: `spread` gives `unit` and `bucket`. */
export const histogramKeys: RawQueryFragment = sql`(
  select unit, bucket
  from (values ('hour', spread.hour), ('day', spread.day), ('week', spread.week), ('month', spread.month))
    as time (unit, bucket)
  where bucket is not null
)`;
