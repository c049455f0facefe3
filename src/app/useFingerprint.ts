/** The hash of a scenario's whole run, worked out in small pieces so that the page stays alive; null until it is known. */
import { useEffect, useState } from 'react';
import type { AnyPattern } from '../patterns/pattern.ts';
import { createRun } from '../run/run.ts';
import type { Scenario } from '../scenario/scenario.ts';

const PIECE_MS = 12;

export function useFingerprint(pattern: AnyPattern, scenario: Scenario): string | null {
  const [known, setKnown] = useState<{ readonly scenario: Scenario; readonly hash: string } | null>(null);
  useEffect(() => {
    const run = createRun(pattern, scenario);
    function work(): void {
      const endsAtMs = performance.now() + PIECE_MS;
      const end = run.advanceTo(Infinity, { isOutOfTime: () => performance.now() >= endsAtMs });
      if (end === 'reached') setKnown({ scenario, hash: run.world.trace.hash() });
      else timer = setTimeout(work);
    }
    let timer = setTimeout(work);
    return () => clearTimeout(timer);
  }, [pattern, scenario]);
  return known?.scenario === scenario ? known.hash : null;
}
