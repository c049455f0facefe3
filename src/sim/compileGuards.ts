/** Guards as plain functions: inline or named, with or without params, joined by `and`, `or` and `not`. */
import { and, not, or, type AnyEventObject, type AnyStateNode, type MachineContext } from 'xstate';
import { refuse } from './compileRefusals.ts';

/** What guards, params and expressions are given; no `self`, `system` or `spawn`, for machines are pure. */
export interface Scope {
  readonly context: MachineContext;
  readonly event: AnyEventObject;
}

/** A function of the scope and of the params, which only named guards and actions have. */
export type Expression<Value> = (scope: Scope, params?: unknown) => Value;

export type Guard = (scope: Scope) => boolean;

/** A guard or an action by name. */
export interface Reference {
  readonly type: string;
  readonly params?: unknown;
}

export type GuardSource = string | Reference | GuardFunction;

type GuardFunction = Expression<boolean> & {
  readonly check?: unknown;
  readonly guards?: readonly GuardSource[];
};

/** Built-in guards are told apart by the function that checks them: their names do not survive minifying. */
function checkOf(builtIn: unknown): unknown {
  return (builtIn as GuardFunction).check;
}
const CHECKS_ALL = checkOf(and([]));
const CHECKS_ANY = checkOf(or([]));
const CHECKS_NONE = checkOf(not(() => true));

export function asReference(source: string | Reference): Reference {
  return typeof source === 'string' ? { type: source } : source;
}

/** A function or a constant as a function. */
export function asExpression<Value>(source: unknown): Expression<Value> {
  return typeof source === 'function' ? (source as Expression<Value>) : () => source as Value;
}

export function compileGuard(node: AnyStateNode, source: GuardSource): Guard {
  if (typeof source === 'function') return compileFunction(node, source, undefined);
  const { type, params } = asReference(source);
  const implementation = node.machine.implementations.guards[type] as GuardFunction | undefined;
  if (!implementation) refuse(node, `the guard "${type}", which is not implemented`);
  return compileFunction(node, implementation, params);
}

function compileFunction(node: AnyStateNode, guard: GuardFunction, params: unknown): Guard {
  if (guard.check === undefined) {
    const paramsOf = asExpression(params);
    return (scope) => guard(scope, paramsOf(scope));
  }
  const parts = (guard.guards ?? []).map((part) => compileGuard(node, part));
  switch (guard.check) {
    case CHECKS_ALL:
      return (scope) => parts.every((part) => part(scope));
    case CHECKS_ANY:
      return (scope) => parts.some((part) => part(scope));
    case CHECKS_NONE:
      return (scope) => !parts.some((part) => part(scope));
    default:
      return refuse(node, 'a built-in guard other than and, or, not');
  }
}
