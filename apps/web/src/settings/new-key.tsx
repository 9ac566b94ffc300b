import type { CreatedKey, CreateKey } from "@evalboard/contract";
import { scopes } from "@evalboard/contract/words";
import { trpc } from "@evalboard/react";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { readTag } from "../address/tags.ts";
import { Button, buttonClass, touchClass } from "../kit/button.tsx";
import { describeError } from "../kit/errors.ts";
import { faultsByField } from "../kit/faults.ts";
import { fieldClass } from "../kit/fields.tsx";
import { CommandLine } from "../kit/text.tsx";
import { endOf, lifetimes, scopeWords } from "./words.ts";

/** Makes a key, and shows its secret until one is done with it. */
export function NewKey({ close }: { readonly close: () => void }): ReactNode {
  const { mutate, isPending, error, data, reset } = useCreate();
  return (
    <div className="mx-5 mb-5 rounded-xl border border-line-strong p-5">
      {data === undefined ? (
        <KeyForm create={mutate} isPending={isPending} error={error} cancel={close} />
      ) : (
        <Secret
          created={data}
          done={() => {
            // Nothing keeps the secret.
            reset();
            close();
          }}
        />
      )}
    </div>
  );
}

const fields = ["name", "scopes", "label", "tags", "expiresAt"] as const;
type Faults = Readonly<Partial<Record<(typeof fields)[number], string>>>;

interface KeyFormProps {
  readonly create: (key: CreateKey) => void;
  readonly isPending: boolean;
  readonly error: Pick<Error, "message"> | null;
  readonly cancel: () => void;
}

function KeyForm({ create, isPending, error, cancel }: KeyFormProps): ReactNode {
  const id = useId();
  const [badTag, setBadTag] = useState<string | null>(null);
  const told: Faults = error === null ? {} : faultsByField(error.message, fields);
  const faults: Faults = badTag === null ? told : { tags: `“${badTag}” is no tag such as team=web.` };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const read = readKey(new FormData(event.currentTarget), Date.now());
    setBadTag("badTag" in read ? read.badTag : null);
    if ("key" in read && !isPending) create(read.key);
  };
  const faultOf = (name: keyof Faults): ReactNode => (
    <span id={`${id} ${name} fault`} role="alert" className="text-xs wrap-anywhere text-bad">
      {faults[name]}
    </span>
  );
  const about = (name: keyof Faults) => ({
    id: `${id} ${name}`,
    name,
    "aria-invalid": faults[name] !== undefined,
    "aria-describedby": `${id} ${name} fault`,
  });
  return (
    <form onSubmit={submit} aria-labelledby={`${id} title`} className="flex flex-col gap-4">
      <h3 id={`${id} title`} className="text-base font-semibold">
        New key
      </h3>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className={columnClass}>
          <label htmlFor={`${id} name`} className={labelClass}>
            Name
          </label>
          <input
            {...about("name")}
            ref={focusAtFirst}
            required
            autoComplete="off"
            maxLength={200}
            placeholder="who or what holds it"
            className={`${fieldClass} h-9`}
          />
          {faultOf("name")}
        </div>
        <div className={columnClass}>
          <label htmlFor={`${id} lifetime`} className={labelClass}>
            Works for
          </label>
          <select id={`${id} lifetime`} name="lifetime" defaultValue="365" className={`${fieldClass} h-9`}>
            {lifetimes.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
          {faultOf("expiresAt")}
        </div>
        <fieldset className={`${columnClass} md:col-span-2`} aria-describedby={`${id} scopes fault`}>
          <legend className={`${labelClass} mb-1`}>Scopes: what its holder may do</legend>
          {scopes.map((scope) => (
            <label key={scope} className={`flex min-h-7 items-center gap-2 text-sm ${touchClass}`}>
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                defaultChecked={scope === "read"}
                className="accent-accent"
              />
              <span>
                <span className="font-medium">{scope}</span>{" "}
                <span className="text-muted">{scopeWords[scope]}</span>
              </span>
            </label>
          ))}
          {faultOf("scopes")}
        </fieldset>
        <p className="text-sm text-pretty text-muted md:col-span-2">
          A key for one team: with a label or tags it sees and records only the runs that have them. Leave
          both empty for all runs.
        </p>
        <div className={columnClass}>
          <label htmlFor={`${id} label`} className={labelClass}>
            Label
          </label>
          <input
            {...about("label")}
            autoComplete="off"
            maxLength={200}
            placeholder="any"
            className={`${fieldClass} h-9`}
          />
          {faultOf("label")}
        </div>
        <div className={columnClass}>
          <label htmlFor={`${id} tags`} className={labelClass}>
            Tags, one a line
          </label>
          <textarea
            {...about("tags")}
            rows={2}
            autoComplete="off"
            spellCheck={false}
            placeholder="team=web"
            className={`${fieldClass} h-auto min-h-9 py-1.5`}
          />
          {faultOf("tags")}
        </div>
      </div>
      {error === null || Object.keys(told).length > 0 ? null : (
        <p role="alert" className="text-sm wrap-anywhere text-bad">
          {describeError(error).detail}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={cancel}>Cancel</Button>
        <Button
          type="submit"
          disabled={isPending}
          className={`${buttonClass} enabled:border-accent enabled:text-accent`}
        >
          {isPending ? "Making it…" : "Make the key"}
        </Button>
      </div>
    </form>
  );
}

const columnClass = "flex min-w-0 flex-col gap-1";
const labelClass = "text-xs font-medium text-muted";

function focusAtFirst(element: HTMLInputElement | null): void {
  element?.focus();
}

/** What a form asks for, or the first of its lines that is no tag. Empty fields say nothing. */
export function readKey(
  form: FormData,
  nowMs: number,
): { readonly key: CreateKey } | { readonly badTag: string } {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const lines = text("tags")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const tags = lines.map(readTag);
  const badTag = lines.find((_, index) => tags[index] === undefined);
  if (badTag !== undefined) return { badTag: badTag.trim() };
  const asked = form.getAll("scopes");
  const lifetime = lifetimes.find(([value]) => value === text("lifetime"))?.[0] ?? "never";
  const expiresAt = endOf(lifetime, nowMs);
  return {
    key: {
      name: text("name"),
      scopes: scopes.filter((scope) => asked.includes(scope)),
      ...(text("label") !== "" && { label: text("label") }),
      ...(lines.length > 0 && { tags: Object.fromEntries(tags.filter((tag) => tag !== undefined)) }),
      ...(expiresAt !== undefined && { expiresAt }),
    },
  };
}

interface SecretProps {
  readonly created: CreatedKey;
  readonly done: () => void;
}

/** A new key's secret, this once. */
function Secret({ created: { key, secret }, done }: SecretProps): ReactNode {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="flex flex-col gap-4">
      <h3 ref={title} tabIndex={-1} className="text-base font-semibold wrap-anywhere outline-none">
        The key {key.name} is made
      </h3>
      <p className="flex items-start gap-2 rounded-lg bg-warn-soft px-3 py-2 text-sm font-medium text-warn">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        Copy it now: it is shown this once, and the server does not keep it. A lost key is revoked and made
        again.
      </p>
      <CommandLine command={secret} />
      <p className="text-sm text-pretty text-muted">
        Programs take it from the variable <code>EVALBOARD_KEY</code> or send it as{" "}
        <code>authorization: Bearer</code>; a person signs in with it.
      </p>
      <Button className={`${buttonClass} self-end`} onClick={done}>
        I have copied it
      </Button>
    </div>
  );
}

function useCreate() {
  const utils = trpc.useUtils();
  return trpc.keys.create.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.keys.invalidate(), utils.audit.invalidate()]);
    },
  });
}
