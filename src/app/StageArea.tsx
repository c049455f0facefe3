/** The stage of the open pattern with the story of what is shown; each pattern's picture is loaded when it is first needed. */
import { Component, createElement, lazy, Suspense, type ReactNode } from 'react';
import type { Stage, StageProps } from '../ui/stage.ts';

const found = import.meta.glob<{ default: Stage }>('../patterns/*/Stage.tsx');

const stages = new Map(
  Object.entries(found).map(([path, load]) => [path.split('/').at(-2) ?? '', lazy(load)] as const),
);

/** A stage that fails must not take the controls and the run with it. */
class StageBoundary extends Component<{ readonly children: ReactNode }, { readonly problem: string | null }> {
  override state = { problem: null };

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.problem === null) return this.props.children;
    return <p role="alert">The picture could not be drawn ({this.state.problem}). The run goes on.</p>;
  }
}

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
        <StageBoundary>
          <Suspense fallback={null}>{stage && createElement(stage, props)}</Suspense>
        </StageBoundary>
      </div>
    </section>
  );
}
