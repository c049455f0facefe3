/** What the compiled host does not run: what is not listed here is refused by name before a machine starts. */
import type { AnyStateNode } from 'xstate';

const SUPPORTED_TYPES: ReadonlySet<string> = new Set(['atomic', 'compound', 'parallel', 'final']);

/** Keys of a state's configuration. */
const COMPILED_KEYS = [
  'context',
  'type',
  'initial',
  'states',
  'on',
  'onDone',
  'always',
  'after',
  'entry',
  'exit',
];
const DESCRIBING_KEYS = ['id', 'version', 'description', 'tags', 'meta', 'types', 'schemas'];
const SUPPORTED_KEYS: ReadonlySet<string> = new Set([...COMPILED_KEYS, ...DESCRIBING_KEYS]);

export function refuse(node: AnyStateNode, construct: string): never {
  throw new Error(
    `The compiled host cannot run machine "${node.machine.id}": state "${node.id}" uses ${construct}.`,
  );
}

export function refuseUnsupported(node: AnyStateNode): void {
  if (!SUPPORTED_TYPES.has(node.type)) refuse(node, `a state of type "${node.type}"`);
  for (const [key, value] of Object.entries(node.config)) {
    if (value !== undefined && !SUPPORTED_KEYS.has(key)) refuse(node, `"${key}"`);
  }
  for (const event of node.transitions.keys()) {
    if (event === '*' || event.endsWith('.*')) refuse(node, `the wildcard event "${event}"`);
  }
}
