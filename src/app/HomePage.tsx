/** The home page: the patterns as living cards, and ways to break something at once. */
import { Anchor, Button } from '@mantine/core';
import { patterns } from '../patterns/index.ts';
import type { AnyPattern, Preset } from '../patterns/pattern.ts';
import { formatLink, PLAIN_VIEW } from '../scenario/link.ts';
import { scenarioOfPreset } from '../scenario/scenario.ts';
import { Header } from './Header.tsx';
import { LivingStatechart } from './LivingStatechart.tsx';
import { Notes } from './Notes.tsx';

function presetLink(pattern: AnyPattern, preset: Preset): string {
  const result = formatLink(scenarioOfPreset(pattern, preset), PLAIN_VIEW);
  return 'link' in result ? result.link : `#/${pattern.id}`;
}

function Invitation({ pattern }: { readonly pattern: AnyPattern }) {
  const { label, preset } = pattern.invitation;
  const invited = pattern.presets.find(({ id }) => id === preset);
  return (
    <Button component="a" href={invited ? presetLink(pattern, invited) : `#/${pattern.id}`}>
      {label}
    </Button>
  );
}

function PatternCard({ pattern }: { readonly pattern: AnyPattern }) {
  const [machine] = Object.values(pattern.machines);
  return (
    <article className="pf-card" aria-labelledby={`card-${pattern.id}`}>
      <h2 id={`card-${pattern.id}`}>
        <Anchor href={`#/${pattern.id}`} inherit>
          {pattern.title}
        </Anchor>
      </h2>
      <p>{pattern.summary}</p>
      <div className="pf-card-picture">
        {machine && <LivingStatechart pattern={pattern} machine={machine} />}
      </div>
      <details>
        <summary>{pattern.presets.length} scenarios</summary>
        <ul>
          {pattern.presets.map((preset) => (
            <li key={preset.id}>
              <Anchor href={presetLink(pattern, preset)}>{preset.title}</Anchor>
            </li>
          ))}
        </ul>
      </details>
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
          {patterns.map((pattern) => (
            <Invitation key={pattern.id} pattern={pattern} />
          ))}
        </nav>
        <div className="pf-cards">
          {patterns.map((pattern) => (
            <PatternCard key={pattern.id} pattern={pattern} />
          ))}
        </div>
      </main>
    </div>
  );
}
