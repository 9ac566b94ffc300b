import type { DescribeRun, RunDetail } from "@evalboard/contract";
import { trpc } from "@evalboard/react";
import { type LucideIcon, X } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useRef,
  useState,
} from "react";
import { LONGEST } from "../address/tags.ts";
import { buttonClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { fieldClass } from "../kit/fields.tsx";
import { IconButton } from "../kit/sheet.tsx";

interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly isOptional?: boolean;
}

type Change = Omit<DescribeRun, "runId">;

interface InPlaceProps {
  readonly run: RunDetail;
  /** What opens the form: an icon with a name, or beside it the name as text. */
  readonly button: { readonly label: string; readonly Icon: LucideIcon; readonly hasText?: boolean };
  readonly remove?: { readonly label: string; readonly change: Change };
  readonly fields: readonly Field[];
  /** What the texts of the fields, trimmed, make of the run. */
  readonly changeOf: (texts: readonly string[]) => Change;
  readonly children: ReactNode;
}

/** Something of a run with a button that puts a form into its place; Enter saves, Escape leaves it as it was. */
export function InPlace({ run, button, remove, fields, changeOf, children }: InPlaceProps): ReactNode {
  const [isEditing, setIsEditing] = useState(false);
  const { mutate, isPending, error, reset } = useDescribe(run);
  const opener = useReturnedFocus(isEditing);
  const close = (): void => {
    reset();
    setIsEditing(false);
  };
  const trouble =
    error === null ? null : (
      <p role="alert" className="text-xs text-bad">
        {describeError(error).detail}
      </p>
    );
  if (isEditing) {
    return (
      <dd>
        <DescriptionForm
          fields={fields}
          isPending={isPending}
          save={(texts) =>
            mutate({ runId: run.id, ...changeOf(texts) }, { onSuccess: () => setIsEditing(false) })
          }
          cancel={close}
        />
        {trouble}
      </dd>
    );
  }
  return (
    <dd>
      <span className="flex min-h-8 items-center gap-1">
        {children === null ? null : <span className="min-w-0 grow">{children}</span>}
        <Opener {...button} ref={opener} open={() => setIsEditing(true)} />
        {remove === undefined ? null : (
          <IconButton
            label={remove.label}
            disabled={isPending}
            onClick={() => mutate({ runId: run.id, ...remove.change })}
          >
            <X className="size-3.5" aria-hidden />
          </IconButton>
        )}
      </span>
      {trouble}
    </dd>
  );
}

type OpenerProps = InPlaceProps["button"] & {
  readonly ref: Ref<HTMLButtonElement>;
  readonly open: () => void;
};

/** One element whichever it is: a run may get its name while the keyboard is on it, and another element would lose that. */
function Opener({ label, Icon, hasText = false, ref, open }: OpenerProps): ReactNode {
  const look = hasText ? { className: buttonClass, title: undefined } : {};
  return (
    <IconButton ref={ref} label={label} onClick={open} {...look}>
      <Icon className="size-3.5" aria-hidden />
      {hasText ? label : null}
    </IconButton>
  );
}

interface DescriptionFormProps {
  readonly fields: readonly Field[];
  readonly isPending: boolean;
  readonly save: (texts: readonly string[]) => void;
  readonly cancel: () => void;
}

/** What stands in a field of text. */
function textOf(entry: FormDataEntryValue | null): string {
  return typeof entry === "string" ? entry.trim() : "";
}

function DescriptionForm({ fields, isPending, save, cancel }: DescriptionFormProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!isPending) save(fields.map(({ name }) => textOf(form.get(name))));
  };
  const leave = ({ key }: KeyboardEvent): void => (key === "Escape" ? cancel() : undefined);
  return (
    // Escape leaves a form wherever in it one is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form onSubmit={submit} onKeyDown={leave} className="flex flex-wrap items-center gap-2 py-1">
      {fields.map(({ name, label, value, isOptional = false }, index) => (
        <input
          key={name}
          name={name}
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          required={!isOptional}
          maxLength={LONGEST}
          autoComplete="off"
          spellCheck={false}
          // Who asked to change it goes on typing.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={index === 0}
          className={`${fieldClass} w-0 grow basis-24`}
        />
      ))}
      <span className="flex gap-2">
        <button type="submit" disabled={isPending} className={buttonClass}>
          {isPending ? "Saving…" : "Save"}
        </button>
        <button type="button" onClick={cancel} className={buttonClass}>
          Cancel
        </button>
      </span>
    </form>
  );
}

/** Where the keyboard goes back to once the form is closed. */
function useReturnedFocus(isEditing: boolean) {
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) opener.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return opener;
}

/** Changes what a run is called; lists of runs that were read before are asked for again. */
function useDescribe(run: RunDetail) {
  const utils = trpc.useUtils();
  return trpc.runs.describe.useMutation({
    onSuccess: async (described) => {
      utils.runs.get.setData({ runId: run.id }, described);
      await Promise.all([utils.runs.list.invalidate(), utils.runs.catalogue.invalidate()]);
    },
  });
}
