/** Finds the elements of a drawn statechart that change with time. */
import type { Pill, StateParts, StatechartParts } from './painter.ts';

export function findParts(drawing: SVGSVGElement): StatechartParts {
  const states = new Map<string, StateParts>();
  for (const group of drawing.querySelectorAll<SVGGElement>('[data-state]')) {
    states.set(group.dataset['state'] ?? '', {
      group,
      counter: find(group, '[data-part="counter"]'),
      ring: find(group, '[data-part="ring"]'),
      time: findPill(group, 'time'),
      badge: findPill(group, 'badge'),
    });
  }
  const transitions = new Map<string, Element>();
  for (const group of drawing.querySelectorAll<SVGGElement>('[data-transition]')) {
    transitions.set(group.dataset['transition'] ?? '', group);
  }
  return { states, transitions, reason: findPill(drawing, 'reason') };
}

function findPill(parent: Element, part: string): Pill {
  const group = find(parent, `[data-part="${part}"]`);
  return { group, box: find(group, 'rect'), text: find(group, 'text') };
}

function find(parent: Element, selector: string): Element {
  const element = parent.querySelector(selector);
  if (element === null) throw new Error(`The statechart drawing has no ${selector}`);
  return element;
}
