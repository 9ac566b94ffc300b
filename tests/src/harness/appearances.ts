const themes = ["light", "dark"] as const;
const widths = [1440, 768, 390] as const;

/**
 * How pages are looked at for faults: each theme once and the ends of the widths, since six times the pages take minutes.
 * All six with `APPEARANCES=all`.
 */
export const appearances =
  process.env["APPEARANCES"] === "all"
    ? themes.flatMap((colorScheme) => widths.map((width) => ({ colorScheme, width })))
    : ([
        { colorScheme: "light", width: 1440 },
        { colorScheme: "dark", width: 390 },
      ] as const);
