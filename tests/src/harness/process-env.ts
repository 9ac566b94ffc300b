import { join } from "node:path";

/**
 * All that a process under test has of this one's environment: where programs are, and where Node keeps what it compiled,
 * without which each of hundreds compiles the same sources again.
 */
export const processEnv = {
  PATH: process.env["PATH"],
  NODE_COMPILE_CACHE: join(import.meta.dirname, "../../../node_modules/.cache/compiled"),
} as const;
