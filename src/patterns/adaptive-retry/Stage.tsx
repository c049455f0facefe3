/** The moving picture of adaptive retry: the controller, the contenders beside each other, and what the learner believes. */
import type { StageProps } from '../../ui/stage.ts';

export default function AdaptiveRetryStage(_: StageProps) {
  return <div />;
}
