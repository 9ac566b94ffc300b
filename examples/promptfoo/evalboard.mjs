// promptfoo calls it when an evaluation has ended: its runs are on the board then.
export { afterAll } from "@evalboard/recorders/promptfoo";
