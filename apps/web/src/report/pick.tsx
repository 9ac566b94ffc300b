// What `figures/pick.tsx` exports, for a file in which there is nothing to go to.

export function usePicked(): null {
  return null;
}

export function PickBox(): null {
  return null;
}

export function PickedLink(): null {
  return null;
}
