/** A tree of call paths as a picture: entry points and loops on the left, the token request on the right. */
import { escaped } from '../reporters/html-page.js';
import type { PathTree } from './path-tree.js';

const BOX = { width: 236, height: 40 };
const GAP = { x: 36, y: 12 };
/** Ways that are drawn: more are counted, not shown. */
const MOST_WAYS = 16;

interface Placed {
  tree: PathTree;
  /** Steps from the request. */
  depth: number;
  y: number;
  callers: Placed[];
}

export function pathPicture(tree: PathTree): string {
  let ways = 0;
  const left = { count: 0 };
  const place = (node: PathTree, depth: number): Placed | undefined => {
    if (node.callers.length === 0) {
      if (ways === MOST_WAYS) {
        left.count += 1;
        return undefined;
      }
      return { tree: node, depth, y: ways++ * (BOX.height + GAP.y), callers: [] };
    }
    const callers = node.callers.flatMap((caller) => place(caller, depth + 1) ?? []);
    if (callers.length === 0) return undefined;
    return { tree: node, depth, y: (callers[0]!.y + callers.at(-1)!.y) / 2, callers };
  };
  const root = place(tree, 0)!;
  const deepest = depthOf(root);
  const width = (deepest + 1) * (BOX.width + GAP.x) - GAP.x;
  const height = ways * (BOX.height + GAP.y) - GAP.y;
  const xOf = ({ depth }: Placed) => (deepest - depth) * (BOX.width + GAP.x);
  const { function: name, file, line } = tree.step;
  const label = `Ways to the token request in ${name}, ${file}:${line}`;
  return `<figure><svg viewBox="-2 -2 ${width + 4} ${height + 4}" style="max-width:${width + 4}px" role="img" aria-label="${escaped(label)}">${drawn(root, xOf)}</svg>${
    left.count > 0 ? `<figcaption>and ${left.count} more</figcaption>` : ''
  }</figure>`;
}

function depthOf({ depth, callers }: Placed): number {
  return Math.max(depth, ...callers.map(depthOf));
}

function drawn(node: Placed, xOf: (node: Placed) => number): string {
  const edges = node.callers.map((caller) => edge(xOf(caller) + BOX.width, caller.y, xOf(node), node.y));
  return [...edges, ...node.callers.map((caller) => drawn(caller, xOf)), box(node, xOf(node))].join('');
}

function edge(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  const [from, to] = [y1 + BOX.height / 2, y2 + BOX.height / 2];
  return `<path d="M${x1} ${from}C${middle} ${from} ${middle} ${to} ${x2} ${to}"/>`;
}

function box({ tree: { step, callers }, depth, y }: Placed, x: number): string {
  const kind = depth === 0 ? 'request' : callers.length === 0 ? 'entry' : 'call';
  const place = `${step.file}:${step.line}`;
  return `<g class="${kind}" transform="translate(${x} ${y})"><title>${escaped(`${step.function} ${place}`)}</title><rect width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="10" y="17">${escaped(ended(step.function, 27))}</text><text x="10" y="32" class="place">${escaped(begun(place, 32))}</text></g>`;
}

function ended(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** Of a path the end tells most. */
function begun(text: string, most: number): string {
  return text.length > most ? `…${text.slice(1 - most)}` : text;
}

export const pictureStyle = `
figure { margin: 1rem 0 2rem; overflow-x: auto; }
figure svg { display: block; width: 100%; height: auto; }
figure path { fill: none; stroke: var(--soft); stroke-width: 1.5; opacity: .6; }
figure rect { fill: var(--card); stroke: var(--line); }
figure .entry rect { stroke: var(--warning); stroke-width: 2; }
figure .request rect { stroke: var(--error); stroke-width: 2; }
figure text { fill: var(--ink); font: 600 13px ui-monospace, monospace; }
figure .place { fill: var(--soft); font: 11px ui-monospace, monospace; }
figcaption { color: var(--soft); font-size: .875rem; }
`;
