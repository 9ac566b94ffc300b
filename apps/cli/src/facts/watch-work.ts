import { setTimeout } from "node:timers/promises";
import type { FactsStatus, Work } from "@evalboard/contract";
import { type FactsClient, inTime } from "./facts-client.ts";
import type { WorkProgress } from "./show-work.ts";
import { WorkBroke } from "./work-fault.ts";

const PAUSE_MS = 300;

/** Asks how far the work that `begun` tells of is until it has ended; gives the last answer. */
export async function watchWork(
  client: FactsClient,
  begun: FactsStatus,
  workOf: (status: FactsStatus) => Work | null,
  progress: WorkProgress,
): Promise<FactsStatus> {
  const startedAt = workOf(begun)?.startedAt;
  try {
    for (let status = begun; ; status = await client.facts.status.query(undefined, inTime())) {
      const work = workOf(status);
      if (!work || work.startedAt !== startedAt) {
        throw new WorkBroke(
          "the server was started anew meanwhile; evalboard facts status tells what it does",
        );
      }
      progress.at(work);
      if (work.endedAt !== null) return status;
      await setTimeout(PAUSE_MS);
    }
  } finally {
    progress.done();
  }
}
