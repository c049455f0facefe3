/** Pages and nothing else, one after the other, trial after trial. */
import { createCompiledHost } from '../../sim/compiledHost.ts';
import { createWorld } from '../../sim/world.ts';
import { createGuards } from './guards.ts';
import type { ClientParams } from './model.ts';
import type { Page } from './page.ts';
import { createClient } from './policy.ts';
import { createServices } from './services.ts';

/** Each trial is the page of somebody who has never come before. */
const NEWCOMERS = (trial: number) => trial;

/** Gives the next page, ended. No draw is used twice: the pages of all trials are numbered on. */
export function createTrials(params: ClientParams, seed: number, userOf = NEWCOMERS): () => Page {
  const world = createWorld({ seed, durationMs: 1, metrics: {}, createHost: createCompiledHost });
  const settings = () => params;
  const { all } = createServices(world, { settings });
  const guards = createGuards(world, all, settings);
  const jitter = world.random.stream('retryJitter');
  const ended: Page[] = [];
  let pages = 0;
  const client = createClient(world, {
    services: guards.all,
    settings,
    hostOf: () => world.crowd,
    jitterOf: ({ id }, attempt) => jitter.at(id, attempt),
    onEnd: (page) => ended.push(page),
  });

  return () => {
    const id = pages;
    pages += 1;
    client.service({ id, client: userOf(id) }, () => {});
    while (ended.length === 0 && world.clock.step());
    const page = ended.pop();
    if (!page) throw new Error(`Page ${id} never came up.`);
    return page;
  };
}
