import type { RunDetail } from "@evalboard/contract";
import { Pencil, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { RunsLink } from "../address/links.tsx";
import { tagText } from "../address/tags.ts";
import { Card } from "../kit/card.tsx";
import { InPlace } from "./in-place.tsx";

/** What the team calls the run: its label and tags, each changed in its place. */
export function Description({ run }: { readonly run: RunDetail }): ReactNode {
  const tags = Object.entries(run.tags);
  return (
    <Card title="Label and tags">
      <dl className="flex flex-col gap-3 text-sm">
        <div>
          <dt className="mb-1 text-xs text-muted">Label</dt>
          <Label run={run} />
        </div>
        <div>
          <dt className="mb-1 text-xs text-muted">Tags</dt>
          {tags.map(([name, value]) => (
            <Tag key={name} run={run} name={name} value={value} />
          ))}
          <NewTag run={run} />
        </div>
      </dl>
    </Card>
  );
}

/** The label, and a way to give, change or take it away. */
function Label({ run }: { readonly run: RunDetail }): ReactNode {
  const { label } = run;
  return (
    <InPlace
      run={run}
      button={
        label === null
          ? { label: "Give it a label", Icon: Plus, hasText: true }
          : { label: "Change the label", Icon: Pencil }
      }
      fields={[{ name: "label", label: "Label", value: label ?? "", isOptional: true }]}
      changeOf={([text = ""]) => ({ label: text === "" ? null : text })}
    >
      {label === null ? null : (
        <RunsLink search={{ label }} title={`Runs with the label ${label}`} className="wrap-anywhere">
          {label}
        </RunsLink>
      )}
    </InPlace>
  );
}

interface TagProps {
  readonly run: RunDetail;
  readonly name: string;
  readonly value: string;
}

/** A tag, and ways to change it and to take it away. */
function Tag({ run, name, value }: TagProps): ReactNode {
  const text = tagText(name, value);
  return (
    <InPlace
      run={run}
      button={{ label: `Change the tag ${name}`, Icon: Pencil }}
      remove={{ label: `Take away the tag ${name}`, change: { tags: { [name]: null } } }}
      fields={[
        { name: "tag", label: "Name", value: name },
        { name: "value", label: "Value", value },
      ]}
      // A name that stays takes the new value; another one takes the place of the old.
      changeOf={([newName = "", newValue = ""]) => ({ tags: { [name]: null, [newName]: newValue } })}
    >
      <RunsLink search={{ tag: [text] }} title={`Runs with ${text}`} className="wrap-anywhere">
        <span className="text-muted">{name}</span> {value}
      </RunsLink>
    </InPlace>
  );
}

function NewTag({ run }: { readonly run: RunDetail }): ReactNode {
  return (
    <InPlace
      run={run}
      button={{ label: "Add a tag", Icon: Plus, hasText: true }}
      fields={[
        { name: "tag", label: "Name", value: "" },
        { name: "value", label: "Value", value: "" },
      ]}
      changeOf={([name = "", value = ""]) => ({ tags: { [name]: value } })}
    >
      {null}
    </InPlace>
  );
}
