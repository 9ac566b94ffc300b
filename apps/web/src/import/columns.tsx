import type { ColumnMap } from "@evalboard/importers";
import { formatMoment } from "@evalboard/format";
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { saveFile } from "../kit/file.ts";
import { Button } from "../kit/button.tsx";
import { Card } from "../kit/card.tsx";
import { CommandLine } from "../kit/text.tsx";
import { PlacePicker, Pickers } from "./column-pickers.tsx";
import { FurtherColumns } from "./further-columns.tsx";
import { type UnknownFile, sayOfMap } from "./map-state.ts";
import { MapPreview } from "./map-preview.tsx";

interface ColumnsCardProps {
  readonly name: string;
  readonly file: UnknownFile;
  /** Whether it is likely one of results, or the only one. */
  readonly isOpen: boolean;
  readonly change: (map: ColumnMap) => void;
}

/** A file of no known tool: what its columns are, to be said or put right, and what comes of it. */
export function ColumnsCard({ name, file, isOpen, change }: ColumnsCardProps): ReactNode {
  const { guess, refusal, turn } = file;
  const isRefused = refusal !== null && turn === 0;
  const [isShown, setShown] = useState(isOpen && !isRefused);
  const show = (): void => {
    setShown(!isShown);
    // With that it is said that it is not what it looks like.
    if (isRefused) change(guess.map);
  };
  return (
    <Card
      title={name}
      aside={
        isOpen && !isRefused ? null : (
          <Button aria-expanded={isShown} onClick={show}>
            {isShown ? "Hide its columns" : "Say what its columns are"}
          </Button>
        )
      }
    >
      {refusal === null ? null : (
        <p className="mb-2 max-w-4xl text-sm wrap-anywhere text-bad">
          Cannot be imported as EvalBoard's own: {refusal}
        </p>
      )}
      <p className="max-w-4xl text-sm wrap-anywhere">
        It is {guess.seen}
        {refusal === null && guess.tool === undefined ? ", of no tool known here" : ""}.{" "}
        <span className="text-muted">Nothing of it is sent yet.</span>
      </p>
      <OriginNote file={file} change={change} />
      {isShown ? (
        <>
          <div className="mt-4 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]">
            <div className="flex min-w-0 flex-col gap-3">
              <PlacePicker guess={guess} change={change} />
              <Pickers file={file} change={change} />
              <FurtherColumns guess={guess} change={change} />
            </div>
            <MapPreview file={file} />
          </div>
          <MapAway name={name} file={file} />
        </>
      ) : null}
    </Card>
  );
}

/** Where the map comes from that nobody has made just now. */
function OriginNote({ file, change }: Pick<ColumnsCardProps, "file" | "change">): ReactNode {
  const { origin, guess } = file;
  if (origin === null) return null;
  const model = origin.from === "kept" ? origin.model : undefined;
  const isModelOpen = guess.missing.some(({ option }) => option === "model");
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-accent-soft px-3 py-2 text-sm">
      {origin.from === "kept"
        ? `Read with the map that was kept on ${formatMoment(origin.at)}; change it below.`
        : `Read with the map of ${origin.name}; change it below.`}
      {model !== undefined && isModelOpen ? (
        <Button onClick={() => change(sayOfMap(guess.map, { model }))}>The model is {model} again</Button>
      ) : null}
    </p>
  );
}

/** The map for elsewhere: as a file, and as a command. */
function MapAway({
  name,
  file: { mapText, command, isPending },
}: Pick<ColumnsCardProps, "name" | "file">): ReactNode {
  const save = (): void => {
    const bare = name.replace(/\.[a-z]+$/i, "");
    saveFile(`${bare}.map.json`, new Blob([mapText], { type: "application/json" }));
  };
  return (
    <details className="mt-5 border-t border-line pt-3">
      <summary className="w-fit cursor-pointer text-sm font-medium">
        The same every night: this map as a file, or as a command
      </summary>
      <div className="mt-3 flex flex-col gap-3">
        <p className="max-w-prose text-sm text-muted">
          The file is for <code>--map-file</code>, and is used for the files that it is dropped with. This
          browser keeps the map of what is imported by itself, for the next file of these columns.
        </p>
        <div>
          <Button onClick={save} disabled={isPending}>
            <Download className="size-3.5" aria-hidden />
            Save map
          </Button>
        </div>
        {/* Another command is not the one that was copied. */}
        <CommandLine key={command} command={command} />
      </div>
    </details>
  );
}
