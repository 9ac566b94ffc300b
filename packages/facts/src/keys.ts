import { EVERY } from "@evalboard/db";
import { type RawQueryFragment, sql } from "@mikro-orm/core";

/** The bucket of the rows that are of all time. */
const ALL_TIME = "1970-01-01T00:00:00.000Z";

/** The rows of `facts` that a run adds to: `run` and `placed` give `scope`, `unit`, `bucket` and the ids. */
export const factKeys: RawQueryFragment = sql`(
  select scope, unit, bucket, model_id, dataset_id, prompt_version_id
  from (values
    ('board', ${EVERY}::uuid, ${EVERY}::uuid, ${EVERY}::uuid),
    ('model', run.model_id, ${EVERY}::uuid, ${EVERY}::uuid),
    ('dataset', ${EVERY}::uuid, run.dataset_id, ${EVERY}::uuid),
    ('stratum', run.model_id, run.dataset_id, run.prompt_version_id)
  ) as subject (scope, model_id, dataset_id, prompt_version_id)
  join (values
    ('hour', placed.hour, false), ('day', placed.day, false), ('all', ${ALL_TIME}::timestamptz, false),
    ('week', placed.week, true), ('month', placed.month, true)
  ) as time (unit, bucket, of_board) on scope = 'board' or not of_board
  where bucket is not null
)`;

/** The buckets of histograms, which are of the whole board: `spread` gives `unit` and `bucket`. */
export const histogramKeys: RawQueryFragment = sql`(
  select unit, bucket
  from (values
    ('hour', spread.hour), ('day', spread.day), ('week', spread.week), ('month', spread.month),
    ('all', ${ALL_TIME}::timestamptz)
  ) as time (unit, bucket)
  where bucket is not null
)`;
