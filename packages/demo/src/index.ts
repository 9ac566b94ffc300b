export { type BoardDemo, createBoardDemo } from "./board-demo.ts";
export { fillDemo, type DemoOptions } from "./fill.ts";
export { moveShipped, shippedAt, unpackShipped } from "./shipped.ts";
export { story } from "./story.ts";
