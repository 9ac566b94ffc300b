import { Ellipsis } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { Menu } from "../kit/menu.tsx";
import type { Series } from "./series.ts";

interface ChartMenuProps<Bucket> {
  readonly title: string;
  /** Holds the chart's canvas. */
  readonly place: RefObject<HTMLElement | null>;
  readonly buckets: readonly Bucket[];
  readonly plan: { readonly series: readonly Series<Bucket>[] };
}

/** Takes a chart elsewhere: as a picture, or as its figures. What does it is loaded when it is asked for. */
export function ChartMenu<Bucket extends { readonly from: string; readonly to: string }>(
  props: ChartMenuProps<Bucket>,
): ReactNode {
  const { title, place, buckets, plan } = props;
  const [said, setSaid] = useState<string | null>(null);
  const canvas = (): HTMLCanvasElement | null => place.current?.querySelector("canvas") ?? null;
  return (
    <span className="flex items-center gap-2 print:hidden">
      <output className="text-xs text-muted">{said}</output>
      <Menu
        label={`Take “${title}” elsewhere`}
        isSmall
        items={[
          {
            label: "Picture (PNG)",
            choose: () => void load().then(({ savePicture }) => savePicture(canvas(), title)),
          },
          {
            label: "Copy as a picture",
            choose: () =>
              void load()
                .then(({ copyPicture }) => copyPicture(canvas(), title))
                .then(setSaid),
          },
          {
            label: "Figures (CSV)",
            choose: () => void load().then(({ saveFigures }) => saveFigures(title, plan.series, buckets)),
          },
        ]}
      >
        <Ellipsis className="size-4" aria-hidden />
      </Menu>
    </span>
  );
}

const load = () => import("./take.ts");
