/** What graceful degradation just did and why, in plain words. */
import { formatDuration, formatShare } from '../../sim/format.ts';
import type { TraceEvent } from '../../sim/trace.ts';
import { FEATURES } from './features.ts';

const labelOf = ({ subject }: TraceEvent): string => FEATURES[subject]?.label ?? 'A feature';

const answers = ({ data }: TraceEvent): string =>
  `${String(data['good'])} of ${String(data['total'])} answers`;

function whyOff(event: TraceEvent): string {
  switch (event.data['reason']) {
    case 'probes':
      return `only ${answers(event)} to probes were good`;
    case 'ramp':
      return `only ${answers(event)} were good while it was ramped up`;
    default:
      return `only ${answers(event)} were good`;
  }
}

/** Without a least time off the next probe comes at once. */
const period = ({ data }: TraceEvent): string =>
  Number(data['forMs']) > 0 ? `for ${formatDuration(Number(data['forMs']))}` : 'until the next probe';

/** A feature’s sentence; “Reviews” and “Ads” are many. */
function about(event: TraceEvent, one: string, many: string): string {
  const label = labelOf(event);
  return `${label} ${/[^s]s$/.test(label) ? many : one}`;
}

function describeFeature(event: TraceEvent): string | null {
  switch (event.type) {
    case 'feature.suspected':
      return `${about(event, 'is', 'are')} suspect: only ${answers(event)} were good.`;
    case 'feature.cleared':
      return `${about(event, 'is', 'are')} no longer suspect: ${answers(event)} were good.`;
    case 'feature.disabled':
      return `${about(event, 'is', 'are')} disabled ${period(event)}: ${whyOff(event)}. The core keeps the workers.`;
    case 'feature.fellBack':
      return `${labelOf(event)} answers from the last good data ${period(event)}: ${whyOff(event)}. A core feature is never disabled.`;
    case 'feature.probed':
      return `${about(event, 'is', 'are')} probed: ${formatShare(Number(event.data['share']))} of visits ask again, to see whether the service is well.`;
    case 'feature.ramped':
      return Number(event.data['steps']) === 0
        ? `${about(event, 'returns', 'return')} to every user at once.`
        : `${about(event, 'returns', 'return')} in ${String(event.data['steps'])} ${event.data['steps'] === 1 ? 'step' : 'steps'}: the probes were good.`;
    case 'feature.restored':
      return event.data['reason'] === 'operator'
        ? `${about(event, 'follows its', 'follow their')} health again.`
        : `${about(event, 'is', 'are')} back for every user.`;
    case 'feature.killed':
      return `An operator has taken ${labelOf(event).toLowerCase()} off the page.`;
    case 'feature.pinned':
      return `An operator keeps ${labelOf(event).toLowerCase()} on, whatever the health says.`;
    default:
      return null;
  }
}

export function describe(event: TraceEvent): string | null {
  const { data, type } = event;
  switch (type) {
    case 'degradation.switchedOff':
      return 'Graceful degradation is off: every part is asked and waited for, sick or not.';
    case 'degradation.switchedOn':
      return 'Graceful degradation is on again.';
    case 'users.turnedAway':
      return data['cause'] === 'shed'
        ? 'Users are turned away at the door, to keep room for checkouts.'
        : 'Users are turned away: every worker is busy, and the queue is full.';
    case 'work.shed':
      return `The queue fills: parts of criticality ${String(data['criticality'])} and above are shed first.`;
    case 'content.dimmed':
      return `The dimmer goes down: ${formatShare(Number(data['dimmer']))} of visits get optional content${
        data['p95Ms'] === null ? '' : `, for pages take ${formatDuration(Number(data['p95Ms']))} (p95)`
      }.`;
    case 'content.undimmed':
      return 'The dimmer is up again: nearly every visit gets optional content.';
    default:
      return describeFeature(event);
  }
}
