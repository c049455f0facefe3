/** The hash of a scenario's whole run, worked out in small pieces so that the page stays alive; null until it is known. */
import { useEffect, useState } from 'react';
import type { AnyPattern } from '../patterns/pattern.ts';
import { createRun } from '../run/run.ts';
import type { Scenario } from '../scenario/scenario.ts';

const PIECE_MS = 12;

export function useFingerprint(pattern: AnyPattern, scenario: Scenario): string | null {
  const [fingerprint, setFingerprint] = useState<string | null>(null);
  useEffect(() => {
    const run = createRun(pattern, scenario);
    let timer: ReturnType<typeof setTimeout> | undefined;
    function work(): void {
      const endsAtMs = performance.now() + PIECE_MS;
      const end = run.advanceTo(Infinity, { isOutOfTime: () => performance.now() >= endsAtMs });
      if (end === 'reached') setFingerprint(run.world.trace.hash());
      else timer = setTimeout(work);
    }
    setFingerprint(null);
    work();
    return () => clearTimeout(timer);
  }, [pattern, scenario]);
  return fingerprint;
}
