import { type ReactNode, useRef } from "react";
import { useDroppedFiles } from "../app/dropped-files.ts";
import { Button } from "../ui/button.tsx";

/** Opens the browser's choice of files; those chosen count as dropped. */
export function FileButton({ children }: { readonly children: ReactNode }): ReactNode {
  const { drop } = useDroppedFiles();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{children}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          // The same file may be chosen again.
          target.value = "";
          if (chosen.length > 0) drop(chosen);
        }}
      />
    </>
  );
}
