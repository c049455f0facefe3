// `npm test`: everything that must hold, ending with one line `N passed, N failed` counted from the tools' own reports.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { npmRun } from './npmRun.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface UnitReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

interface E2eReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
}

const unitReport = resolve('test-results/unit.json');
const e2eReport = resolve('test-results/e2e.json');

/** 0 when every step passed. A failing step does not stop the next ones, so one run tells everything. */
export async function main(): Promise<number> {
  for (const report of [unitReport, e2eReport]) rmSync(report, { force: true });

  const counts = [
    await runStep('check'),
    await runStep(`test:unit -- --reporter=default --reporter=json --outputFile.json="${unitReport}"`, () => {
      const report = readReport(unitReport) as UnitReport | undefined;
      return report && { passed: report.numPassedTests, failed: report.numFailedTests };
    }),
    await runStep('test:e2e -- --reporter=list,json', () => {
      const stats = (readReport(e2eReport) as E2eReport | undefined)?.stats;
      return stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    }),
  ];

  const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
  process.stdout.write(`\n${total('passed')} passed, ${total('failed')} failed\n`);
  return total('failed') === 0 ? 0 : 1;
}

/** Runs a script and counts its tests; one that fails without a failing test, or without a report, is one failure. */
async function runStep(script: string, countTests?: () => Count | undefined): Promise<Count> {
  process.stdout.write(`\n── ${script.split(' ')[0]}\n`);
  const step = await npmRun(script, { live: true, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport } });
  const { passed, failed } = countTests?.() ?? { passed: 0, failed: 0 };
  return { passed, failed: step.passed ? failed : Math.max(failed, 1) };
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
