// What every user story needs: opening a link, reading the page's sentence, and the fingerprint of the shown run.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Unit } from '../src/sim/metrics.ts';

/** Opens the address and waits until the player shows a run. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.locator('[data-status]')).toBeVisible();
  await expect(sentence(page)).not.toBeEmpty();
}

/** The one sentence under the stage. */
export function sentence(page: Page): Locator {
  return page.getByTestId('sentence');
}

/** Opens an address with `at=…` and waits until the run stands still at that instant. */
export async function openStill(page: Page, address: string): Promise<void> {
  await open(page, address);
  await expect(page.locator('[data-status="paused"]')).toBeVisible();
}

/** The fingerprint of the shown scenario's whole run, read from the share dialog, which is closed again. With `link`, once that link is shown. */
export async function fingerprint(page: Page, link = '#/'): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Link' }).inputValue()).toContain(link);
  const output = page.getByTestId('fingerprint');
  await expect(output).toHaveText(/^[0-9a-f]{16}$/);
  const text = await output.innerText();
  await page.keyboard.press('Escape');
  await expect(output).toBeHidden();
  return text;
}

/** The link in the share dialog, which is closed again. */
export async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  return link;
}

/** Moves to that instant of the shown run, and stands still there. */
export async function lookAt(page: Page, atMs: number): Promise<void> {
  const link = await sharedLink(page);
  await page.goto('about:blank');
  await openStill(page, `${link}&at=${atMs}`);
}

export interface SimReport {
  readonly hash: string;
  readonly link: string;
  readonly metrics: Readonly<Record<string, number | null>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the command line on the same input, without a browser. */
export function sim(...args: readonly string[]): string {
  return execFileSync('node', ['src/run/launch.mjs', 'src/run/headless.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 ** 2,
  });
}

export function simReport(link: string): SimReport {
  return JSON.parse(sim(link, '--json')) as SimReport;
}

/** Hands the shown run to somebody with another browser, who sees the same one, as does the command line. Gives the link. */
export async function passOn(page: Page): Promise<string> {
  const link = await sharedLink(page);
  const mine = await fingerprint(page);
  const context = await page.context().browser()!.newContext();
  const other = await context.newPage();
  await open(other, `${link}&at=1`);
  expect(await fingerprint(other)).toBe(mine);
  await context.close();
  expect(simReport(link.slice(link.indexOf('#'))).hash).toBe(mine);
  return link;
}

export interface StudyAnswer {
  readonly study: string;
  readonly seed: number;
  readonly trials: number;
  readonly columns: Readonly<Record<string, { readonly label: string; readonly unit: Unit }>>;
  readonly rows: readonly {
    readonly id: string;
    readonly label: string;
    readonly link: string;
    readonly figures: Readonly<
      Record<string, { readonly value: number | null; readonly predicted?: number }>
    >;
  }[];
  readonly findings: readonly string[];
}

/** Measures all studies of a pattern in Node, each at its least number of trials. */
export function studyAnswers(pattern: string, ...args: readonly string[]): readonly StudyAnswer[] {
  return JSON.parse(sim('--study', pattern, '--json', ...args)) as readonly StudyAnswer[];
}

/** Measures one. */
export function studyAnswer(name: string, ...args: readonly string[]): StudyAnswer {
  return JSON.parse(sim('--study', name, '--json', ...args)) as StudyAnswer;
}
