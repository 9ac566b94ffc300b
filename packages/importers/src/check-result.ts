import { NewResult } from "@evalboard/contract";
import { readShape } from "./read-shape.ts";

/** Throws `ImportError` where the server would refuse a result: better before anything is sent. `where` is its place in the file. */
export function checkResult(result: NewResult, where: string): void {
  readShape(NewResult, result, where);
}
