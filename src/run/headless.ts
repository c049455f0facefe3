/** The command line: runs a scenario without a browser and prints what came of it. `npm run --silent sim -- --help`. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { patterns } from '../patterns/index.ts';
import { numberFromText } from '../scenario/linkText.ts';
import { listWords, quote } from '../scenario/notes.ts';
import { formatNumber } from '../sim/format.ts';
import type { TraceEvent } from '../sim/trace.ts';
import { scenarioOfPreset } from '../scenario/scenario.ts';
import { readInput, type GoodInput } from './headlessInput.ts';
import { readSearch } from './headlessSearch.ts';
import { readStudies, studyNames } from './headlessStudy.ts';
import { createRun, type Run } from './run.ts';
import { carryOutSearch, searchJson, searchText } from './searchReport.ts';
import { carryOut, reportJson, reportText } from './studyReport.ts';
import { eventJson, summarise, summaryJson } from './summary.ts';
import { eventText, summaryText } from './summaryText.ts';

const HELP = `npm run --silent sim -- <link | file | pattern | pattern/preset> [--until MS] [--json] [--events]
npm run --silent sim -- --study <pattern/study | pattern> [link | …] [--trials N] [--seed N] [--json]
npm run --silent sim -- --find <event> <link | …> [--seeds N] [--seed N] [--interventions N] [--keep] [--json]
npm run --silent sim -- --list [pattern] [--json]
npm run --silent sim -- --hashes <pattern> [--json]
npm run --silent sim -- --studies [pattern] [--json]

A file is a scenario, or an experiment that was exported in the shape of the Chaos Toolkit.

  --until MS   stop at this instant of the run instead of its end
  --json       one JSON object: scenario, link, hash, untilMs, eventCount, metrics, totals, causes, and the
               verdict when the scenario carries an experiment
  --events     one line per event of the trace; with --json its field "events"
  --study      many trials per row of a comparison, under its own conditions or those of a link;
               with --json: pattern, study, seed, trials, confidence, conditions, columns, rows, findings;
               a pattern alone: all of its studies, with --json as a list
  --trials N   per row, instead of the study's least number
  --seed N     instead of 1 or the link's; with --find the first of the seeds instead of 1
  --find       searches for a run in which an event of this kind happens that the page can pause at, and makes its
               timeline as simple as it can be; ends with 1 when there is none.
               With --json: pattern, event, firstSeed, seeds, mostInterventions, found
  --seeds N    how many seeds to try, instead of 200
  --interventions N  most changes that the search puts on a timeline, instead of 8
  --keep       keep the changes that are on the timeline already; without it only the start of the run counts
  --list       the ids of the patterns, or of a pattern's presets
  --hashes     of every preset of a pattern: its id, the fingerprint of its whole run and its link
  --studies    the names of all studies, or of a pattern's`;

/** What the command line needs of the machine it runs on. */
export interface Terminal {
  print(text: string): void;
  /** For what is not the answer: problems and notes. */
  complain(sentence: string): void;
  /** null when there is no such file. */
  readFile(path: string): string | null;
}

const NOT_FOUND = 1;
const BAD_INPUT = 2;

/** Gives the exit code: 0, 1 when a search found nothing, or 2 after one sentence about bad input. */
export function runHeadless(argv: readonly string[], terminal: Terminal): number {
  const problem = answer(argv, terminal);
  if (typeof problem !== 'string') return problem ?? 0;
  terminal.complain(problem);
  return BAD_INPUT;
}

/** Prints what was asked for; gives one sentence when that cannot be done, else null or an exit code. */
function answer(argv: readonly string[], terminal: Terminal): string | number | null {
  const args = readArguments(argv);
  if ('problem' in args) return args.problem;
  const { given, study, find } = args;
  if (args.help) {
    terminal.print(`${HELP}\n`);
    return null;
  }
  if (args.hashes) return answerHashes(args, terminal);
  if (args.list || args.studies) return answerList(args, terminal);
  if (study !== undefined && find !== undefined) return 'Give either --study or --find; --help says more.';
  if (study === undefined && find === undefined && given === undefined)
    return 'Give a link, a scenario file, a pattern or pattern/preset; --help says more.';

  const input = given === undefined ? null : readInput(given, patterns, (path) => terminal.readFile(path));
  if (input?.ok === false) return input.problem;
  if (study !== undefined) return answerStudy({ ...args, study }, input, terminal);
  if (find !== undefined) {
    return input
      ? answerSearch({ ...args, find }, input, terminal)
      : '--find wants a link too; --help says more.';
  }
  return input && answerRun(args, input, terminal);
}

type Arguments = Exclude<ReturnType<typeof readArguments>, { problem: string }>;

function answerList({ given, studies, json }: Arguments, terminal: Terminal): string | null {
  const pattern = patterns.find(({ id }) => id === given);
  if (given !== undefined && !pattern) return unknown(given);
  const names = studies
    ? studyNames(pattern ? [pattern] : patterns)
    : (pattern ? pattern.presets : patterns).map(({ id }) => id);
  terminal.print(json ? `${JSON.stringify(names)}\n` : names.map((name) => `${name}\n`).join(''));
  return null;
}

function answerHashes({ given, json }: Arguments, terminal: Terminal): string | null {
  const pattern = patterns.find(({ id }) => id === given);
  if (!pattern) return given === undefined ? '--hashes wants a pattern; --help says more.' : unknown(given);
  const presets = pattern.presets.map((preset) => {
    const run = createRun(pattern, scenarioOfPreset(pattern, preset));
    run.advanceTo(Infinity);
    const { hash, link } = summarise(run);
    return { preset: preset.id, hash, link };
  });
  const lines = presets.map(({ preset, hash, link }) => `${hash}  ${preset}  ${link}\n`);
  terminal.print(json ? `${JSON.stringify(presets)}\n` : lines.join(''));
  return null;
}

function answerRun(
  { until, json, events, trials, seed, seeds, interventions, keep }: Arguments,
  { pattern, scenario, notes }: GoodInput,
  terminal: Terminal,
): string | null {
  if (trials !== undefined || seed !== undefined)
    return '--trials goes with --study, and --seed with that or --find; --help says more.';
  if (seeds !== undefined || interventions !== undefined || keep)
    return '--seeds, --interventions and --keep go with --find; --help says more.';
  const { durationMs } = scenario;
  const untilMs = until === undefined ? durationMs : numberFromText(until);
  if (typeof untilMs !== 'number' || untilMs < 0) {
    return `--until must be a number of ms from 0 to ${formatNumber(durationMs)}, not “${quote(String(until))}”.`;
  }
  for (const note of notes) terminal.complain(note);
  if (untilMs > durationMs) {
    terminal.complain(
      `--until ${untilMs} is beyond the end of the run, which stops at ${formatNumber(durationMs)} ms.`,
    );
  }

  const run = createRun(pattern, scenario);
  if (!events) {
    run.advanceTo(untilMs);
    const summary = summarise(run);
    terminal.print(`${json ? summaryJson(summary) : summaryText(summary)}\n`);
  } else if (json) printEventsAsJson(run, untilMs, terminal);
  else runWithEvents(run, untilMs, (event) => terminal.print(`${eventText(event)}\n`));
  return null;
}

function answerStudy(
  args: Arguments & { readonly study: string },
  input: GoodInput | null,
  terminal: Terminal,
): string | null {
  if (args.until !== undefined || args.events)
    return '--until and --events are about one run, not about a study; --help says more.';
  const checked = readStudies(args, input, patterns);
  if (!checked.ok) return checked.problem;
  for (const note of input?.notes ?? []) terminal.complain(note);
  const reports = checked.jobs.map((job) => (args.json ? reportJson : reportText)(carryOut(job)));
  const isOne = args.study.includes('/');
  if (!args.json) terminal.print(`${reports.join('\n\n')}\n`);
  else terminal.print(isOne ? `${reports[0]}\n` : `[${reports.join(',\n')}]\n`);
  return null;
}

function answerSearch(
  args: Arguments & { readonly find: string },
  input: GoodInput,
  terminal: Terminal,
): string | number | null {
  if (args.until !== undefined || args.events || args.trials !== undefined)
    return '--until, --events and --trials do not go with --find; --help says more.';
  const checked = readSearch(args, input);
  if (!checked.ok) return checked.problem;
  for (const note of input.notes) terminal.complain(note);
  const report = carryOutSearch(checked.job);
  terminal.print(`${args.json ? searchJson(report) : searchText(report)}\n`);
  return report.found ? null : NOT_FOUND;
}

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        until: { type: 'string' },
        json: { type: 'boolean', default: false },
        events: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        hashes: { type: 'boolean', default: false },
        studies: { type: 'boolean', default: false },
        study: { type: 'string' },
        trials: { type: 'string' },
        seed: { type: 'string' },
        find: { type: 'string' },
        seeds: { type: 'string' },
        interventions: { type: 'string' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [given, ...others] = positionals;
    if (others.length > 0) return { problem: 'Give one thing to run, a link in quotes; --help says more.' };
    return { ...values, given };
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    return { problem: `${sentence.replace(/\.$/, '')}; --help says more.` };
  }
}

/** Runs to `untilMs`; `onEvent` gets every event of the trace, those of the start included. */
function runWithEvents(run: Run, untilMs: number, onEvent: (event: TraceEvent) => void): void {
  run.world.trace.recent().forEach(onEvent);
  run.world.trace.subscribe(onEvent);
  run.advanceTo(untilMs);
}

/** Events come first and are printed as they happen, so that a long run needs no memory for them. */
function printEventsAsJson(run: Run, untilMs: number, terminal: Terminal): void {
  let before = '{\n  "events": [\n    ';
  runWithEvents(run, untilMs, (event) => {
    terminal.print(before + eventJson(event));
    before = ',\n    ';
  });
  const isEmpty = run.world.trace.count === 0;
  terminal.print(`${isEmpty ? before : ''}\n  ],${summaryJson(summarise(run)).slice(1)}\n`);
}

/** So much text goes to the terminal at once. */
const CHUNK_CHARS = 65_536;

export function main(argv: readonly string[]): number {
  let waiting = '';
  const flush = (): void => {
    process.stdout.write(waiting);
    waiting = '';
  };
  try {
    return runHeadless(argv, {
      print(text) {
        waiting += text;
        if (waiting.length > CHUNK_CHARS) flush();
      },
      complain: (sentence) => void process.stderr.write(`${sentence}\n`),
      readFile(path) {
        const folders = [process.cwd(), process.env['INIT_CWD'] ?? '.'];
        const found = folders.map((folder) => resolve(folder, path)).find(isFile);
        return found === undefined ? null : readFileSync(found, 'utf8');
      },
    });
  } finally {
    flush();
  }
}

/** npm starts its scripts in the project's folder; the person's own folder counts too. A link is no file's name. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function unknown(id: string): string {
  const ids = patterns.map((pattern) => pattern.id);
  return `There is no pattern “${quote(id)}”. Known patterns: ${listWords(ids, 'and')}.`;
}
