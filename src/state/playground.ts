/** What the person asked for: the open scenario, how the page shows it, and what of a link was ignored. Never per-frame data. */
import { create } from 'zustand';
import { findPattern } from '../patterns/index.ts';
import type { AnyPattern, Preset } from '../patterns/pattern.ts';
import { parseLink, PLAIN_VIEW, type LinkView } from '../scenario/link.ts';
import { scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';

export interface Opened {
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  readonly view: LinkView;
}

export interface Playground {
  /** What a page shows; null on the home page. */
  readonly opened: Opened | null;
  /** Grows whenever something else is opened, so that the player starts over. */
  readonly opening: number;
  /** Sentences about what a link had that was not understood. */
  readonly notes: readonly string[];
  /** Opens what the address says; an empty or unknown one leads to the home page. */
  openLink(link: string): void;
  openPreset(pattern: AnyPattern, preset: Preset): void;
  openFile(scenario: Scenario, notes: readonly string[]): void;
  /** The person changed the open scenario. */
  setScenario(scenario: Scenario): void;
  dismissNotes(): void;
}

export const usePlayground = create<Playground>()((set, get) => {
  function open(opened: Opened | null, notes: readonly string[] = []): void {
    set({ opened, notes, opening: get().opening + 1 });
  }

  return {
    opened: null,
    opening: 0,
    notes: [],
    openLink(link) {
      if (link.replace(/^#?\/?/, '') === '') return open(null);
      const parsed = parseLink(link);
      const pattern = parsed.ok ? findPattern(parsed.scenario.pattern) : undefined;
      if (!parsed.ok || !pattern)
        return open(null, [parsed.ok ? 'This pattern is unknown.' : parsed.problem]);
      return open({ pattern, scenario: parsed.scenario, view: parsed.view }, parsed.notes);
    },
    openPreset(pattern, preset) {
      open({ pattern, scenario: scenarioOfPreset(pattern, preset), view: get().opened?.view ?? PLAIN_VIEW });
    },
    openFile(scenario, notes) {
      const pattern = findPattern(scenario.pattern);
      if (pattern) open({ pattern, scenario, view: PLAIN_VIEW }, notes);
    },
    setScenario(scenario) {
      const { opened } = get();
      if (opened) set({ opened: { ...opened, scenario } });
    },
    dismissNotes: () => set({ notes: [] }),
  };
});
