// A person makes a chaos experiment, carries it out, and somebody else imports it and gets the same verdict.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { axeFindings, nothing, overflow } from './fit.ts';
import { open, sim } from './story.ts';

const OUTAGE =
  '#/circuit-breaker?openDurationMs=2000&failureRate=0&seed=7&for=30000&do=10000:outage=errors~20000:outage=none';
const HYPOTHESIS = '&experiment=Is_it_noticed~3f~&check=20000&hypothesis=failures/attempted:0:0.05';
const DEVIATED = 'Deviated: failure rate rose to 100 % (tolerance 0–3 %); by the end it was met again.';

const verdict = (page: Page) => page.getByTestId('verdict');

async function openTab(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Details' }).getByText('Experiment').click();
}

async function runToEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run to the end' }).last().click();
  await expect(page.locator('[data-status="ended"]')).toBeVisible();
}

async function enter(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true });
  await field.fill(text);
  await field.press('Enter');
}

async function saved(page: Page, button: string): Promise<{ name: string; text: string; path: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const path = await file.path();
  return { name: file.suggestedFilename(), text: readFileSync(path, 'utf8'), path };
}

test('an experiment that somebody makes has the same verdict in a fresh profile and without a browser', async ({
  page,
  browser,
}) => {
  await open(page, `${OUTAGE}&at=9000`);
  await openTab(page);
  await page.getByRole('button', { name: 'Make an experiment' }).click();
  await enter(page, 'Title of the experiment', 'Is the outage noticed?');
  await expect(page.getByRole('combobox', { name: 'Probe 1, figure' })).toHaveValue('failures');
  await expect(page.getByRole('combobox', { name: 'Probe 1, share of' })).toHaveValue('attempted');
  await enter(page, 'Greatest failure rate', '3');

  const rollback = page.getByRole('switch', { name: 'Rollback at 20.0 s: Outage → none' });
  await expect(rollback).toBeChecked();
  await rollback.click();
  await expect(page.getByRole('textbox', { name: 'Check at' })).toHaveValue('the end');
  await runToEnd(page);
  await expect(verdict(page)).toHaveText('Completed: the hypothesis held before and after the method.');

  await rollback.click();
  await expect(verdict(page)).toHaveText(DEVIATED);
  await expect(page).toHaveURL(/check=20000&hypothesis=failures\/attempted:0:0\.03$/);

  const journal = await saved(page, 'Journal');
  expect(JSON.parse(journal.text)).toMatchObject({ status: 'failed', deviated: true, duration: 30 });
  const exported = await saved(page, 'Export');
  expect(exported.name).toBe('circuit-breaker-7-experiment.json');
  expect(JSON.parse(exported.text)).toMatchObject({ title: 'Is the outage noticed?' });

  const context = await browser.newContext();
  const other = await context.newPage();
  await open(other, '#/circuit-breaker?seed=1&at=1000');
  await openTab(other);
  const [chooser] = await Promise.all([
    other.waitForEvent('filechooser'),
    other.getByRole('button', { name: 'Import' }).click(),
  ]);
  await chooser.setFiles(exported.path);
  await expect(other.getByRole('textbox', { name: 'Title of the experiment' })).toHaveValue(
    'Is the outage noticed?',
  );
  await runToEnd(other);
  await expect(verdict(other)).toHaveText(DEVIATED);
  await expect(other.getByRole('status', { name: 'Notes' })).toHaveCount(0);
  expect(JSON.parse((await saved(other, 'Journal')).text)).toEqual(JSON.parse(journal.text));
  await context.close();

  expect(JSON.parse(sim(exported.path, '--json'))).toMatchObject({ verdict: { sentence: DEVIATED } });
});

test('a link with an experiment opens on it, and it can be changed by keyboard alone', async ({ page }) => {
  await open(page, `${OUTAGE}${HYPOTHESIS}&at=9000`);
  await expect(page.getByRole('region', { name: 'Experiment' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a probe' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Probe 2, figure' }).selectOption('latencyMs.p95');
  await expect(page.getByRole('combobox', { name: 'Probe 2, share of' })).toHaveCount(0);
  await enter(page, 'Least latency p95', '3 min');
  await expect(page.getByRole('alert')).toHaveText('A tolerance goes from the least value to the greatest.');
  await enter(page, 'Greatest latency p95', 'no limit');
  await enter(page, 'Window', '2 s');
  await expect(page).toHaveURL(/window=2000&check=20000&hypothesis=.*~latencyMs\.p95:0:unlimited$/);

  await page.getByRole('button', { name: 'Remove probe 2: latency p95' }).press('Enter');
  await expect(page).toHaveURL(/hypothesis=failures\/attempted:0:0\.05$/);
  await expect(page.getByRole('button', { name: /^Remove probe/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(page).not.toHaveURL(/hypothesis/);
  await expect(page.getByRole('button', { name: 'Make an experiment' })).toBeVisible();
});

test('what changes while the run goes on becomes an action of the method', async ({ page }) => {
  await open(page, '#/circuit-breaker?seed=7&for=60000&hypothesis=failures/attempted:0:1&at=5000');
  await expect(page.getByText('Nothing changes before the check.')).toBeVisible();
  await page.getByRole('slider', { name: 'Failure rate' }).press('End');
  await expect(page.getByRole('switch', { name: /^Rollback at .*Failure rate → 100 %/ })).not.toBeChecked();
});

test('a file that is no experiment is refused with a sentence, and one with nonsense says what was left out', async ({
  page,
}) => {
  await open(page, `${OUTAGE}${HYPOTHESIS}&at=9000`);
  const importFile = async (text: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import' }).click(),
    ]);
    await chooser.setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await importFile('{"hello":');
  await expect(page.getByRole('alert')).toContainText('This is not an experiment of the Chaos Toolkit');
  await expect(page).toHaveURL(/hypothesis=/);

  const probe = {
    name: 'p95',
    tolerance: [0, 300],
    provider: { arguments: { metric: 'latencyMs.p95' } },
  };
  const action = { type: 'action', name: 'unplug', provider: { arguments: {} } };
  await importFile(
    JSON.stringify({ 'steady-state-hypothesis': { probes: [probe, { name: 'x' }] }, method: [action] }),
  );
  const notes = page.getByRole('status', { name: 'Notes' });
  await expect(notes).toContainText('unplug was ignored');
  await expect(page.getByRole('textbox', { name: 'Greatest latency p95' })).toHaveValue('300 ms');
});

test('the experiment fits every page, and axe finds nothing in it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, `${OUTAGE}${HYPOTHESIS}&at=9000`);
  await runToEnd(page);
  expect(await overflow(page)).toEqual({ x: 0, y: 0 });
  expect(await axeFindings(page, '.pf-workbench')).toEqual(nothing);
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await overflow(page)).x).toBe(0);
});
