/**
 * Named random streams from one seed. A value is addressed by (stream, index, part), not by the order in which
 * it is asked for, so that two policies under one seed meet the same arrivals and the same faults
 * (common random numbers).
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Call } from './call.ts';

/** xoroshiro128+ mixes a 32-bit seed into all of its state within a few steps; earlier outputs of near seeds are alike. */
const WARM_UP_STEPS = 6;

/** Finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function mix(key: number): number {
  let h = key | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hashName(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h;
}

export interface RandomStream {
  /** The value of draw `index` (whole, ≥ 0) in [0, 1); `part` tells several draws of one index apart. */
  at(index: number, part?: number): number;
  /** The next value in [0, 1) of this stream's own sequence. */
  next(): number;
}

/** Draws of one call: a try has this many parts of its own. */
const PARTS_PER_ATTEMPT = 8;

/** The value of that call's draw `part` (0…7), apart for each of its tries. */
export function drawOf(stream: RandomStream, { id, attempt = 0 }: Call, part = 0): number {
  return stream.at(id, attempt * PARTS_PER_ATTEMPT + part);
}

export interface Random {
  /** The stream of that name; the same name always gives the same stream object. */
  stream(name: string): RandomStream;
}

/** All streams of one run. `seed` is a whole number in 0…2³²−1. */
export function createRandom(seed: number): Random {
  const streams = new Map<string, RandomStream>();

  function createStream(name: string): RandomStream {
    const key = mix(mix(seed) ^ hashName(name));
    let sequence = 0;
    function at(index: number, part = 0): number {
      const generator = xoroshiro128plus(mix(mix(key ^ index) + Math.imul(part + 1, 0x9e3779b1)));
      for (let i = 0; i < WARM_UP_STEPS; i += 1) generator.next();
      return uniformFloat64(generator);
    }
    return {
      at,
      next() {
        sequence += 1;
        return at(sequence - 1, 0x5eed);
      },
    };
  }

  return {
    stream(name) {
      let stream = streams.get(name);
      if (!stream) {
        stream = createStream(name);
        streams.set(name, stream);
      }
      return stream;
    },
  };
}
