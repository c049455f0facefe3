/** What the person asked for: the open scenario, how the page shows it, and what of a link was ignored. Never per-frame data. */
import { create } from 'zustand';
import type { Card } from '../patterns/card.ts';
import { cards, findCard, loadPattern } from '../patterns/cards.ts';
import type { AnyPattern, Preset } from '../patterns/pattern.ts';
import { parseLink, patternIdOf, PLAIN_VIEW, type LinkView } from '../scenario/link.ts';
import { unknownPattern } from '../scenario/read.ts';
import { scenarioOfPreset, type Scenario } from '../scenario/scenario.ts';

export interface Opened {
  readonly pattern: AnyPattern;
  readonly scenario: Scenario;
  readonly view: LinkView;
}

export interface Playground {
  /** What a page shows; null on the home page. */
  readonly opened: Opened | null;
  /** The pattern that is being loaded. */
  readonly awaited: Card | null;
  /** Grows whenever something else is opened, so that the player starts over; 0 before anything was. */
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
  let asked = 0;

  function open(opened: Opened | null, notes: readonly string[] = []): void {
    asked += 1;
    set({ opened, notes, awaited: null, opening: get().opening + 1 });
  }

  /** Loads a pattern and goes on with it, unless something else was asked for in the meantime. */
  function withPattern(id: string, goOn: (pattern: AnyPattern) => void): void {
    const card = findCard(id);
    if (!card) return open(null, [unknownPattern(id, cards)]);
    asked += 1;
    const mine = asked;
    set({ awaited: card });
    const problem = `“${card.title}” could not be loaded. Look at the connection and try again.`;
    loadPattern(card).then(
      (pattern) => mine === asked && goOn(pattern),
      () => mine === asked && open(null, [problem]),
    );
  }

  return {
    opened: null,
    awaited: null,
    opening: 0,
    notes: [],
    openLink(link) {
      if (link.replace(/^#?\/?/, '') === '') return open(null);
      return withPattern(patternIdOf(link), (pattern) => {
        const parsed = parseLink(link, [pattern]);
        if (parsed.ok) open({ pattern, scenario: parsed.scenario, view: parsed.view }, parsed.notes);
        else open(null, [parsed.problem]);
      });
    },
    openPreset(pattern, preset) {
      open({ pattern, scenario: scenarioOfPreset(pattern, preset), view: get().opened?.view ?? PLAIN_VIEW });
    },
    openFile(scenario, notes) {
      withPattern(scenario.pattern, (pattern) => open({ pattern, scenario, view: PLAIN_VIEW }, notes));
    },
    setScenario(scenario) {
      const { opened } = get();
      if (opened) set({ opened: { ...opened, scenario } });
    },
    dismissNotes: () => set({ notes: [] }),
  };
});
