import { describe, expect, it } from 'vitest';
import { labelWidth, shorten, withoutSharedWords } from './labels.ts';

describe('labels', () => {
  it('can do without the words that all of them have', () => {
    expect(withoutSharedWords(['1st retry', '2nd retry'])).toEqual(['1st', '2nd']);
    expect(withoutSharedWords(['attempt no. 1 of 2', 'attempt no. 2 of 2'])).toEqual(['1', '2']);
  });

  it('keep at least one word each', () => {
    expect(withoutSharedWords(['database 1', 'database 2', 'cache'])).toEqual([
      'database 1',
      'database 2',
      'cache',
    ]);
    expect(withoutSharedWords(['retry', 'retry'])).toEqual(['retry', 'retry']);
    expect(withoutSharedWords(['retry', '2nd retry'])).toEqual(['retry', '2nd retry']);
    expect(withoutSharedWords(['1st retry'])).toEqual(['1st retry']);
    expect(withoutSharedWords([])).toEqual([]);
  });

  it('are shortened to the room they have', () => {
    expect(shorten('cache', 100)).toBe('cache');
    const short = shorten('recommendation service', 60);
    expect(short).toMatch(/^recom.*…$/);
    expect(labelWidth(short)).toBeLessThanOrEqual(60);
  });
});
