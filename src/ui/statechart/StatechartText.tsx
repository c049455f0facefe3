/** The statechart in words, for readers who do not see the drawing. */
import type { StatechartLayout, StatechartTransition } from './layout.ts';
import { humanise, humaniseGuard } from './words.ts';

export function StatechartText({ layout }: { layout: StatechartLayout }) {
  const labels = new Map(layout.states.map(({ path, label }) => [path, label]));
  const fromAny = layout.transitions.filter(({ from }) => from === '');
  const sentence = ({ id, to, causes }: StatechartTransition) => (
    <li key={id}>{`${causes.map(causeWords).join(', or ')}: to ${labels.get(to) ?? to}`}</li>
  );
  return (
    <ul className="statechart-text">
      {layout.states.map(({ path, label, description, initial, final, parent }) => (
        <li key={path}>
          {[
            `State ${label}${parent === null ? '' : ` in ${labels.get(parent) ?? parent}`}`,
            initial ? 'the initial state' : '',
            final ? 'a final state' : '',
          ]
            .filter((part) => part !== '')
            .join(', ')}
          . {description}
          <ul>{layout.transitions.filter(({ sources }) => sources.includes(path)).map(sentence)}</ul>
        </li>
      ))}
      {fromAny.length > 0 && (
        <li>
          From any state
          <ul>{fromAny.map(sentence)}</ul>
        </li>
      )}
    </ul>
  );
}

function causeWords({ event, guard }: StatechartTransition['causes'][number]): string {
  return guard === undefined ? humanise(event) : `${humanise(event)} if ${humaniseGuard(guard)}`;
}
