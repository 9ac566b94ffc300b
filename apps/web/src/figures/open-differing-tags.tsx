import type { DifferingTag } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { runsSearchOf } from "../address/board.ts";
import { RunsLink } from "../address/links.tsx";
import { tagText, tagTexts, withTag } from "../address/tags.ts";
import { type DifferingTagsProps, differingTagsClass, differingWords } from "./differing-tags.tsx";

interface OpenDifferingTagsProps extends DifferingTagsProps {
  readonly tags: readonly DifferingTag[];
}

/** The values of tags in which runs differ that are alike in all else, each leading to its runs; open at first. */
export function OpenDifferingTags({ report, tags }: OpenDifferingTagsProps): ReactNode {
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger className={differingTagsClass}>{differingWords(tags)}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="Tags in which runs differ"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className="z-20 flex max-h-96 w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-3 overflow-auto rounded-lg border border-line bg-surface p-4 text-sm shadow-lg"
        >
          <p className="text-pretty text-muted">
            Runs that are alike in model, dataset and prompt version differ in these tags. The figures are of
            all of them; each value leads to its runs.
          </p>
          {tags.map((tag) => (
            <TagValues key={tag.name} tag={tag} report={report} />
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function TagValues({ tag, report: { where, window } }: DifferingTagsProps & { readonly tag: DifferingTag }) {
  const { name, values, totalValues } = tag;
  const among = tagTexts(where.tags);
  return (
    <section aria-label={name}>
      <h3 className="font-medium wrap-anywhere">{name}</h3>
      <ul>
        {values.map(({ value, runs }) => (
          <li key={value ?? ""} className="flex justify-between gap-3">
            {value === null ? (
              <span className="text-muted">not set</span>
            ) : (
              <RunsLink
                search={{ ...runsSearchOf(where), tag: withTag(among, tagText(name, value)) }}
                window={window}
                className="min-w-0 underline wrap-anywhere"
              >
                {value}
              </RunsLink>
            )}
            <span className="shrink-0 text-muted tabular-nums">{formatCounted(runs, "run")}</span>
          </li>
        ))}
      </ul>
      {totalValues > values.length ? (
        <p className="text-muted">and {formatCounted(totalValues - values.length, "other value")}</p>
      ) : null}
    </section>
  );
}
