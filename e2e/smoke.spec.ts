// The built page opens within its own security policy, talks to no other host and loads no script the bundle report misses.
import { expect, test } from '@playwright/test';
import { bundleReport } from './bundleReport.ts';
import { stillAddressOf } from './pages.ts';

test('the built page opens, quietly and alone', async ({ page, baseURL }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL!).origin)
      complaints.push(`asked ${origin}`);
  });

  await page.goto('./');
  await expect(page).toHaveTitle(/Partial Failure Playground/);
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(complaints).toEqual([]);
});

for (const { page: name, scripts, workers } of bundleReport()) {
  test(`the bundle report names every script that ${name} loads`, async ({ page, baseURL }) => {
    const loaded: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.js')) loaded.push(request.url().replace(baseURL!, ''));
    });
    await page.goto(stillAddressOf(name));
    await page.waitForLoadState('networkidle');
    expect([...scripts, ...workers]).toEqual(expect.arrayContaining(loaded));
    expect(loaded).not.toEqual([]);
  });
}
