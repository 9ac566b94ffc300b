import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    evalboardDatabases: ProvidedDatabases;
  }
}

/** What a test run has ready to copy from. */
export interface ProvidedDatabases {
  /** The path of a tar that holds a migrated, empty PGlite. */
  readonly pgliteSnapshot: string;
  /** A server where databases may be created. */
  readonly postgresqlUrl: string;
  /** A migrated, empty database there. */
  readonly postgresqlTemplate: string;
}

/** Throws where the vitest config lacks `globalSetup: "@evalboard/db/testing/global-setup"`. */
export function providedDatabases(): ProvidedDatabases {
  return inject("evalboardDatabases");
}
