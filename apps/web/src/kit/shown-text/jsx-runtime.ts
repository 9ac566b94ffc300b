import * as react from "react/jsx-runtime";
import { withShownTexts } from "./shown-texts.ts";

// The build makes every element of this app by these (`vite.config.ts`), so that no page can forget it: what hides in a
// name or an output, or turns the text around it, is a mark where a person reads it. Values of fields, addresses and
// requests stay as they are.

export { Fragment } from "react/jsx-runtime";

/** React's own, with texts as they are shown. */
export const jsx: typeof react.jsx = (type, props, key) => react.jsx(type, withShownTexts(props), key);
/** The same for an element of several children. */
export const jsxs: typeof react.jsxs = (type, props, key) => react.jsxs(type, withShownTexts(props), key);
