import { type Em, type Orm, Setting } from "@evalboard/db";
import { z } from "zod";

/** A server's days are not the board's. */
export class OtherZone extends Error {
  override readonly name = "OtherZone";

  constructor(board: string, server: string) {
    super(
      `This board's days are those of ${board}, and this server's are those of ${server} (EVALBOARD_TIME_ZONE; UTC where it is not set).
Every figure by the day would be another one than its other servers give. Either
  set EVALBOARD_TIME_ZONE=${board}          as the board has it, or
  evalboard start --change-time-zone   makes ${server} the board's zone, for all: its other servers stop
docs/facts.md says more.`,
    );
  }
}

interface Agreement {
  /** The zone of this server, an IANA name. */
  readonly timeZone: string;
  /** Whether it becomes the board's, whatever that was. */
  readonly isChange: boolean;
  readonly now: Date;
}

/** The name of the setting: it is none that the page changes, since days that begin elsewhere are other facts. */
const name = "timeZone";

/**
 * Sees to it that a server has the zone of its board. A board that has none yet, such as one from before zones were stored, takes that of
 * the first server that starts; of several at once one is the first.
 * @throws OtherZone
 */
export async function agreeOnZone(
  orm: Pick<Orm, "em">,
  { timeZone, isChange, now }: Agreement,
): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    const zone = { name, value: timeZone, changedAt: now };
    await em.createQueryBuilder(Setting).insert(zone).onConflict("name").ignore().execute("run");
    if (isChange) await em.nativeUpdate(Setting, { name }, { value: timeZone, changedAt: now });
  });
  await requireZone(orm, timeZone);
}

/** Throws `OtherZone` where the board has another zone than this server, such as since another one was started to change it. */
export async function requireZone(orm: Pick<Orm, "em">, timeZone: string): Promise<void> {
  const zone = await readZone(orm.em.fork());
  if (zone !== null && zone !== timeZone) throw new OtherZone(zone, timeZone);
}

async function readZone(em: Em): Promise<string | null> {
  const row = await em.findOne(Setting, name);
  return row === null ? null : z.string().parse(row.value);
}
