import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from "react";

const PAUSE_MS = 300;

type TypedFieldProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  readonly value: string;
  /** Called after a pause in typing, and at once on Enter. */
  readonly commit: (text: string) => void;
};

/** A field whose text counts once one pauses. A value that comes from elsewhere, such as the back button, replaces it. */
export function TypedField({ value, commit, ...input }: TypedFieldProps): ReactNode {
  const [draft, setDraft] = useState({ text: value, of: value, sent: value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // What was typed on since the last commit is newer than the value that the commit brought.
  if (value !== draft.of) setDraft({ ...draft, of: value, text: value === draft.sent ? draft.text : value });

  const send = (text: string): void => {
    clearTimeout(timer.current);
    setDraft((before) => ({ ...before, sent: text }));
    if (text !== value) commit(text);
  };
  const type = (text: string): void => {
    setDraft({ ...draft, text });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(text), PAUSE_MS);
  };
  return (
    <input
      {...input}
      value={draft.text}
      onChange={(event) => type(event.target.value)}
      onKeyDown={(event) => (event.key === "Enter" ? send(draft.text) : undefined)}
    />
  );
}
