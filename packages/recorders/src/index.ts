export { type BoardOptions, NotRecorded, sendRuns } from "./board.ts";
export { sendFile } from "./send-file.ts";
export { sendRun } from "./send-run.ts";
