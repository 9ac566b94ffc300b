import type { Bench, Row } from "../harness/bench.ts";
import { residentMemory } from "../memory/resident-memory.ts";
import { startUp } from "../memory/start-up.ts";

/** What the server's process holds, and how long it takes to start. */
export async function memory(bench: Bench): Promise<Row[]> {
  return [...(await residentMemory(bench)), ...(await startUp(bench))];
}
