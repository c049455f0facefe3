// Makes sure there is a browser before anything drives one: uses what exists, else installs, else says what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findBrowser } from './browser.ts';

/** 0 when a browser is ready; 1, after one sentence, when none could be had. */
export function main(): number {
  if (findBrowser() !== undefined) return 0;
  process.stderr.write('No browser found; installing Chromium for the tests.\n');

  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  run('playwright install', process.execPath, [playwright, 'install', 'chromium'], 5);
  if (findBrowser() !== undefined) return 0;

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get update', 'apt-get', ['update'], 2);
    run('apt-get install', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 8);
    if (findBrowser() !== undefined) return 0;
  }

  process.stderr.write(
    'No browser could be installed; install Chrome or Chromium, or set PLAYGROUND_BROWSER to the program of one.\n',
  );
  return 1;
}

function run(name: string, program: string, args: readonly string[], limitMinutes: number): void {
  const { status, error } = spawnSync(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: limitMinutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const reason = error?.message ?? `exit code ${status}`;
  if (status !== 0) process.stderr.write(`${name} did not work (${reason}).\n`);
}
