/**
 * What the process tells the shell, the same of every command:
 *
 * | code | import, watch, export, stats, facts            | gate                                                   | facts verify                                   |
 * | ---- | ---------------------------------------------- | ------------------------------------------------------ | ---------------------------------------------- |
 * | 0    | all of it was done                             | passed                                                 | all facts are what the runs say                |
 * | 1    | some of it was not: standard error says what   | failed: a run is what `--fail-if` names                | some are not                                   |
 * | 2    | wrong usage: nothing was done                  | not judged: wrong usage, no such run, no baseline, or the server is away | not judged: wrong usage, no facts yet, or the server is away |
 * | 130  | interrupted                                    | interrupted                                            | interrupted                                    |
 */
export const ExitCode = { done: 0, failed: 1, wrongUsage: 2, notJudged: 2, interrupted: 130 } as const;
