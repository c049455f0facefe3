// Which Chromium the end-to-end tests, the benchmark and the pictures use, and how it is started.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type LaunchOptions } from '@playwright/test';

/** The browser named by `PLAYGROUND_BROWSER`, else Playwright's own, else an installed one; undefined when there is none. */
export function findBrowser(): string | undefined {
  const named = process.env.PLAYGROUND_BROWSER;
  if (!named) return [chromium.executablePath(), ...usualPlaces()].find(isReady);
  if (!isReady(named)) throw new Error(`PLAYGROUND_BROWSER names ${named}, which does not start.`);
  return named;
}

/** Playwright's options to start that browser; fails with a sentence when there is none. */
export function browserLaunchOptions(): LaunchOptions {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No browser found; `npm run test:e2e` installs one.');
  return {
    executablePath,
    chromiumSandbox: canSandbox(), // Playwright adds --no-sandbox when this is false.
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  };
}

function usualPlaces(): string[] {
  const env = process.env;
  const everyPath = (folders: readonly (string | undefined)[], programs: readonly string[]) =>
    folders.flatMap((folder) => (folder ? programs.map((program) => join(folder, program)) : []));
  switch (process.platform) {
    case 'darwin':
      return everyPath(
        ['/Applications', env.HOME && join(env.HOME, 'Applications')],
        ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `${app}.app/Contents/MacOS/${app}`),
      );
    case 'win32':
      return everyPath(
        [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA],
        [
          'Google/Chrome/Application/chrome.exe',
          'Chromium/Application/chrome.exe',
          'Microsoft/Edge/Application/msedge.exe',
        ],
      );
    default:
      return everyPath(
        ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'],
        ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
      );
  }
}

/** On Linux a browser may be there and yet lack the libraries it needs, so there it is also asked for its version. */
function isReady(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 10_000 }).status === 0;
}

/** Chromium refuses to sandbox as root, and cannot where the kernel keeps user namespaces from ordinary users. */
function canSandbox(): boolean {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  return (
    kernelSetting('apparmor_restrict_unprivileged_userns') !== '1' &&
    kernelSetting('unprivileged_userns_clone') !== '0'
  );
}

function kernelSetting(name: string): string | undefined {
  const path = `/proc/sys/kernel/${name}`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}
