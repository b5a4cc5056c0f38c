import type { Entry, Registers } from "../resolve/index.ts";

const EVENTS_BY_KEY = new WeakMap<Registers["events"], ReadonlyMap<string, readonly Entry[]>>();

/** Gives the events that someone took part in or that were at a place, in the order of time. What is found once is known for all entries. */
export function eventsOf({ key }: Entry, { events }: Pick<Registers, "events">): readonly Entry[] {
  const known = EVENTS_BY_KEY.get(events) ?? byKey(inTime([...events.values()]));
  EVENTS_BY_KEY.set(events, known);
  return known.get(key) ?? [];
}

function byKey(events: readonly Entry[]): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const event of events)
    for (const key of new Set(event.particulars.map((each) => each.key))) {
      if (key === null || key === event.key) continue;
      const others = found.get(key);
      if (others === undefined) found.set(key, [event]);
      else others.push(event);
    }
  return found;
}

/** Events in the order of time; those of which it is not known stand behind. */
export function inTime(events: readonly Entry[]): readonly Entry[] {
  return [...events].sort((one, other) => firstDay(one) - firstDay(other));
}

/** The first day in the dates of an entry as a number that grows with time; that of an entry without dates is the last. */
function firstDay({ dates }: Entry): number {
  const [, year, month, day] = /(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/u.exec(dates ?? "") ?? [];
  if (year === undefined) return Number.MAX_SAFE_INTEGER;
  return Number(year) * 10_000 + Number(month ?? 0) * 100 + Number(day ?? 0);
}
