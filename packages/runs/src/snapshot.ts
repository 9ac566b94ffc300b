import { IsolationLevel } from "@mikro-orm/core";

/** Of a transaction that only reads: what its several queries find is of one moment. */
export const snapshot = { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true } as const;
