/** What the shapes of the diagram mean, in one line. */
import type { ReactNode } from 'react';

interface Entry {
  readonly words: string;
  readonly drawing: ReactNode;
}

const head = (tone: string) => <path d="M26 7l-7-3.2v6.4Z" fill={tone} />;
const shaft = (tone: string, width: number) => <path d="M1 7H20" stroke={tone} strokeWidth={width} />;

function arrow(tone: string, width: number): ReactNode {
  return (
    <>
      {shaft(tone, width)}
      {head(tone)}
    </>
  );
}

const hatching = (tone: string, d: string) => (
  <>
    <rect x="0.75" y="1" width="25" height="12" fill="var(--pf-page)" stroke={tone} />
    <path d={d} stroke={tone} />
  </>
);
const RISING = 'M2 13L14 1M8 13L20 1M14 13L26 1M2 7L8 1M20 13L26 7';
const FALLING = 'M14 13L2 1M20 13L8 1M26 13L14 1M8 13L2 7M26 7L20 1';

const ENTRIES: readonly Entry[] = [
  {
    words: 'lease',
    drawing: (
      <>
        <path d="M3 3.5H16V10.5H3Z" fill="var(--pf-one-soft)" stroke="var(--pf-one)" strokeWidth={1.75} />
        <path d="M16 3.5H26V10.5H16" stroke="var(--pf-one)" strokeDasharray="3 2.4" />
        <path d="M2.5 2.5V11.5" stroke="var(--pf-one)" strokeWidth={3} />
      </>
    ),
  },
  { words: 'request', drawing: arrow('var(--pf-inFlight)', 1.5) },
  { words: 'granted', drawing: arrow('var(--pf-succeeded)', 2) },
  {
    words: 'refused',
    drawing: (
      <>
        <path d="M1 7H24" stroke="var(--pf-timedOut)" strokeWidth={1.5} strokeDasharray="5 2.5" />
        <path d="M25 2.5V11.5" stroke="var(--pf-timedOut)" strokeWidth={2.5} />
      </>
    ),
  },
  { words: 'write', drawing: arrow('var(--pf-accent)', 2.75) },
  {
    words: 'lost',
    drawing: (
      <>
        {shaft('var(--pf-inFlight)', 1.5)}
        <path d="M17 3l8 8M25 3l-8 8" stroke="var(--pf-failed)" strokeWidth={2.4} />
      </>
    ),
  },
  { words: 'paused', drawing: hatching('var(--pf-inFlight)', RISING) },
  { words: 'crashed', drawing: hatching('var(--pf-failed)', `${RISING}${FALLING}`) },
  {
    words: 'cut',
    drawing: (
      <>
        <rect x="0.5" y="0.5" width="26" height="13" fill="var(--pf-rejected-soft)" />
        <path d="M1 0V14M26 0V14" stroke="var(--pf-rejected)" strokeDasharray="3 2" />
      </>
    ),
  },
  {
    words: 'ignored',
    drawing: (
      <>
        {shaft('var(--pf-inFlight)', 1.5)}
        <circle cx="22" cy="7" r="3.3" stroke="var(--pf-inFlight)" strokeWidth={1.75} />
      </>
    ),
  },
];

export function Legend() {
  return (
    <ul className="lock-legend" aria-label="Legend">
      {ENTRIES.map(({ words, drawing }) => (
        <li key={words}>
          <svg width="23" height="12" viewBox="0 0 27 14" fill="none" aria-hidden="true">
            {drawing}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
