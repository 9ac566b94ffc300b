/** How pages are looked at for faults: each theme and each width once, since four times the pages take minutes. */
export const appearances = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const;
