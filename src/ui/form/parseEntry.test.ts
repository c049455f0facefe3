import { describe, expect, it } from 'vitest';
import type { NumberParam } from '../../patterns/params.ts';
import { formatNumberParam, formatParamValue } from '../../scenario/words.ts';
import { parseEntry, speakNumberParam, type NumberRules } from './parseEntry.ts';

const duration: NumberRules = { kind: 'duration', label: 'Open duration', min: 0, max: 240_000, step: 500 };
const ratio: NumberRules = { kind: 'ratio', label: 'Failure rate', min: 0, max: 1, step: 0.01 };
const count: NumberRules = {
  kind: 'count',
  label: 'Probes',
  min: 1,
  max: 20_000,
  step: 1,
  unlimited: 'no limit',
};
const rate: NumberRules = { kind: 'rate', label: 'Calls per second', min: 0, max: 500, step: 1 };
const factor: NumberRules = { kind: 'factor', label: 'Growth', min: 1, max: 5, step: 0.1 };

function expectValue(text: string, rules: NumberRules, value: number): void {
  expect(parseEntry(text, rules)).toEqual({ ok: true, value });
}
function expectProblem(text: string, rules: NumberRules, sentence: string): void {
  expect(parseEntry(text, rules)).toEqual({ ok: false, sentence });
}

describe('a typed entry', () => {
  it('reads durations in any unit, bare numbers in ms', () => {
    expectValue('350', duration, 350);
    expectValue(' 350 ms ', duration, 350);
    expectValue('2.4 s', duration, 2_400);
    expectValue('2,4s', duration, 2_400);
    expectValue('.5 sec', duration, 500);
    expectValue('3 min', duration, 180_000);
    expectValue('1e3', duration, 1_000);
    expectValue('0.05 h', duration, 180_000);
    expectValue('12.3456 s', duration, 12_346);
  });
  it('reads shares: per cent, bare whole numbers as per cent, bare fractions as the share', () => {
    expectValue('30', ratio, 0.3);
    expectValue('30 %', ratio, 0.3);
    expectValue('30%', ratio, 0.3);
    expectValue('0.3', ratio, 0.3);
    expectValue('0,3', ratio, 0.3);
    expectValue('1', ratio, 0.01);
    expectValue('1.0', ratio, 1);
    expectValue('0.5 %', ratio, 0.005);
    expectValue('2.5', ratio, 0.025);
    expectValue('1.5', { ...ratio, max: 2 }, 1.5);
  });
  it('reads fractions beyond what a share usually is as per cent', () => {
    const limit = { ...ratio, max: 1e9, shareUpTo: 1 };
    expectValue('0.5', limit, 0.5);
    expectValue('1.0', limit, 1);
    expectValue('2.5', limit, 0.025);
    expectValue('99.95', limit, 0.9995);
    expectValue('250 %', limit, 2.5);
  });
  it('reads counts with group spaces and commas', () => {
    expectValue('10 000', count, 10_000);
    expectValue('10\u202f000', count, 10_000);
    expectValue('10,000', count, 10_000);
  });
  it('reads rates and factors with and without their unit', () => {
    expectValue('20', rate, 20);
    expectValue('20 /s', rate, 20);
    expectValue('20/s', rate, 20);
    expectValue('600 per minute', rate, 10);
    expectValue('1.5', factor, 1.5);
    expectValue('1.5×', factor, 1.5);
  });
  it('takes the word for no limit only where there is one', () => {
    expectValue('No limit', count, Infinity);
    expectValue('∞', count, Infinity);
    expectProblem('∞', duration, '“∞” is not a duration such as 350 ms, 2.4 s or 3 min.');
  });
  it('explains what it cannot use', () => {
    expectProblem('', ratio, '“” is not a share such as 30 % or 0.3.');
    expectProblem('fast', count, '“fast” is not a whole number, or “no limit”.');
    expectProblem('3 s', rate, '“3 s” is not a rate such as 20 /s.');
    expectProblem('1.2.3', factor, '“1.2.3” is not a number such as 1.5.');
    expectProblem('120', ratio, 'Failure rate goes from 0 % to 100 %.');
    expectProblem('-1 s', duration, 'Open duration goes from 0 ms to 4 min.');
    expectProblem('−5', ratio, 'Failure rate goes from 0 % to 100 %.');
    expectProblem('0', count, 'Probes goes from 1 to 20\u202f000, or “no limit”.');
    expectProblem('2.5', count, 'Probes is a whole number.');
  });
  it('reads back what is written', () => {
    for (const value of [0, 10, 350, 2_400, 59_000, 180_000]) {
      expectValue(formatNumberParam(duration, value), duration, value);
    }
    for (const value of [0, 0.05, 0.3, 0.07, 1]) expectValue(formatNumberParam(ratio, value), ratio, value);
    for (const value of [1, 999, 20_000, Infinity])
      expectValue(formatNumberParam(count, value), count, value);
    for (const value of [0, 120]) expectValue(formatNumberParam(rate, value), rate, value);
    expectValue(formatNumberParam(factor, 1.5), factor, 1.5);
  });
});

describe('a value in words', () => {
  const spec: NumberParam = { ...ratio, group: 'inject', help: 'Share of calls that fail.', default: 0 };

  it('names options and switches', () => {
    const options = { none: 'none', errors: 'refuses' };
    const choice = {
      group: 'inject',
      kind: 'choice',
      label: 'Outage',
      help: '',
      options,
      default: 'none',
    } as const;
    const flag = { group: 'inject', kind: 'flag', label: 'Jitter', help: '', default: false } as const;
    expect(formatParamValue(choice, 'errors')).toBe('refuses');
    expect(formatParamValue(flag, true)).toBe('on');
    expect(formatParamValue(spec, 0.8)).toBe('80 %');
  });
  it('is spoken with its unit', () => {
    expect(speakNumberParam(spec, 0.3)).toBe('0.3, 30 % of calls');
    expect(speakNumberParam({ ...spec, help: 'Share of the mean.' }, 0.3)).toBe('0.3, 30 %');
    expect(speakNumberParam({ ...spec, ...rate }, 20)).toBe('20 per second');
    expect(speakNumberParam({ ...spec, ...count }, Infinity)).toBe('no limit');
  });
});
