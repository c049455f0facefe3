/** Dragging, pinching, wheeling and clicking on a surface, told in px of that surface. */

export interface Gestures {
  /** Everything moves to the right by so many px. */
  onDrag(byX: number): void;
  /** A factor above 1 shows more; what is at `x` stays there. */
  onZoom(factor: number, x: number): void;
  /** `slack`: how far off the pointer may be. */
  onClick(x: number, y: number, slack: number): void;
  onHover(x: number, y: number): void;
}

const DRAG_FROM_PX = 4;
const MOUSE_SLACK = 7;
const FINGER_SLACK = 18;
const ZOOM_PER_PX = 0.0025;
/** A wheel that counts in lines or pages. */
const PX_PER_UNIT = [1, 16, 200];

interface Touch {
  x: number;
  readonly startX: number;
  readonly startY: number;
}

/** Returns a function that ends listening. */
export function listenToGestures(
  element: HTMLElement,
  { onDrag, onZoom, onClick, onHover }: Gestures,
): () => void {
  const touches = new Map<number, Touch>();
  let isMoved = false;

  const placeOf = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const middleAndDistance = () => {
    const [one, other] = [...touches.values()] as [Touch, Touch];
    return { middle: (one.x + other.x) / 2, distance: Math.max(8, Math.abs(one.x - other.x)) };
  };

  function down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { x, y } = placeOf(event);
    if (touches.size === 0) isMoved = false;
    touches.set(event.pointerId, { x, startX: x, startY: y });
    element.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent): void {
    const { x, y } = placeOf(event);
    const touch = touches.get(event.pointerId);
    if (!touch) {
      if (event.pointerType === 'mouse') onHover(x, y);
      return;
    }
    if (touches.size === 2) {
      isMoved = true;
      const before = middleAndDistance();
      touch.x = x;
      const after = middleAndDistance();
      onZoom(before.distance / after.distance, after.middle);
      onDrag(after.middle - before.middle);
      return;
    }
    isMoved ||= Math.hypot(x - touch.startX, y - touch.startY) > DRAG_FROM_PX;
    if (!isMoved) return;
    onDrag(x - touch.x);
    touch.x = x;
  }

  function up(event: PointerEvent): void {
    if (!touches.delete(event.pointerId) || isMoved || touches.size > 0) return;
    const { x, y } = placeOf(event);
    onClick(x, y, event.pointerType === 'mouse' ? MOUSE_SLACK : FINGER_SLACK);
  }

  function cancel(event: PointerEvent): void {
    touches.delete(event.pointerId);
  }

  function wheel(event: WheelEvent): void {
    const unit = PX_PER_UNIT[event.deltaMode] ?? 1;
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (event.ctrlKey) onZoom(Math.exp(event.deltaY * unit * ZOOM_PER_PX), placeOf(event).x);
    else if (isSideways) onDrag(-(event.deltaX || event.deltaY) * unit);
    // What is left belongs to the page.
    else return;
    event.preventDefault();
  }

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('wheel', wheel);
  };
}
