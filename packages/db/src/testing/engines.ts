/** The engines that every database test runs on. */
export const engines = ["pglite"] as const;
export type Engine = "pglite" | "postgresql";
