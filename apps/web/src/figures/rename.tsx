import type { NameKind, Renaming } from "@evalboard/contract";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "../kit/button.tsx";

/** A model, a dataset or a prompt as it is called now. */
export interface NamedSubject {
  readonly kind: NameKind;
  readonly id: string;
  /** Null where the kind has none. */
  readonly provider: string | null;
  readonly name: string;
}

/** What was renamed, as a person reads it: `swift (acme)`. */
export function nameWords({ provider, name }: Pick<NamedSubject, "provider" | "name">): string {
  return provider === null ? name : `${name} (${provider})`;
}

const RenameDialog = lazy(async () => ({ default: (await import("./rename-dialog.tsx")).RenameDialog }));

interface RenameButtonProps {
  readonly subject: NamedSubject;
  readonly renamed: (renaming: Renaming) => void;
}

/** Opens the dialog that renames a subject or merges it into another; the dialog's code comes when it is first pressed. */
export function RenameButton({ subject, renamed }: RenameButtonProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        Rename…
      </Button>
      {isOpen ? (
        <Suspense>
          <RenameDialog subject={subject} close={() => setIsOpen(false)} renamed={renamed} />
        </Suspense>
      ) : null}
    </>
  );
}
