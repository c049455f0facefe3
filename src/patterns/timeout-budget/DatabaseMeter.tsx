/** How busy the database is: places that work for somebody, places that work for nobody, and the queue before them. */
import { useEffect, useRef } from 'react';
import type { StageProps } from '../../ui/stage.ts';
import { formatNumber, formatShare } from '../../sim/format.ts';
import type { BudgetView } from './model.ts';

interface DatabaseMeterProps extends Pick<StageProps, 'frames'> {
  readonly view: () => BudgetView;
}

function wordsOf({ database, params, wastedShare }: BudgetView): string {
  const { running, orphans, queued } = database;
  const nobody = orphans > 0 ? `, ${formatNumber(orphans)} for nobody` : '';
  const places = `${formatNumber(running)} of ${formatNumber(params.databaseConcurrency)} busy`;
  const waiting = queued > 0 ? `, ${formatNumber(queued)} wait` : '';
  const wasted = wastedShare === null ? '' : `; ${formatShare(wastedShare)} of server time wasted`;
  return `${places}${nobody}${waiting}${wasted}`;
}

export function DatabaseMeter({ frames, view }: DatabaseMeterProps) {
  const meter = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    const stopDrawing = frames.onFrame(() => {
      const { database, params } = view();
      const share = (count: number) => `${(100 * count) / params.databaseConcurrency}%`;
      meter.current?.style.setProperty('--busy', share(database.running - database.orphans));
      meter.current?.style.setProperty('--orphaned', share(database.orphans));
    });
    const stopTelling = frames.onTick(() => {
      const text = wordsOf(view());
      if (words.current && words.current.textContent !== text) words.current.textContent = text;
    });
    return () => {
      stopDrawing();
      stopTelling();
    };
  }, [frames, view]);

  return (
    <div className="pf-database">
      <strong>Database</strong>
      <div ref={meter} className="pf-database-meter" aria-hidden="true">
        <span data-part="busy" />
        <span data-part="orphaned" />
      </div>
      <p ref={words} />
    </div>
  );
}
