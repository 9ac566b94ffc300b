/** Gives whoever asks a turn of their own: `inTurn` begins the work when all that came before has ended. */
export function createTurns(): <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome> {
  let before: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = before.then(work);
    before = turn.catch(() => {});
    return turn;
  };
}
