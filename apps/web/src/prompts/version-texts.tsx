import type { PromptVersionReport } from "@evalboard/contract";
import { formatCounted } from "@evalboard/format";
import type { ReactNode } from "react";
import { Card } from "../ui/card.tsx";
import { VersionText } from "./version-text.tsx";

/** How the versions read, newest first, each beside the one before it. */
export function VersionTexts({ versions }: { readonly versions: readonly PromptVersionReport[] }): ReactNode {
  return (
    <Card
      title="Texts"
      aside={<span className="text-sm text-muted">{formatCounted(versions.length, "version")}</span>}
      flush
    >
      {versions.map((version, index) => (
        <VersionText
          key={version.promptVersionId}
          version={version}
          before={versions[index + 1]}
          isOpenAtFirst={index === 0}
        />
      ))}
    </Card>
  );
}
