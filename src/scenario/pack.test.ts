import { deflateSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_UNPACKED_CHARS, pack, unpack } from './pack.ts';

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 3_000 });

describe('pack', () => {
  it('gives back any text, from letters that survive in a link', () => {
    fc.assert(
      fc.property(ascii, (text) => {
        const packed = pack(text);
        expect(packed).toMatch(/^[\w-]+$/);
        expect(unpack(packed)).toEqual({ text });
      }),
    );
  });

  it('never takes a damaged text for another one', () => {
    fc.assert(
      fc.property(
        ascii,
        fc.nat(),
        fc.constantFrom('A', 'z', '-', '_', '', '=', '%', 'é'),
        (text, position, letter) => {
          const packed = pack(text);
          const at = position % packed.length;
          const damaged = packed.slice(0, at) + letter + packed.slice(at + 1);
          const unpacked = unpack(damaged);
          expect('fault' in unpacked || unpacked.text === text).toBe(true);
        },
      ),
    );
  });

  it('stops unpacking what grows beyond the cap', () => {
    const bomb = deflateSync(new Uint8Array(100_000_000), { level: 9 });
    const packed = Buffer.concat([Buffer.alloc(4), bomb]).toString('base64url');
    const startedAt = performance.now();
    expect(unpack(packed)).toEqual({ fault: 'tooLarge' });
    expect(unpack(pack('~'.repeat(MAX_UNPACKED_CHARS + 1)))).toEqual({ fault: 'tooLarge' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
