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

  it('stops unpacking what grows beyond the cap, before it looks at the rest', () => {
    const bomb = deflateSync(new Uint8Array(20_000_000), { level: 9 });
    const startOfBomb = bomb.subarray(0, bomb.length / 2);
    const packed = Buffer.concat([Buffer.alloc(4), startOfBomb, Buffer.alloc(1_000, 0xff)]).toString(
      'base64url',
    );
    expect(unpack(packed)).toEqual({ fault: 'tooLarge' });
    expect(unpack(pack('~'.repeat(MAX_UNPACKED_CHARS)))).toHaveProperty('text');
    expect(unpack(pack('~'.repeat(MAX_UNPACKED_CHARS + 1)))).toEqual({ fault: 'tooLarge' });
  });
});
