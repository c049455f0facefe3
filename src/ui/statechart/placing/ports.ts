/** Spreads the ends of arrows along the sides of a state, in the order of where they come from, so that they neither cross nor share a tip. */
import type { Box, Direction, Point } from './geometry.ts';

export interface Port {
  box: Box;
  /** The arrow's nearest point that is not on the box. */
  neighbour: Point;
  /** Passes other states on its way: attached across the flow when it comes from beyond the box's side. */
  long: boolean;
  /** Receives the point on the border, and whether the arrow meets that border across the flow. */
  place(point: Point, across: boolean): void;
}

const PORT_GAP = 18;
const CORNER_GAP = 16;
/** An arrow needs this much beside a box to turn towards its side. */
const TURN_ROOM = 14;

/**
 * Arrows leave along the flow: at the left and right of a box in a chart that runs LR, at its top and bottom in TB.
 * Only long arrows that pass beside the box leave across the flow.
 */
export function spreadPorts(ports: readonly Port[], direction: Direction): void {
  const along = direction === 'LR' ? 'x' : 'y';
  const across = direction === 'LR' ? 'y' : 'x';
  const depthOf = (box: Box) => (direction === 'LR' ? box.width : box.height);
  const breadthOf = (box: Box) => (direction === 'LR' ? box.height : box.width);
  const isBeside = ({ box, neighbour, long }: Port) =>
    long && Math.abs(neighbour[across] - box[across]) > breadthOf(box) / 2 + TURN_ROOM;
  const aheadOf = ({ box, neighbour }: Port) => Math.sign(neighbour[along] - box[along]);
  const asideOf = ({ box, neighbour }: Port) => Math.sign(neighbour[across] - box[across]);

  for (const box of new Set(ports.map((port) => port.box))) {
    const own = ports.filter((port) => port.box === box);
    for (const sign of [-1, 1]) {
      const ends = own
        .filter((port) => !isBeside(port) && aheadOf(port) === sign)
        .toSorted((a, b) => a.neighbour[across] - b.neighbour[across]);
      const places = spread(
        ends.map(({ neighbour }) => neighbour[across]),
        box[across],
        breadthOf(box) / 2 - CORNER_GAP,
      );
      const border = box[along] + (sign * depthOf(box)) / 2;
      ends.forEach((port, index) => {
        const place = places[index] ?? box[across];
        port.place(direction === 'LR' ? { x: border, y: place } : { x: place, y: border }, false);
      });

      const sides = own
        .filter((port) => isBeside(port) && asideOf(port) === sign)
        .toSorted((a, b) => turn(a) - turn(b));
      const sidePlaces = spread(
        sides.map((port) => box[along] + (aheadOf(port) * depthOf(box)) / 6),
        box[along],
        depthOf(box) / 2 - CORNER_GAP,
      );
      const side = box[across] + (sign * breadthOf(box)) / 2;
      sides.forEach((port, index) => {
        const place = sidePlaces[index] ?? box[along];
        port.place(direction === 'LR' ? { x: place, y: side } : { x: side, y: place }, true);
      });
    }
  }

  /** Of several arrows around one side, the farthest out starts farthest from where it is going. */
  function turn(port: Port): number {
    const reach = Math.abs(port.neighbour[across] - port.box[across]);
    return aheadOf(port) < 0 ? reach - 1e6 : 1e6 - reach;
  }
}

/** Keeps every wish within reach of the centre and neighbours a gap apart, each moved as little as a sweep in both directions does. */
function spread(wishes: readonly number[], centre: number, reach: number): number[] {
  const gap = Math.min(PORT_GAP, (2 * reach) / Math.max(1, wishes.length - 1));
  const places: number[] = [];
  for (const wish of wishes) {
    const lowest = (places.at(-1) ?? -Infinity) + gap;
    places.push(Math.max(lowest, Math.min(centre + reach, Math.max(centre - reach, wish))));
  }
  return places.map((place, index) => Math.min(place, centre + reach - (places.length - 1 - index) * gap));
}
