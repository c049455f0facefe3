/** Compresses the long part of a link into letters that no chat program cuts off, and takes it apart again with care. */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';

/** More than a full timeline and a full script need; a compressed part that grows beyond it is not one of ours. */
export const MAX_UNPACKED_CHARS = 600_000;

/** Deflate grows at most about 1 000-fold, so this much at a time cannot fill the memory before the cap is seen. */
const BYTES_PER_PUSH = 256;
const CHECKSUM_BYTES = 4;

export type Unpacked = { readonly text: string } | { readonly fault: 'damaged' | 'tooLarge' };

/** `text` is ASCII. The first bytes are a checksum, so that a damaged link is never taken for another scenario. */
export function pack(text: string): string {
  const deflated = deflateSync(strToU8(text, true), { level: 9, mem: 9 });
  const bytes = new Uint8Array(CHECKSUM_BYTES + deflated.length);
  new DataView(bytes.buffer).setUint32(0, checksum(text));
  bytes.set(deflated, CHECKSUM_BYTES);
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function unpack(packed: string): Unpacked {
  if (!/^[\w-]{8,}$/.test(packed) || packed.length % 4 === 1) return { fault: 'damaged' };
  const bytes = strToU8(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), true);
  const parts: string[] = [];
  let size = 0;
  const inflate = new Inflate((data) => {
    size += data.length;
    parts.push(strFromU8(data, true));
  });
  try {
    for (let from = CHECKSUM_BYTES; from < bytes.length; from += BYTES_PER_PUSH) {
      const to = from + BYTES_PER_PUSH;
      inflate.push(bytes.subarray(from, to), to >= bytes.length);
      if (size > MAX_UNPACKED_CHARS) return { fault: 'tooLarge' };
    }
  } catch {
    return { fault: 'damaged' };
  }
  const text = parts.join('');
  const isWhole = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === checksum(text);
  return isWhole ? { text } : { fault: 'damaged' };
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
