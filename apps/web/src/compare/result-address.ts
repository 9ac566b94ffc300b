import { readId, readPosition } from "../address/read-param.ts";

/** Where a result is: its run and its position there. */
export type ResultAddress = { readonly runId: string; readonly position: number };

/** `<run's id>.<position>`, or null for anything else. */
export function readResultAddress(param: unknown): ResultAddress | null {
  if (typeof param !== "string") return null;
  const [id, number] = param.split(".");
  const runId = readId(id);
  const position = readPosition(Number(number));
  return runId === undefined || position === undefined ? null : { runId, position };
}

/** As `readResultAddress` reads it. */
export function writeResultAddress({ runId, position }: ResultAddress): string {
  return `${runId}.${position}`;
}
