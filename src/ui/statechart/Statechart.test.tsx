import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { breakerMachine } from './exampleMachines.ts';
import { layoutStatechart } from './layout.ts';
import { Statechart } from './Statechart.tsx';

const markup = renderToStaticMarkup(
  <Statechart layout={layoutStatechart(breakerMachine)} title="Circuit breaker" />,
);

test('the drawing has a name and every state says what it is', () => {
  expect(markup).toContain('aria-label="Circuit breaker: statechart"');
  expect(markup).toContain('aria-label="half-open: A few trial calls pass."');
});

test('the drawing is one tab stop', () => {
  expect(markup.match(/tabindex="0"/g)).toHaveLength(1);
  expect(markup.match(/tabindex="-1"/g)).toHaveLength(4);
});

test('the text alternative lists states and transitions', () => {
  expect(markup).toContain('State closed, the initial state. Calls pass; failures are counted.');
  expect(markup).toContain('call failed if over threshold: to open');
  expect(markup).toContain('From any state');
});
