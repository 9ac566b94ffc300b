import { serverFault } from "../server-fault.ts";

/** The server's work came to no end; the message says why. */
export class WorkBroke extends Error {
  override readonly name = "WorkBroke";
}

/** Why there is nothing to report, in words. */
export function workFault(error: unknown, serverUrl: string): string {
  return error instanceof WorkBroke ? error.message : serverFault(error, serverUrl).message;
}
