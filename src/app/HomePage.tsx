/** The home page: the patterns as living cards, each with a way to break it. */
import { Anchor, Button } from '@mantine/core';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern } from '../patterns/pattern.ts';
import { formatLink, PLAIN_VIEW } from '../scenario/link.ts';
import { scenarioOfPreset } from '../scenario/scenario.ts';
import { Header } from './Header.tsx';
import { LivingStatechart } from './LivingStatechart.tsx';
import { Notes } from './Notes.tsx';

function presetLinks(pattern: AnyPattern) {
  return pattern.presets.map((preset) => {
    const result = formatLink(scenarioOfPreset(pattern, preset), PLAIN_VIEW);
    return { id: preset.id, title: preset.title, href: 'link' in result ? result.link : `#/${pattern.id}` };
  });
}

function PatternCard({ pattern }: { readonly pattern: AnyPattern }) {
  const [machine] = Object.values(pattern.machines);
  return (
    <article className="pf-card" aria-labelledby={`card-${pattern.id}`}>
      <div className="pf-card-picture">
        {machine && <LivingStatechart pattern={pattern} machine={machine} />}
      </div>
      <div className="pf-card-words">
        <h2 id={`card-${pattern.id}`}>
          <Anchor href={`#/${pattern.id}`} inherit>
            {pattern.title}
          </Anchor>
        </h2>
        <p>{pattern.summary}</p>
        <Button component="a" href={`#/${pattern.id}`}>
          {pattern.invitation}
        </Button>
        <h3>Scenarios</h3>
        <ul>
          {presetLinks(pattern).map(({ id, title, href }) => (
            <li key={id}>
              <Anchor href={href}>{title}</Anchor>
            </li>
          ))}
        </ul>
      </div>
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
        <div className="pf-cards">
          {patterns.map((pattern) => (
            <PatternCard key={pattern.id} pattern={pattern} />
          ))}
        </div>
      </main>
    </div>
  );
}
