// A trainer shows a paused holder that writes too late, jumps to the moment, raises a fence, and breaks actors from their lanes.
import { expect, test, type Page } from '@playwright/test';
import { lookAt, openStill, passOn, sentence } from './story.ts';

const lamp = (page: Page, invariant: string) =>
  page.getByRole('list', { name: 'Invariants' }).getByRole('button', { name: new RegExp(`^${invariant} `) });

test('a trainer shows two writers, jumps to the moment, and raises a fence', async ({ page }) => {
  await openStill(page, '#/distributed-lock?preset=pause&at=16500');
  await expect(lamp(page, 'I1')).toHaveAccessibleName(/violated once, first at 15\.0 s/);
  await expect(lamp(page, 'I4')).toHaveAccessibleName(/holds so far/);
  await lamp(page, 'I1').press('Enter');
  await expect(page.getByLabel('Selected')).toContainText('A write of c1 was accepted after one of c2');
  await page.getByLabel('Selected').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByLabel('Selected')).toBeHidden();

  await openStill(page, '#/distributed-lock?preset=pause&at=500');
  await page.getByRole('radiogroup', { name: 'Fencing' }).getByText('order', { exact: true }).click();
  await lookAt(page, 16_500);
  await expect(sentence(page)).toContainText('rejected');
  await expect(lamp(page, 'I1')).toHaveAccessibleName(/holds so far/);
  expect(await passOn(page)).toContain('fencing=order');
});

test('the table tells what the diagram shows', async ({ page }) => {
  await openStill(page, '#/distributed-lock?preset=pause&at=16500');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /The diagram in words/ });
  const rowsOf = (name: string) => dialog.getByRole('table', { name }).getByRole('row');
  await expect(rowsOf('Messages').filter({ hasText: 'granted #33' })).toContainText('delivered');
  await expect(rowsOf('Leases').filter({ hasText: 'c2 itself' })).toContainText('#34');
  await expect(rowsOf('Writes at the resource').filter({ hasText: 'accepted' })).toHaveCount(2);
  await expect(rowsOf('Faults').filter({ hasText: 'paused' })).toContainText('15.000 s');
  await expect(rowsOf('Violations').filter({ hasText: 'I1' })).toContainText('15.020 s');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('messages are read, time is moved and actors are broken by keyboard', async ({ page }) => {
  await openStill(page, '#/distributed-lock?at=8000');
  const diagram = page.getByRole('application', { name: 'Space–time diagram' });
  await diagram.press('ArrowDown');
  await expect(page.getByLabel('Selected')).toContainText('acquire');
  await diagram.press('ArrowDown');
  await expect(page.getByLabel('Selected')).toContainText('granted #33');
  await diagram.press('Escape');
  await expect(page.getByLabel('Selected')).toBeHidden();
  await diagram.press('0');
  await expect(page.getByRole('button', { name: 'Whole run' })).toHaveAttribute('aria-pressed', 'true');
  await diagram.press('f');
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Pause client 1' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Resume client 1' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Interventions' }).getByRole('button')).toHaveAccessibleName(
    /Client 1/,
  );
});
