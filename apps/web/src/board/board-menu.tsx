import type { StatsReport } from "@evalboard/contract";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { BoardPart } from "../export/export-board.ts";
import { Menu } from "../ui/menu.tsx";

const parts: readonly (readonly [BoardPart, string])[] = [
  ["report", "The whole report (JSON)"],
  ["prompts", "Prompt changes (CSV)"],
  ["models", "Top models (CSV)"],
  ["hardest", "Hardest datasets (CSV)"],
  ["datasets", "Most used datasets (CSV)"],
  ["time", "Runs and latency over time (CSV)"],
];

/** Takes the board's figures elsewhere. */
export function BoardMenu({ report }: { readonly report: StatsReport }): ReactNode {
  const write = async (part: BoardPart): Promise<void> => {
    const { exportBoard } = await import("../export/export-board.ts");
    await exportBoard(report, part);
  };
  return (
    <Menu
      label="Export the board"
      items={parts.map(([part, label]) => ({ label, choose: () => void write(part) }))}
    >
      <Download className="size-3.5" aria-hidden />
    </Menu>
  );
}
