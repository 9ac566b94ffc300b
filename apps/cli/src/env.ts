import { z } from "zod";

/** The server's address, with its scheme. */
export const ServerUrl = z.url({
  protocol: /^https?$/,
  error: "must be the server's address, such as http://127.0.0.1:4400",
});

const Env = z.object({
  EVALBOARD_URL: ServerUrl.default("http://127.0.0.1:4400"),
  EVALBOARD_KEY: z
    .string()
    .regex(/^[!-~]+$/, "must be of visible ASCII characters alone, without spaces")
    .optional(),
  GITHUB_STEP_SUMMARY: z.string().optional(),
  // Set by pnpm, which changes the folder before it runs a script.
  INIT_CWD: z.string().optional(),
  npm_lifecycle_event: z.string().optional(),
  npm_package_name: z.string().optional(),
});

/** Settings of one call. */
export interface Env {
  readonly serverUrl: string;
  /** The secret by which the server, or a proxy before it, knows the caller. */
  readonly key?: string | undefined;
  /** The folder that the caller's paths are relative to. */
  readonly callerDir: string;
  /** The file that a step of a GitHub job adds its summary to; null elsewhere. */
  readonly stepSummary: string | null;
}

/** The settings in `variables`. Throws an `Error` that says which one is wrong and what would be right. */
export function parseEnv(variables: Record<string, string | undefined>, cwd: string): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const env = Env.safeParse(set);
  if (!env.success) {
    throw new Error(env.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
  }
  const { INIT_CWD, npm_lifecycle_event, npm_package_name, GITHUB_STEP_SUMMARY } = env.data;
  // Of another package's script the current folder is what its author meant.
  const asOurScript = npm_lifecycle_event === "evalboard" && npm_package_name === "evalboard-workspace";
  return {
    serverUrl: env.data.EVALBOARD_URL,
    key: env.data.EVALBOARD_KEY,
    callerDir: (asOurScript && INIT_CWD) || cwd,
    stepSummary: GITHUB_STEP_SUMMARY ?? null,
  };
}

/** The settings of this process. */
export function readEnv(): Env {
  return parseEnv(process.env, process.cwd());
}
