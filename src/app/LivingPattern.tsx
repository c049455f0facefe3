/** What a card shows once its pattern is loaded: the statechart at work, and the scenarios to open. */
import { Anchor } from '@mantine/core';
import { use } from 'react';
import type { Card } from '../patterns/card.ts';
import { loadPattern } from '../patterns/cards.ts';
import { LivingStatechart } from './LivingStatechart.tsx';

export default function LivingPattern({ card }: { readonly card: Card }) {
  const pattern = use(loadPattern(card));
  const [machine] = Object.values(pattern.machines);
  return (
    <>
      <div className="pf-card-picture">
        {machine && <LivingStatechart pattern={pattern} machine={machine} />}
      </div>
      <details>
        <summary>{pattern.presets.length} scenarios</summary>
        <ul>
          {pattern.presets.map(({ id, title }) => (
            <li key={id}>
              <Anchor href={`#/${pattern.id}?preset=${id}`}>{title}</Anchor>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
