/** Tells a finger that moves a control sideways, or taps it, from one that only scrolls the page past it. */

interface PointerPlace {
  readonly pointerType: string;
  readonly clientX: number;
}

/** From here on a finger means the control; the browser has taken over by then if it scrolls. */
const SIDEWAYS_PX = 6;

export interface TouchIntent {
  begin(pointer: PointerPlace): void;
  /** Whether it is still open what the gesture is; a mouse or a pen never leaves it open. */
  isOpen(pointer?: PointerPlace): boolean;
  /** Ends the gesture; true when it was a tap. */
  end(): boolean;
}

export function createTouchIntent(): TouchIntent {
  let fromX: number | null = null;
  return {
    begin({ pointerType, clientX }) {
      fromX = pointerType === 'touch' ? clientX : null;
    },
    isOpen(pointer) {
      if (fromX !== null && pointer && Math.abs(pointer.clientX - fromX) >= SIDEWAYS_PX) fromX = null;
      return fromX !== null;
    },
    end() {
      const wasOpen = fromX !== null;
      fromX = null;
      return wasOpen;
    },
  };
}
