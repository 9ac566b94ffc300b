// The lists of words and the limits that the browser, the command line and SQL read alike, each once. Without zod: a
// browser does without it. The schemas, and most types, are made of these in the files beside this one.

export {
  isNamedPeriod,
  outcomes,
  periodDays,
  periods,
  resultSorts,
  runSorts,
  sortOrders,
} from "./questions.ts";

/** One step of the time axis. */
export const bucketUnits = ["hour", "day", "week", "month"] as const;

/** What one row of facts is of: a bucket, or all time. */
export const factUnits = [...bucketUnits, "all"] as const;
export type FactUnit = (typeof factUnits)[number];

/** Whose runs one row of facts is of: all, those of one model or dataset, or of one prompt version with one of each. */
export const factScopes = ["board", "model", "dataset", "stratum"] as const;
export type FactScope = (typeof factScopes)[number];

/** The states of a run; only `running` can change. */
export const runStatuses = ["running", "completed", "failed"] as const;

/** The two groups of a comparison. */
export const sides = ["baseline", "candidate"] as const;
export type Side = (typeof sides)[number];

/** What an item of a comparison may be paired within, beside its dataset. */
export const dimensions = ["model", "promptVersion"] as const;
export type Dimension = (typeof dimensions)[number];

/** Which shared items of a comparison: those that flipped either way, whose score rose or fell, or all. */
export const itemChanges = ["gained", "lost", "flipped", "rose", "fell", "changed", "all"] as const;

/** What a change did to the score: of a prompt's version, and of the candidate of a comparison. */
export const verdicts = ["improved", "worse", "no clear change", "too little to say"] as const;

/** What no formula mends, said beside a verdict. */
export const changeRemarks = ["single runs", "never on the same day", "few shared items"] as const;

/** What more is needed of to settle a change. */
export const planNeeds = ["items", "runs"] as const;

/** What latency did within the same models and datasets, against the window before. */
export const latencyVerdicts = ["faster", "slower", "no clear change", "too little to say"] as const;

/** Why a model or a dataset stands apart from those that are ranked. */
export const apartReasons = ["shares no dataset", "one dataset alone"] as const;

/** A model's consistency is told for so many askings of an item. */
export const askings = [2, 4, 8] as const;

/** What the answer to each of the board's questions may be. */
export const answerStates = {
  models: ["leads", "tied", "only one", "apart", "none"],
  datasets: ["hardest", "tied", "only one", "apart", "none"],
  latency: [...latencyVerdicts, "nothing before", "none"],
  prompts: [...verdicts, "nothing to compare", "none"],
} as const;

/** What the team names, and may rename. */
export const nameKinds = ["model", "dataset", "prompt"] as const;

/** What a key lets its holder do; `admin` may all, the others no more than they say. */
export const scopes = ["read", "ingest", "admin"] as const;

/** How a caller came in: on the server's own computer where no key is asked, by a key, by a sign-in, or through a proxy. */
export const callerKinds = ["local", "key", "session", "proxy"] as const;

/** Where what a setting says comes from: the product itself, who holds admin, or the server's environment, which goes first. */
export const settingSources = ["default", "board", "environment"] as const;

/** What a dataset's items can be listed by. */
export const itemSorts = ["hardest", "flipping", "telling nothing"] as const;

/** The texts of results that are grouped. */
export const messageKinds = ["error", "reason"] as const;

/** The ten bins of a score: each holds its lower end, the last one both. */
export const scoreBins: readonly { readonly from: number; readonly to: number }[] = Array.from(
  { length: 10 },
  (_, index) => ({ from: index / 10, to: (index + 1) / 10 }),
);

/** From this score on a result passes whose tool gave no verdict, where its run says no other mark. */
export const DEFAULT_PASS_MARK = 0.5;

/** A model of whose calls in 24 hours a larger share broke is told of, where nobody has set another one. */
export const DEFAULT_ERROR_RATE = 0.1;

/** Most views that a team saves, and the longest address of one, characters. */
export const MAX_VIEWS = 500;
export const MAX_VIEW_LENGTH = 2_000;

/** Most rules by which texts of old runs are removed, and the longest time that one may let them be, days. */
export const MAX_RETENTION_RULES = 50;
export const MAX_RETENTION_DAYS = 3_650;

/** From this share of its scored results on an item counts as passed, where it was asked several times. */
export const ITEM_PASS_SHARE = 0.5;

/** Most named metrics of one result, and of one run. */
export const MAX_METRICS = 50;

/** Most tags of one run. */
export const MAX_TAGS = 32;

/** A metric's size is 0 or between 1 / this and this, so that its square can be summed. */
export const METRIC_BOUND = 1e100;

/** A verdict of `no clear change` needs enough to see a change of the mean score as small as this. */
export const VISIBLE_CHANGE = 0.1;

/** The change of the mean score that a plan says how to settle. */
export const PLANNED_CHANGE = 0.05;

/** From this share of its items on, all passed by every model every time, a dataset is saturated. */
export const SATURATED_SHARE = 0.9;

/** Most names that an answer lists. */
export const ANSWER_NAMES = 3;

/** Most comparisons that are judged together. */
export const MAX_JUDGED = 1_000;

/** How long a computed report may be served as fresh, ms. The board's age promise. */
export const STATS_TTL_MS = 60_000;

/** How far ahead of the server's a caller's clock may be, ms. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** Longest name, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 200;

/** Longest secret of a key, characters. */
export const MAX_SECRET_LENGTH = 200;

/** Longest text of a model or a grader, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 1_000_000;

/** Most results that one call may carry. */
export const MAX_RESULTS_PER_CALL = 1_000;

/** Longest text of a result in a list, characters; `runs.result` has the whole. */
export const PREVIEW_LENGTH = 500;

/** Most rows of one page of the run list, or of the items of a comparison. */
export const MAX_PAGE = 100;

/** Most words of a metric that are counted each by itself. */
export const MAX_METRIC_WORDS = 20;

/** Longest range of days or instants that can be asked for. */
export const MAX_RANGE_YEARS = 20;

/** Most rows of a list on the board. */
export const LIST_LIMIT = 10;

/** Most models that are drawn as lines. */
export const LEADING_MODELS = 5;

/** Most marks of what first appeared in a window. */
export const MAX_APPEARANCES = 50;

/** Most groups of runs that are compared at once. */
export const MAX_GROUPS = 6;

/** Most items that are listed of those by which groups are told apart. */
export const TELLING_ITEMS = 50;

/** Most rows of a subject's table, and of either side of a matrix. */
export const SUBJECT_LIMIT = 100;

/** Most answers that the page of an item shows. */
export const ITEM_ANSWERS = 1_000;

/** Of so many of a dataset's latest runs its items and messages are counted. */
export const ITEM_RUNS = 200;

/** Most rows that a verification lists. */
export const DIFFERENCES_LIMIT = 20;

/** The tags of so many of the latest runs are set against each other, to say in which they differ. */
export const TAGGED_RUNS = 2_000;

/** Most values that are listed of a tag in which runs differ. */
export const DIFFERING_VALUES = 5;

/** So many of the latest completed runs are counted in a catalogue: it costs the same on a board of any size. */
export const CATALOGUE_RUNS = 100_000;
