import type { TellingItem } from "@evalboard/contract";
import { formatCounted, formatScore } from "@evalboard/format";
import { type ReactNode, useMemo } from "react";
import { ItemLink } from "../address/links.tsx";
import { heatColor, heatScaleOf } from "../figures/matrix.tsx";
import { Card } from "../kit/card.tsx";
import { Unknown } from "../kit/figure.tsx";
import { ScrollBox } from "../kit/scroll-box.tsx";
import type { GroupsProps } from "./group-names.ts";

const CAPTION = "Items that tell the groups apart, with each group’s average score";

/** The items whose scores are furthest apart: each leads to how it fared in all runs, and to every answer. */
export function TellingItems({ comparison: { tellingItems }, names }: GroupsProps): ReactNode {
  const scale = useMemo(() => heatScaleOf(tellingItems.flatMap(({ scores }) => scores)), [tellingItems]);
  return (
    <Card
      title="Items that tell them apart"
      definition="groups.items"
      aside={
        tellingItems.length === 0 ? null : (
          <span className="text-sm text-muted">
            {formatCounted(tellingItems.length, "item")}, furthest apart first
          </span>
        )
      }
      flush
    >
      {tellingItems.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">No item was scored by two of them.</p>
      ) : (
        <ScrollBox label={CAPTION}>
          <table className="w-full border-separate border-spacing-0.5 pr-3 text-sm">
            <caption className="sr-only">{CAPTION}</caption>
            <thead>
              <tr className="text-xs text-muted *:px-2 *:py-1.5 *:align-bottom *:font-medium">
                <th scope="col" className="sticky top-0 left-0 z-3 bg-surface pl-5! text-left">
                  Item
                </th>
                {names.map((name) => (
                  <th
                    key={name}
                    scope="col"
                    className="sticky top-0 z-2 min-w-14 bg-surface sm:min-w-20 wrap-break-word"
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tellingItems.map((item) => (
                <ItemRow key={`${item.dataset.id} ${item.itemKey}`} item={item} names={names} scale={scale} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Card>
  );
}

interface ItemRowProps {
  readonly item: TellingItem;
  readonly names: readonly string[];
  readonly scale: ReturnType<typeof heatScaleOf>;
}

function ItemRow({ item, names, scale }: ItemRowProps): ReactNode {
  const { dataset, itemKey, itemName, scores } = item;
  return (
    <tr>
      <th
        scope="row"
        className="sticky left-0 z-2 max-w-32 min-w-24 bg-surface py-1.5 pr-2 pl-5 text-left font-medium sm:max-w-sm sm:min-w-48"
      >
        <ItemLink
          datasetId={dataset.id}
          itemKey={itemKey}
          className="line-clamp-3 wrap-anywhere sm:line-clamp-2"
        >
          {itemName ?? itemKey}
        </ItemLink>
        <span className="block truncate text-xs font-normal text-muted">{dataset.name}</span>
      </th>
      {names.map((name, index) => {
        const score = scores[index] ?? null;
        const background = score === null ? "var(--sunken)" : heatColor(score, scale);
        return (
          <td key={name} className="rounded-md px-2 py-1 text-center tabular-nums" style={{ background }}>
            {score === null ? <Unknown why="not scored" /> : formatScore(score)}
          </td>
        );
      })}
    </tr>
  );
}
