import type { Logger, LogContext } from "@mikro-orm/core";

/** A statement that the database has answered. */
export interface Statement {
  /** Without what it compares with or stores, at most 2 000 characters. */
  readonly sql: string;
  readonly tookMs: number;
  readonly failed: boolean;
}

export type OnStatement = (statement: Statement) => void;

/** Longer ones list what they insert. */
const MAX_LENGTH = 2_000;

/**
 * What has MikroORM tell of each statement, in the context of who waits for it; nothing where nobody wants to hear, so that it is not
 * even looked at. The begin and the end of a transaction are not told of: MikroORM does not measure them.
 */
export function tellStatements(onStatement: OnStatement | undefined): { loggerFactory?: () => Logger } {
  return onStatement ? { loggerFactory: () => new StatementTeller(onStatement) } : {};
}

/** MikroORM's logger is where it says what it has done; this one writes nothing. */
class StatementTeller implements Logger {
  readonly #onStatement: OnStatement;

  constructor(onStatement: OnStatement) {
    this.#onStatement = onStatement;
  }

  logQuery({ query, took, level }: LogContext): void {
    if (query === undefined || took === undefined) return;
    this.#onStatement({ sql: withoutTexts(query), tookMs: took, failed: level === "error" });
  }

  log(): void {}
  error(): void {}
  warn(): void {}
  setDebugMode(): void {}

  /** Nothing is: the texts of parameters would be put in their places. */
  isEnabled(): boolean {
    return false;
  }
}

/** Texts are what people wrote, and stand in queries that lie within others. */
function withoutTexts(sql: string): string {
  return sql.replace(/\be'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'/gis, "?").slice(0, MAX_LENGTH);
}
