/**
 * Who leads the replicated lock. Simplified: no votes are sent. A while after every change the world looks whether the
 * leader still reaches a majority; if not it steps down, and the first node that reaches one, and whose log a majority
 * would vote for, leads the next term. So elections are never split and never unlucky, but as safe as those of Raft.
 */
import type { World } from '../../sim/world.ts';
import type { NodeId } from './actors.ts';
import type { LogNode } from './logNode.ts';
import type { LockParams } from './params.ts';
import { quorumOf } from './rules.ts';

export interface Elections {
  /** The first leader, elected before the run begins. */
  begin(): void;
  /** Something has changed that a leader may fall over. */
  lookSoon(): void;
}

export interface ElectionOptions {
  readonly params: () => LockParams;
  readonly nodes: () => readonly (readonly [NodeId, LogNode])[];
  readonly isCut: (from: string, to: string) => boolean;
}

export function createElections(world: World, { params, nodes, isCut }: ElectionOptions): Elections {
  function reached(from: NodeId): readonly (readonly [NodeId, LogNode])[] {
    return nodes().filter(
      ([id, node]) => node.isServing && (id === from || (!isCut(from, id) && !isCut(id, from))),
    );
  }
  function look(): void {
    // Meanwhile another kind of lock may have taken its place.
    if (params().algorithm !== 'replicated') return;
    const all = nodes();
    const quorum = quorumOf(params());
    const canLead = ([id, node]: readonly [NodeId, LogNode]) =>
      node.isServing && reached(id).length >= quorum;
    const leaders = all.filter(([, node]) => node.isLeader);
    for (const leader of leaders) {
      if (!canLead(leader)) leader[1].obey(leader[1].term, null);
    }
    if (leaders.some(canLead)) return;
    for (const candidate of all.filter(canLead)) {
      const [id, node] = candidate;
      const voters = reached(id);
      if (voters.filter(([, voter]) => node.isUpToDateWith(voter)).length < quorum) continue;
      const term = Math.max(...voters.map(([, voter]) => voter.term)) + 1;
      for (const [voterId, voter] of voters) if (voterId !== id) voter.obey(term, id);
      node.lead(term);
      return;
    }
  }
  return {
    begin() {
      const [first] = nodes();
      if (first?.[1].isServing) first[1].lead(1);
    },
    lookSoon() {
      if (params().algorithm === 'replicated') world.clock.schedule(params().electionMs, look);
    },
  };
}
