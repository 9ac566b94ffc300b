import { mayHide, showHidden } from "@evalboard/format";

/** What a person sees or hears of an element, beside what is in it. */
const spokenProps = ["title", "aria-label"] as const;

/** An element's props with the texts in it as they are shown; the same object where nothing hides in them. */
export function withShownTexts(props: unknown): unknown {
  if (typeof props !== "object" || props === null) return props;
  let shown = props;
  if ("children" in props) {
    const children = withShownText(props.children);
    if (children !== props.children) shown = { ...shown, children };
  }
  for (const name of spokenProps) {
    const text: unknown = Reflect.get(props, name);
    if (typeof text === "string" && mayHide(text)) shown = { ...shown, [name]: showHidden(text) };
  }
  return shown;
}

function withShownText(children: unknown): unknown {
  if (typeof children === "string") return showHidden(children);
  if (!Array.isArray(children) || !children.some((child) => typeof child === "string" && mayHide(child)))
    return children;
  return children.map((child: unknown) => (typeof child === "string" ? showHidden(child) : child));
}
