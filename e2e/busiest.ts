// Where a pattern has most to show: the preset and the second in which most happens, for measuring frames there.
import { sim, simReport } from './story.ts';

export interface BusyMoment {
  readonly preset: string;
  /** Opens paused one second before the busiest one. */
  readonly link: string;
  readonly eventsPerSecond: number;
}

interface Report {
  readonly events: readonly { readonly atMs: number }[];
}

function busiestSecond(events: Report['events']): { second: number; count: number } {
  const counts = new Map<number, number>();
  for (const { atMs } of events) {
    const second = Math.floor(atMs / 1000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return [...counts].reduce((best, [second, count]) => (count > best.count ? { second, count } : best), {
    second: 0,
    count: 0,
  });
}

/** Over all presets of the pattern. */
export function busiestMoment(pattern: string): BusyMoment {
  const presets = JSON.parse(sim('--list', pattern, '--json')) as readonly string[];
  const moments = presets.map((preset): BusyMoment => {
    const { link } = simReport(`${pattern}/${preset}`);
    const { events } = JSON.parse(sim(`${pattern}/${preset}`, '--events', '--json')) as Report;
    const { second, count } = busiestSecond(events);
    return { preset, link: `${link}&at=${Math.max(1, (second - 1) * 1000)}`, eventsPerSecond: count };
  });
  return moments.reduce((best, moment) => (moment.eventsPerSecond > best.eventsPerSecond ? moment : best));
}
