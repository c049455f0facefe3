/** Actions as plain functions: `assign`, `emit`, `raise` and `cancel`, inline or named, with or without params. */
import type { AnyEventObject, AnyStateNode, MachineContext } from 'xstate';
import { asExpression, asReference, type Expression, type Reference, type Scope } from './compileGuards.ts';
import { refuse } from './compileRefusals.ts';

/** What the world outside gets to see of an event, once the machine has come to rest. */
export type Effect =
  | { readonly type: 'emit'; readonly event: AnyEventObject }
  | {
      readonly type: 'schedule';
      readonly id: unknown;
      readonly event: AnyEventObject;
      readonly delayMs: number;
    }
  | { readonly type: 'cancel'; readonly id: unknown };

/** The handling of one event: where its actions leave what they do. */
export interface Turn {
  scope: Scope;
  hasAssigned: boolean;
  /** Events the machine has sent itself, handled before the turn ends. */
  readonly raised: AnyEventObject[];
  readonly effects: Effect[];
}

export type Action = (turn: Turn) => void;

/** XState's built-in actions are functions that carry their settings. */
type BuiltIn =
  | { readonly type: 'xstate.assign'; readonly assignment: unknown }
  | { readonly type: 'xstate.emit'; readonly event: unknown }
  | { readonly type: 'xstate.raise'; readonly event: unknown; readonly delay: unknown; readonly id: unknown }
  | { readonly type: 'xstate.cancel'; readonly sendId: unknown };

export type ActionSource = string | Reference | (BuiltIn & (() => void));

export function compileAction(node: AnyStateNode, source: ActionSource): Action {
  if (typeof source === 'function') return compileBuiltIn(node, source, undefined);
  const { type, params } = asReference(source);
  const implementation = node.machine.implementations.actions[type] as BuiltIn | undefined;
  if (!implementation) refuse(node, `the action "${type}", which is not implemented`);
  return compileBuiltIn(node, implementation, params);
}

function compileBuiltIn(node: AnyStateNode, action: BuiltIn, params: unknown): Action {
  const paramsOf = asExpression(params);
  switch (action.type) {
    case 'xstate.assign': {
      const updateOf = compileAssignment(action.assignment);
      return (turn) => {
        const { scope } = turn;
        const context = { ...scope.context, ...updateOf(scope, paramsOf(scope)) };
        turn.scope = { context, event: scope.event };
        turn.hasAssigned = true;
      };
    }
    case 'xstate.emit': {
      const eventOf = asExpression<AnyEventObject>(action.event);
      return ({ scope, effects }) => {
        effects.push({ type: 'emit', event: eventOf(scope, paramsOf(scope)) });
      };
    }
    case 'xstate.raise': {
      const eventOf = asExpression<AnyEventObject>(action.event);
      const delayOf = compileDelay(node, action.delay);
      return ({ scope, effects, raised }) => {
        const given = paramsOf(scope);
        const event = eventOf(scope, given);
        const delayMs = delayOf(scope, given);
        if (typeof delayMs !== 'number') raised.push(event);
        else effects.push({ type: 'schedule', id: action.id ?? {}, event, delayMs });
      };
    }
    case 'xstate.cancel': {
      const idOf = asExpression(action.sendId);
      return ({ scope, effects }) => {
        effects.push({ type: 'cancel', id: idOf(scope, paramsOf(scope)) });
      };
    }
    default:
      return refuse(node, describeAction(action));
  }
}

function describeAction({ type }: { readonly type?: string }): string {
  return type === undefined
    ? 'a function of its own as an action'
    : `the action ${type.replace('xstate.', '')}`;
}

function compileAssignment(assignment: unknown): Expression<Partial<MachineContext>> {
  if (typeof assignment === 'function') return assignment as Expression<Partial<MachineContext>>;
  const properties = Object.entries(assignment as object).map(([key, value]) => ({
    key,
    valueOf: asExpression(value),
  }));
  return (scope, params) => {
    const update: Partial<MachineContext> = {};
    for (const { key, valueOf } of properties) update[key] = valueOf(scope, params);
    return update;
  };
}

function compileDelay(node: AnyStateNode, delay: unknown): Expression<number | undefined> {
  if (typeof delay !== 'string') return asExpression(delay);
  const implementation: unknown = node.machine.implementations.delays[delay];
  if (implementation === undefined) refuse(node, `the delay "${delay}", which is not implemented`);
  return asExpression(implementation);
}
