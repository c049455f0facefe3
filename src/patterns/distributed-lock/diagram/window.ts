/** Which part of the time the diagram shows: it follows the playhead, stands where a person has put it, or shows the whole run. */

export interface Viewport {
  readonly mode: 'follow' | 'free' | 'whole';
  /** Shown time, unless the whole run is shown. */
  readonly spanMs: number;
  /** Left edge, where a person has put it. */
  readonly fromMs: number;
}

export interface TimeWindow {
  readonly fromMs: number;
  readonly spanMs: number;
}

/** The run that is looked at. */
export interface Course {
  readonly nowMs: number;
  readonly durationMs: number;
}

/** Where the playhead stands while it is followed, as a share of the width: leases reach into the future. */
const LEAD = 0.76;
/** Room before time 0, as a share of the span. */
const MARGIN = 0.08;
const LEAST_SPAN_MS = 100;
/** Without motion the window moves on by this share of its span. */
const STEP = 0.25;

const wholeSpanMs = (durationMs: number) => durationMs * (1 + 2 * MARGIN);

export function clampSpanMs(spanMs: number, durationMs: number): number {
  return Math.min(Math.max(spanMs, LEAST_SPAN_MS), wholeSpanMs(durationMs));
}

function clampFromMs(fromMs: number, spanMs: number, durationMs: number): number {
  const margin = MARGIN * spanMs;
  return Math.max(-margin, Math.min(fromMs, durationMs + margin - spanMs));
}

/** `isStill`: the window jumps now and then instead of gliding. */
export function windowOf(
  { mode, spanMs, fromMs }: Viewport,
  { nowMs, durationMs }: Course,
  isStill: boolean,
): TimeWindow {
  if (mode === 'whole') return { fromMs: -MARGIN * durationMs, spanMs: wholeSpanMs(durationMs) };
  const span = clampSpanMs(spanMs, durationMs);
  if (mode === 'free') return { fromMs: clampFromMs(fromMs, span, durationMs), spanMs: span };
  const glidingMs = nowMs - LEAD * span;
  const stepMs = STEP * span;
  const followingMs = isStill ? Math.ceil(glidingMs / stepMs) * stepMs : glidingMs;
  return { fromMs: clampFromMs(followingMs, span, durationMs), spanMs: span };
}

/** Moves the window by a share of its span; it stays where it is put. */
export function pan({ fromMs, spanMs }: TimeWindow, byShare: number, durationMs: number): Viewport {
  return { mode: 'free', spanMs, fromMs: clampFromMs(fromMs + byShare * spanMs, spanMs, durationMs) };
}

/** A factor above 1 shows more time. The instant at `anchorShare` of the width stays there; a followed playhead is followed on. */
export function zoom(
  mode: Viewport['mode'],
  { fromMs, spanMs }: TimeWindow,
  factor: number,
  anchorShare: number,
  durationMs: number,
): Viewport {
  const next = clampSpanMs(spanMs * factor, durationMs);
  const from = clampFromMs(fromMs + anchorShare * (spanMs - next), next, durationMs);
  return { mode: mode === 'follow' ? 'follow' : 'free', spanMs: next, fromMs: from };
}

/** Brings an instant to the middle. */
export function lookAt(atMs: number, { spanMs }: TimeWindow, durationMs: number): Viewport {
  return { mode: 'free', spanMs, fromMs: clampFromMs(atMs - spanMs / 2, spanMs, durationMs) };
}
