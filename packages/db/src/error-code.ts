/** Whether an error has one of the codes: PostgreSQL's SQLSTATE, kept by MikroORM's own errors, or what Node calls it. Looks at no `cause`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code)
  );
}
