/** The home page: the patterns as living cards, and ways to break something at once. */
import { Anchor, Button } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';
import type { Card } from '../patterns/card.ts';
import { cards } from '../patterns/cards.ts';
import { Boundary } from './Boundary.tsx';
import { Header } from './Header.tsx';
import { Notes } from './Notes.tsx';

const LivingPattern = lazy(() => import('./LivingPattern.tsx'));

/** Loads its pattern when it is scrolled to. */
function PatternCard({ card }: { readonly card: Card }) {
  const { id, title, summary } = card;
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const [isWanted, setIsWanted] = useState(false);
  if (inViewport && !isWanted) setIsWanted(true);
  return (
    <article className="pf-card" aria-labelledby={`card-${id}`} ref={ref}>
      <h2 id={`card-${id}`}>
        <Anchor href={`#/${id}`} inherit>
          {title}
        </Anchor>
      </h2>
      <p>{summary}</p>
      <Boundary>
        <Suspense fallback={<div className="pf-card-picture" />}>
          {isWanted ? <LivingPattern card={card} /> : <div className="pf-card-picture" />}
        </Suspense>
      </Boundary>
    </article>
  );
}

export function HomePage() {
  return (
    <div className="pf-home">
      <Header />
      <Notes />
      <main>
        <h1>See partial failure happen</h1>
        <p className="pf-lead">
          Break a system, watch its policy cope, and see why every single call ended as it did. Drag one
          slider, copy the link: whoever opens it sees the same run, call by call.
        </p>
        <nav className="pf-invitations" aria-label="Break something">
          {cards.map(({ id, invitation }) => (
            <Button key={id} component="a" href={`#/${id}?preset=${invitation.preset}`}>
              {invitation.label}
            </Button>
          ))}
        </nav>
        <div className="pf-cards">
          {cards.map((card) => (
            <PatternCard key={card.id} card={card} />
          ))}
        </div>
      </main>
    </div>
  );
}
