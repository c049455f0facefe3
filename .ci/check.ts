// `npm run check`: every `check:…` script of package.json, side by side; prints what failed and which one it was.
import packageJson from '../package.json' with { type: 'json' };
import { npmRun } from './npmRun.ts';

/** 0 when all of them are content. */
export async function main(): Promise<number> {
  const scripts = Object.keys(packageJson.scripts).filter((name) => name.startsWith('check:'));
  const results = await Promise.all(scripts.map(async (name) => ({ name, ...(await npmRun(name)) })));

  const failed = results.filter(({ passed }) => !passed);
  for (const { name, output } of failed) process.stdout.write(`── ${name}\n${output}\n\n`);
  for (const { name, passed, seconds } of results) {
    process.stdout.write(
      `${passed ? '✓' : '✗'} ${name} ${passed ? 'passed' : 'failed'} (${seconds.toFixed(1)} s)\n`,
    );
  }
  return failed.length === 0 ? 0 : 1;
}
