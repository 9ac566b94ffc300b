import type { Period } from "@evalboard/contract";
import { useNavigate, useRouter } from "@tanstack/react-router";

/** A page, and the letter that goes to it after `g`. */
export const places = [
  { letter: "b", name: "Board", to: "/" },
  { letter: "m", name: "Models × datasets", to: "/", tab: "matrix" },
  { letter: "r", name: "Runs", to: "/runs" },
  { letter: "c", name: "Compare", to: "/compare" },
  { letter: "i", name: "Import", to: "/import" },
  { letter: "n", name: "Names", to: "/names" },
  { letter: "s", name: "Settings", to: "/settings" },
] as const;
export type Place = (typeof places)[number];

/** Goes to a page, by the address that its link in the header has. */
export function useGoTo(): (place: Place) => void {
  const navigate = useNavigate();
  return (place) =>
    void navigate("tab" in place ? { to: place.to, search: { tab: place.tab } } : { to: place.to });
}

/** Shows another period: of the page, where it has one, else of the board. */
export function useGoToPeriod(): (period: Period) => void {
  const router = useRouter();
  const navigate = useNavigate();
  return (period) => {
    const here = router.state.matches.at(-1)?.search;
    const hasPeriod = here !== undefined && "period" in here;
    void navigate({
      to: hasPeriod ? "." : "/",
      search: (before) => (hasPeriod ? { ...before, period } : { period }),
      resetScroll: !hasPeriod,
    });
  };
}
