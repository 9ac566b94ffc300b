/** What the process tells the shell. */
export const ExitCode = { allIn: 0, someFailed: 1, wrongUsage: 2, interrupted: 130 } as const;
