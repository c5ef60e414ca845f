// How a link runs from one bar to another, whatever its kind.
import { type Kind, fromEnd, toStart } from "./shapes";

const STUB = 7;

// `one` and `other` are where the bars begin and end, `half` is half a row; what lies beyond top and bottom is cut off there.
export function bend(kind: Kind, one: number[], other: number[], from: number, to: number, half: number, top: number, bottom: number): { line: string; x: number; way: 1 | -1 } {
  const leaves = one[fromEnd(kind) ? 1 : 0], comes = other[toStart(kind) ? 0 : 1];
  const out = leaves + (fromEnd(kind) ? STUB : -STUB), into = comes + (toStart(kind) ? -STUB : STUB), way = toStart(kind) ? 1 : -1;
  const inside = (y: number) => y > top && y < bottom;
  const between = to > from ? to - half : to + half;
  if (!inside(to)) return { line: `M ${leaves} ${from} H ${out} V ${to > from ? bottom : top}`, x: comes, way };
  if (!inside(from)) return { line: `M ${into} ${from < to ? top : bottom} V ${to} H ${comes}`, x: comes, way };
  return { line: `M ${leaves} ${from} H ${out} V ${between} H ${into} V ${to} H ${comes}`, x: comes, way };
}

export function arrow(x: number, y: number, way: 1 | -1): string {
  return `M ${x} ${y} l ${-5 * way} -3.5 v 7 z`;
}
