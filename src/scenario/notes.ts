/** The sentences that tell a person what of their link or file was ignored. Few enough to read, whatever the input. */

export interface Notes {
  /** `sentence` is one whole sentence in plain words; what it quotes has gone through `quote`. */
  add(sentence: string): void;
  /** Notes that something was ignored: as it was `written`, and `why`, without a full stop. */
  ignored(written: string, why: string): undefined;
  /** The first sentences, and how many more there were. */
  list(): readonly string[];
}

const MOST_NOTES = 12;
const LONGEST_QUOTE = 60;

export function createNotes(): Notes {
  const sentences: string[] = [];
  let more = 0;
  function addLazily(write: () => string): undefined {
    if (sentences.length < MOST_NOTES) sentences.push(write());
    else more += 1;
  }
  return {
    add: (sentence) => addLazily(() => sentence),
    ignored: (written, why) => addLazily(() => `${quote(written)} was ignored: ${why}.`),
    list: () => (more > 0 ? [...sentences, `And ${more} more like these.`] : sentences),
  };
}

/** Somebody else's text, safe to show: shortened, and without control characters or marks that change how text runs. */
export function quote(text: string): string {
  const start = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2));
  const shown = start.length > LONGEST_QUOTE ? [...start.slice(0, LONGEST_QUOTE), '…'] : start;
  return shown
    .map((character) => (/^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character) ? character : '\ufffd'))
    .join('');
}

/** `a`, `a or b`, `a, b or c`. */
export function listWords(words: readonly string[], conjunction = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}
