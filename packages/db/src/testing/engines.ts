/** The engines that every database test runs on. */
export const engines = ["pglite", "postgresql"] as const;
export type Engine = (typeof engines)[number];
