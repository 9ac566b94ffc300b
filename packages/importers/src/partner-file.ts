import { ImportError } from "./import-error.ts";

/** A file that holds no run and is read with others of the same import, which are there: nothing is wrong with it. */
export class PartnerFile extends ImportError {}
