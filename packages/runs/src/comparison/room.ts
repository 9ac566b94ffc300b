import type { Em } from "@evalboard/db";

/** What a statement may hold in memory of one grouping is twice this; 100 000 items take some 20 MB. */
const ROOM = "16MB";

/**
 * Until the transaction ends, `work_mem` is no less than this, whatever the server has: what has no room is sorted in files. An
 * operator may have given more.
 */
export async function giveRoom(em: Em): Promise<void> {
  await em.execute(
    "select set_config('work_mem', ?, true) where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(?)",
    [ROOM, ROOM],
  );
}
