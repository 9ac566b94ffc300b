export { fillDemo, type DemoOptions } from "./fill.ts";
export { story } from "./story.ts";
