import { readShape } from "../check.ts";
import { ImportError, type ImportOptions, type SourceFile } from "../importer.ts";
import { nullForNonNumbers } from "../json.ts";
import { listed } from "../names.ts";
import { scoreIn } from "../scale.ts";
import { streamJson } from "../stream-json.ts";
import { InstanceStats, instanceName } from "./file.ts";

/** The means of an instance's metrics, by their names. */
type Means = Readonly<Record<string, number>>;

/** What the metrics gave a run's instances, and which of them is the score. */
export interface RunStats {
  readonly metric: string | null;
  readonly notes: readonly string[];
  /** What one instance has in one trial. */
  meansOf(instance: string, trial: number): Means;
  /** The score in [0, 1]; null where the instance has none. Throws `ImportError`. */
  scoreOf(means: Means, where: string): number | null;
}

/** HELM's main metrics that lie in [0, 1] and are better the higher, the usual ones first. */
export const USUAL: readonly string[] = [
  "exact_match",
  "quasi_exact_match",
  "prefix_exact_match",
  "quasi_prefix_exact_match",
  "final_number_exact_match",
  "exact_match_indicator",
  "f1_score",
  "classification_macro_f1",
  "math_equiv_chain_of_thought",
  "math_equiv",
  "ifeval_strict_accuracy",
  "chain_of_thought_correctness",
  "wildbench_score_rescaled",
  "omni_math_accuracy",
  "code_eval_acc",
  "pass",
  "rouge_l",
  "rouge_2",
  "bleu_4",
  "meteor",
  "safety_score",
];

const keyOf = (instance: string, trial: number) => JSON.stringify([instance, trial]);

/** Reads `per_instance_stats.json`: of each instance the means alone are kept. Throws `ImportError`. */
export async function readStats(file: SourceFile, options: ImportOptions): Promise<RunStats> {
  const all = new Map<string, Record<string, number>>();
  const fit = new Map<string, boolean>();
  for await (const { value, path } of streamJson(file, ["$.*"], nullForNonNumbers)) {
    const place = `[${path.join(".")}]`;
    const entry = readShape(InstanceStats, value, place);
    const key = keyOf(instanceName(entry.instance_id, entry.perturbation), entry.train_trial_index);
    const means = all.get(key) ?? {};
    for (const { name, count, mean } of entry.stats) {
      // The worst of an instance's perturbations is of none of them.
      if (name.perturbation?.computed_on && name.perturbation.computed_on !== "perturbed") continue;
      if (typeof mean !== "number" || count === 0 || Object.hasOwn(means, name.name)) continue;
      means[name.name] = mean;
      fit.set(name.name, (fit.get(name.name) ?? true) && scoreIn(mean, options) !== null);
    }
    all.set(key, means);
  }
  const metric = chooseMetric(fit, options.metric);
  const others = USUAL.filter((name) => fit.has(name) && name !== metric);
  const notes = [
    ...(metric === null
      ? [
          `nothing was scored by a metric that is known to be a score; choose one with --metric: ${listed([...fit.keys()])}`,
        ]
      : []),
    ...(metric !== null && options.metric === undefined && others.length > 0
      ? [`the scores are ${metric}; choose another with --metric: ${others.join(", ")}`]
      : []),
  ];
  return {
    metric,
    notes,
    meansOf: (instance, trial) => all.get(keyOf(instance, trial)) ?? {},
    scoreOf(means, where) {
      if (metric === null || !Object.hasOwn(means, metric)) return null;
      const score = scoreIn(means[metric], options);
      if (score !== null) return score;
      throw new ImportError(
        `${where}, ${metric}: is ${means[metric]}; a score has to lie from 0 to 1, so say with --scale from where to where it goes`,
      );
    },
  };
}

/** What the person says, else the first usual metric whose values are all scores, else the first that is called a score or an accuracy. */
function chooseMetric(fit: ReadonlyMap<string, boolean>, asked: string | undefined): string | null {
  if (asked !== undefined) {
    if (fit.has(asked)) return asked;
    throw new ImportError(
      `there is no metric ${JSON.stringify(asked)}; there are ${[...fit.keys()].join(", ") || "none"}`,
    );
  }
  const isFit = (name: string) => fit.get(name) === true;
  const called = [...fit.keys()].find((name) => /(?:^|_)(?:score|accuracy)$/.test(name) && isFit(name));
  return USUAL.find(isFit) ?? called ?? null;
}
