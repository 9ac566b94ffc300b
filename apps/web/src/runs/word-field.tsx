import { trpc } from "@evalboard/react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { LONGEST, readTag, tagText, withTag } from "../address/tags.ts";
import { fieldClass } from "../kit/fields.tsx";
import { useRunsSearch } from "./search.ts";

/** Most labels, and most tags, that are offered. */
const OFFERED = 100;

/** A field that narrows the list by a label or a tag, `name=value`; it offers those that the board has. */
export function WordField(): ReactNode {
  const [{ tag }, change] = useRunsSearch();
  const [text, setText] = useState("");
  const [isAskedFor, setIsAskedFor] = useState(false);
  const listId = useId();
  const { data } = trpc.runs.catalogue.useQuery({ limit: OFFERED }, { enabled: isAskedFor });
  const narrow = (word: string): void => {
    if (word.trim() === "") return;
    change(readTag(word) === undefined ? { label: word.trim() } : { tag: withTag(tag, word) });
    setText("");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    narrow(text);
  };
  return (
    <form onSubmit={submit} className="flex">
      <input
        type="text"
        list={listId}
        aria-label="Label or tag"
        placeholder="Label or tag=value"
        autoComplete="off"
        spellCheck={false}
        maxLength={2 * LONGEST + 1}
        value={text}
        onFocus={() => setIsAskedFor(true)}
        onChange={({ target, nativeEvent }) =>
          isTaken(nativeEvent) ? narrow(target.value) : setText(target.value)
        }
        className={`${fieldClass} w-44`}
      />
      <datalist id={listId}>
        {data?.labels.map(({ label }) => (
          <option key={label} value={label}>
            {label}
          </option>
        ))}
        {data?.tags.map(({ name, value }) => (
          <option key={tagText(name, value)} value={tagText(name, value)}>
            {tagText(name, value)}
          </option>
        ))}
      </datalist>
    </form>
  );
}

/** Whether a text was taken from the list at once, and not typed: Chromium tells no kind of input then, others call it so. */
function isTaken(event: Event): boolean {
  return !(event instanceof InputEvent) || event.inputType === "insertReplacementText";
}
