import * as react from "react/jsx-dev-runtime";
import { withShownTexts } from "./shown-texts.ts";

export { Fragment } from "react/jsx-dev-runtime";

/** The same as `jsx` beside this, for development. */
export const jsxDEV: typeof react.jsxDEV = (type, props, ...more) =>
  react.jsxDEV(type, withShownTexts(props), ...more);
