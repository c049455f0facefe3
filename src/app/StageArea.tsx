/** The stage of the open pattern with the story of what is shown; each pattern's picture is loaded when it is first needed. */
import { createElement, lazy, Suspense } from 'react';
import { Boundary } from './Boundary.tsx';
import type { Stage, StageProps } from '../ui/stage.ts';

const found = import.meta.glob<{ default: Stage }>('../patterns/*/Stage.tsx');

const stages = new Map(
  Object.entries(found).map(([path, load]) => [path.split('/').at(-2) ?? '', lazy(load)] as const),
);

interface StageAreaProps extends StageProps {
  /** The preset's story, null for the person's own scenario. */
  readonly story: string | null;
}

export function StageArea({ story, ...props }: StageAreaProps) {
  const { id, summary } = props.pattern;
  const stage = stages.get(id);
  return (
    <section className="pf-stage" aria-label="Stage">
      <details className="pf-story">
        <summary>{story ?? summary}</summary>
      </details>
      <div className="pf-stage-picture">
        <Boundary sentence="The picture could not be drawn; the run goes on.">
          <Suspense fallback={null}>{stage && createElement(stage, props)}</Suspense>
        </Boundary>
      </div>
    </section>
  );
}
