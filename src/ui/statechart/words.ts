/** Turns the names in a machine into the words on the drawing, and says how much room words take without asking a browser. */

/** A camelCase or dotted name as words: `halfOpen` → "half-open", `call.failed` → "call failed". Acronyms stay: `maxTTL` → "max TTL". */
export function humanise(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s._:/]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z0-9]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ')
    .replace(/\bhalf (?=[a-z])/g, 'half-');
}

/** A guard as the condition it asks for: `isOverThreshold` → "over threshold". */
export function humaniseGuard(name: string): string {
  return humanise(name).replace(/\bis (?=[a-z])/g, '');
}

/** Breaks text at spaces into lines of at most `limit` characters; a longer single word keeps its own line. */
export function wrapWords(text: string, limit: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > limit) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** How much wider words are in bold. */
export const BOLD = 1.1;

/** Estimated width of text in a sans-serif face of the given size, in the unit of `fontSize`; on the generous side. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (/[iljtfI.,:;'|![\]() ]/.test(character)) ems += 0.36;
    else if (/[mwMW@%]/.test(character)) ems += 0.92;
    else if (/[A-Z]/.test(character)) ems += 0.7;
    else ems += 0.59;
  }
  return ems * fontSize;
}
