// `npm run bench`: how fast and how light the playground is, measured in a real browser on the production build.
// `-- --json FILE` writes the figures with medians and spread, `-- --quick` takes fewer samples. Goals missed are reported, not hidden.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import { preview } from 'vite';
import { browserLaunchOptions } from './browser.ts';
import { bundleReport } from './bundleReport.ts';
import { busiestMoment } from './busiest.ts';
import { patternIds } from './pages.ts';

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
  readonly samples: number;
  readonly goal: string;
  readonly met: boolean;
}

interface Goal {
  readonly text: string;
  readonly isMet: (value: number) => boolean;
}

const atMost = (limit: number, text: string): Goal => ({
  text: `≤ ${text}`,
  isMet: (value) => value <= limit,
});
const atLeast = (limit: number, text: string): Goal => ({
  text: `≥ ${text}`,
  isMet: (value) => value >= limit,
});

const BUSY = '#/circuit-breaker?callsPerSecond=200&seed=7&do=8000:outage=errors~16000:outage=none';
const TEN_MINUTES = '#/circuit-breaker?callsPerSecond=200&seed=7&for=600000';
const WIDE_LOCK = '#/distributed-lock?algorithm=redlock&clients=6&nodes=5&restMs=1000&seed=7&for=600000';
const FAST = '10';
const MEASURED_MS = 8_000;
const HEAP_SPEED = 10;

function sorted(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function quantile(values: readonly number[], q: number): number {
  const ordered = sorted(values);
  return ordered[Math.min(ordered.length - 1, Math.floor(q * ordered.length))] ?? NaN;
}

function figure(name: string, unit: string, values: readonly number[], goal: Goal): Figure {
  const median = quantile(values, 0.5);
  return {
    name,
    unit,
    median,
    least: Math.min(...values),
    greatest: Math.max(...values),
    samples: values.length,
    goal: goal.text,
    met: goal.isMet(median),
  };
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.locator('.recharts-surface').first().waitFor();
  return page;
}

/** Frames per second and the longest task while everything is live. */
function watchFrames(page: Page, forMs: number): Promise<{ fps: number; longestTaskMs: number }> {
  return page.evaluate(async (measuredMs) => {
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const startedMs = performance.now();
    let frames = 0;
    await new Promise<void>((resolve) => {
      function count(nowMs: number): void {
        frames += 1;
        if (nowMs - startedMs >= measuredMs) resolve();
        else requestAnimationFrame(count);
      }
      requestAnimationFrame(count);
    });
    observer.disconnect();
    return { fps: (1000 * (frames - 1)) / (performance.now() - startedMs), longestTaskMs };
  }, forMs);
}

/** Wall time from pressing a key until the player stands in one of these states again. */
function timeCommand(page: Page, key: string, status: string): Promise<number> {
  return page.evaluate(
    ([pressed, wanted]) =>
      new Promise<number>((resolve) => {
        const root = document.querySelector('[data-status]') as HTMLElement;
        const startedMs = performance.now();
        let hasLeft = false;
        const observer = new MutationObserver(() => {
          if (root.dataset['status'] === 'seeking') hasLeft = true;
          else if (hasLeft && root.dataset['status'] === wanted) {
            observer.disconnect();
            resolve(performance.now() - startedMs);
          }
        });
        observer.observe(root, { attributeFilter: ['data-status'] });
        dispatchEvent(new KeyboardEvent('keydown', { key: pressed }));
      }),
    [key, status] as const,
  );
}

async function timeSeeks(page: Page, count: number): Promise<number[]> {
  await page.locator('body').press('e');
  await page.locator('[data-status="ended"]').waitFor();
  const track = page.locator('.timeline-track');
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const share = ((index * 0.618_034) % 1) * 0.98 + 0.01;
    times.push(
      await track.evaluate(
        (element, x) =>
          new Promise<number>((resolve) => {
            const root = document.querySelector('[data-status]') as HTMLElement;
            const box = element.getBoundingClientRect();
            const place = { clientX: box.left + box.width * x, clientY: box.top + box.height / 2 };
            const startedMs = performance.now();
            let hasLeft = false;
            const observer = new MutationObserver(() => {
              if (root.dataset['status'] === 'seeking') hasLeft = true;
              else if (hasLeft) {
                observer.disconnect();
                resolve(performance.now() - startedMs);
              }
            });
            observer.observe(root, { attributeFilter: ['data-status'] });
            const options = { ...place, bubbles: true, pointerId: 1, button: 0, buttons: 1, isPrimary: true };
            element.dispatchEvent(new PointerEvent('pointerdown', options));
            element.dispatchEvent(new PointerEvent('pointerup', { ...options, buttons: 0 }));
          }),
        share,
      ),
    );
  }
  return times;
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Growth of the heap between the second and the last of ten virtual minutes, played at ten times the speed. */
async function heapGrowth(browser: Browser, address: string): Promise<number> {
  const page = await openPage(browser, `${address}${TEN_MINUTES}`);
  await page.getByLabel('speed', { exact: true }).selectOption(String(HEAP_SPEED));
  await page.waitForFunction(
    () => Number(document.querySelector('.timeline-playhead')?.ariaValueNow) > 60_000,
  );
  const before = await heapBytes(page);
  await page.locator('[data-status="ended"]').waitFor({ timeout: 180_000 });
  const after = await heapBytes(page);
  await page.close();
  return (100 * (after - before)) / before;
}

/** Frames while the busiest seconds of a pattern's presets are played. */
async function measureBusiest(
  browser: Browser,
  address: string,
  id: string,
  isQuick: boolean,
): Promise<Figure[]> {
  const { preset, link, eventsPerSecond } = busiestMoment(id);
  const fps: number[] = [];
  const longest: number[] = [];
  for (let repeat = 0; repeat < (isQuick ? 1 : 3); repeat += 1) {
    const page = await openPage(browser, `${address}${link}`);
    await page.locator('[data-status="paused"]').waitFor();
    await page.keyboard.press('Space');
    const watched = await watchFrames(page, isQuick ? 3_000 : 5_000);
    fps.push(watched.fps);
    longest.push(watched.longestTaskMs);
    await page.close();
  }
  const what = `${id}/${preset}, ${eventsPerSecond} events in a second`;
  return [
    figure(`frames per second of ${what}`, 'fps', fps, atLeast(55, '55 fps')),
    figure(`longest task of ${what}`, 'ms', longest, atMost(50, '50 ms')),
  ];
}

/** Frames while the diagram of a lock of six clients and five nodes runs at ten times the speed. */
async function measureWideLock(browser: Browser, address: string, isQuick: boolean): Promise<Figure> {
  const fps: number[] = [];
  for (let repeat = 0; repeat < (isQuick ? 1 : 3); repeat += 1) {
    const page = await openPage(browser, `${address}${WIDE_LOCK}`);
    await page.getByLabel('speed', { exact: true }).selectOption(FAST);
    fps.push((await watchFrames(page, isQuick ? 3_000 : 5_000)).fps);
    await page.close();
  }
  return figure(
    'frames per second, a lock of 6 clients and 5 nodes at 10×',
    'fps',
    fps,
    atLeast(55, '55 fps'),
  );
}

async function measure(browser: Browser, address: string, isQuick: boolean): Promise<Figure[]> {
  const repeats = isQuick ? 1 : 5;
  const fps: number[] = [];
  const longest: number[] = [];
  const runs: number[] = [];
  const busyRuns: number[] = [];
  const seeks: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const page = await openPage(browser, `${address}${BUSY}`);
    const watched = await watchFrames(page, isQuick ? 3_000 : MEASURED_MS);
    fps.push(watched.fps);
    longest.push(watched.longestTaskMs);
    busyRuns.push(await timeCommand(page, 'e', 'ended'));
    seeks.push(...(await timeSeeks(page, isQuick ? 10 : 40)));
    await page.close();
    const calm = await openPage(browser, `${address}#/circuit-breaker?seed=7`);
    runs.push(await timeCommand(calm, 'e', 'ended'));
    await calm.close();
  }
  const bundles = bundleReport().map(({ page, scriptBytes }) =>
    figure(
      `JavaScript of ${page}`,
      'kB gzip',
      [scriptBytes / 1000],
      page === 'home' ? atMost(180, '180 kB') : atMost(340, '340 kB'),
    ),
  );
  const busiest: Figure[] = [];
  for (const id of patternIds()) busiest.push(...(await measureBusiest(browser, address, id, isQuick)));
  return [
    ...busiest,
    await measureWideLock(browser, address, isQuick),
    figure('frames per second, all charts live, 200 calls/s', 'fps', fps, atLeast(58, '58 fps')),
    figure('longest task meanwhile (0: none over 50 ms)', 'ms', longest, atMost(50, '50 ms')),
    figure('60 s run to the end, 20 calls/s', 'ms', runs, atMost(250, '250 ms')),
    figure('60 s run to the end, 200 calls/s', 'ms', busyRuns, atMost(250, '250 ms')),
    figure('seek, 200 calls/s, p95', 'ms', [quantile(seeks, 0.95)], atMost(100, '100 ms')),
    figure('seek, 200 calls/s', 'ms', seeks, atMost(100, '100 ms')),
    ...bundles,
    figure(
      'heap growth over ten virtual minutes',
      '%',
      [await heapGrowth(browser, address)],
      atMost(10, '10 %'),
    ),
  ];
}

function row({ name, unit, median, least, greatest, samples, goal, met }: Figure): string {
  const spread = samples > 1 ? ` (${least.toFixed(1)}…${greatest.toFixed(1)}, ${samples} samples)` : '';
  return `${met ? 'met   ' : 'MISSED'}  ${name}: ${median.toFixed(1)} ${unit}${spread}; goal ${goal}`;
}

/** Always 0 when everything could be measured: a missed goal is a figure, not a failure. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const server = await preview({ logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(browserLaunchOptions());
  try {
    const figures = await measure(browser, server.resolvedUrls?.local[0] ?? '', values.quick);
    process.stdout.write(`${figures.map(row).join('\n')}\n`);
    if (values.json !== undefined) {
      const machine = {
        cores: cpus().length,
        processor: cpus()[0]?.model ?? 'unknown',
        browser: browser.version(),
      };
      writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
    }
    return 0;
  } finally {
    await browser.close();
    await server.close();
  }
}
