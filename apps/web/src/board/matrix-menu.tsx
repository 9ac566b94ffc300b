import type { MatrixReport } from "@evalboard/contract";
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { MatrixPart } from "../export/export-matrix.ts";
import { Menu } from "../ui/menu.tsx";

const parts: readonly (readonly [MatrixPart, string])[] = [
  ["report", "The whole matrix (JSON)"],
  ["cells", "Model and dataset pairs (CSV)"],
];

/** Takes the matrix elsewhere. */
export function MatrixMenu({ report }: { readonly report: MatrixReport }): ReactNode {
  const write = async (part: MatrixPart): Promise<void> => {
    const { exportMatrix } = await import("../export/export-matrix.ts");
    await exportMatrix(report, part);
  };
  return (
    <Menu
      label="Export the matrix"
      items={parts.map(([part, label]) => ({ label, choose: () => void write(part) }))}
    >
      <Download className="size-3.5" aria-hidden />
    </Menu>
  );
}
