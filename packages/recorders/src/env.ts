import { StartRun, Tags } from "@evalboard/contract";
import { z } from "zod";

const Name = StartRun.shape.dataset.shape.name;

/** `branch=main,team=search` */
const TagList = z
  .string()
  .transform((text) => text.split(",").map((pair) => pair.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[^=]*[^=\s][^=]*=.*\S/s, "must be names and values, such as branch=main,team=search"),
    ),
  )
  .transform((pairs) =>
    Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    ),
  )
  .pipe(Tags);

const Env = z.object({
  EVALBOARD_URL: z
    .url({ protocol: /^https?$/, error: "must be the board's address, such as http://127.0.0.1:4400" })
    .default("http://127.0.0.1:4400"),
  EVALBOARD_KEY: z.string().optional(),
  EVALBOARD_LABEL: Name.optional(),
  EVALBOARD_TAGS: TagList.optional(),
  EVALBOARD_STRICT: z.stringbool({ error: "must be true or false" }).optional(),
});

/** Where each pipeline says which revision it tests, and of which branch; the branch of a pull request before what it is merged into. */
const COMMITS = [
  "GITHUB_SHA",
  "CI_COMMIT_SHA",
  "CIRCLE_SHA1",
  "BUILDKITE_COMMIT",
  "BITBUCKET_COMMIT",
  "BUILD_SOURCEVERSION",
  "GIT_COMMIT",
];
const BRANCHES = [
  "GITHUB_HEAD_REF",
  "GITHUB_REF_NAME",
  "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
  "CI_COMMIT_REF_NAME",
  "CIRCLE_BRANCH",
  "BUILDKITE_BRANCH",
  "BITBUCKET_BRANCH",
  "SYSTEM_PULLREQUEST_SOURCEBRANCH",
  "BUILD_SOURCEBRANCH",
  "CHANGE_BRANCH",
  "BRANCH_NAME",
  "GIT_BRANCH",
];

/** What the environment says of where runs go and what they are of. */
export interface RecorderEnv {
  readonly url: string;
  readonly key?: string | undefined;
  /** `EVALBOARD_LABEL`, else the branch. */
  readonly label?: string | undefined;
  readonly commit?: string | undefined;
  /** The branch, and those of `EVALBOARD_TAGS`. */
  readonly tags: Readonly<Record<string, string>>;
  readonly strict: boolean;
}

/** What `variables` say; empty ones say nothing. Throws an `Error` that names the one that is wrong and what would be right. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): RecorderEnv {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const env = Env.safeParse(set);
  if (!env.success) {
    throw new Error(env.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`).join("; "));
  }
  const {
    EVALBOARD_URL,
    EVALBOARD_KEY,
    EVALBOARD_LABEL,
    EVALBOARD_TAGS,
    EVALBOARD_STRICT = false,
  } = env.data;
  const first = (names: readonly string[]) => names.map((name) => set[name]).find((value) => value);
  const commit = Name.safeParse(first(COMMITS)).data;
  const branch = Name.safeParse(first(BRANCHES)?.replace(/^refs\/heads\/|^origin\//, "")).data;
  return {
    url: EVALBOARD_URL,
    key: EVALBOARD_KEY,
    label: EVALBOARD_LABEL ?? branch,
    commit,
    tags: { ...(branch !== undefined && { branch }), ...EVALBOARD_TAGS },
    strict: EVALBOARD_STRICT,
  };
}

/** What this process's environment says. */
export function readEnv(): RecorderEnv {
  return parseEnv(process.env);
}

/** Where promptfoo keeps its database, where that is said. */
export function readPromptfooEnv(): { readonly configDir: string | undefined } {
  return { configDir: process.env.PROMPTFOO_CONFIG_DIR || undefined };
}
