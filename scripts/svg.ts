/** A statechart as SVG, laid out by elkjs: boxes with their description, arrows with what happens. */
import ElkConstructor, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { allStates, type ChartArrow, type ChartState } from './chart-tree.ts';

const fontSize = 12;
const letterWidth = 6.6;
const lineHeight = 15;
const textWidth = 34;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 1 <= width) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}

const textsOf = (state: ChartState): string[] => (state.description ? wrap(state.description, textWidth) : []);

function nodeOf(state: ChartState, first: string | null): ElkNode {
  const place = state.id === first ? startsHere : {};
  const texts = textsOf(state);
  const widest = [state.name, ...texts].reduce((most, line) => Math.max(most, line.length), 6);
  const head = 12 + lineHeight * (1 + texts.length);
  if (state.children.length === 0) return { id: state.id, width: widest * letterWidth + 24, height: head + 8, layoutOptions: place };
  return {
    id: state.id,
    children: state.children.map((child) => nodeOf(child, state.initial)),
    layoutOptions: {
      ...place,
      'elk.padding': `[top=${head + 14},left=14,bottom=14,right=14]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${widest * letterWidth + 24},${head + 30})`,
    },
  };
}

/** A chart is read from where it starts. */
const startsHere = { 'elk.layered.layering.layerConstraint': 'FIRST' };

const layoutOptions = {
  'elk.algorithm': 'layered', 'elk.direction': 'DOWN', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN', 'elk.layered.spacing.nodeNodeBetweenLayers': '48', 'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.edgeLabels.inline': 'false',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
};

interface Flat {
  readonly state: ChartState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function flatten(node: ElkNode, states: ReadonlyMap<string, ChartState>, x: number, y: number): Flat[] {
  const here = { x: x + (node.x ?? 0), y: y + (node.y ?? 0) };
  const state = states.get(node.id);
  const own = state ? [{ state, ...here, width: node.width ?? 0, height: node.height ?? 0 }] : [];
  return [...own, ...(node.children ?? []).flatMap((child) => flatten(child, states, here.x, here.y))];
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

function box({ state, x, y, width, height }: Flat): string {
  const texts = textsOf(state);
  const lines = [
    `<text x="${round(x + 12)}" y="${round(y + 18)}" font-weight="bold">${escape(state.name)}</text>`,
    ...texts.map((line, index) => `<text x="${round(x + 12)}" y="${round(y + 18 + lineHeight * (index + 1))}" fill="#555">${escape(line)}</text>`),
  ];
  const dash = state.parallel ? ' stroke-dasharray="6 3"' : '';
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8" fill="${state.children.length > 0 ? '#f7f9fc' : '#ffffff'}" stroke="#4a6fa5"${dash}/>${lines.join('')}`;
}

const labelHeight = 12;
const labelLetterWidth = 5.2;
const labelTextWidth = 22;

function labelOf(words: string): { readonly text: string; readonly width: number; readonly height: number } {
  const lines = wrap(words, labelTextWidth);
  return { text: lines.join('\n'), width: Math.max(...lines.map((line) => line.length)) * labelLetterWidth + 4, height: lines.length * labelHeight };
}

function edge(one: ElkExtendedEdge): string {
  const paths = (one.sections ?? []).map((section) => {
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    return `<polyline points="${points.map((point) => `${round(point.x)},${round(point.y)}`).join(' ')}" fill="none" stroke="#777" marker-end="url(#arrow)"/>`;
  });
  const labels = (one.labels ?? []).flatMap((label) =>
    (label.text ?? '').split('\n').map((line, index) =>
      `<text x="${round(label.x ?? 0)}" y="${round((label.y ?? 0) + 10 + index * labelHeight)}" font-size="10" fill="#8a4b08">${escape(line)}</text>`,
    ),
  );
  return [...paths, ...labels].join('');
}

/** @returns the drawing; the same chart gives the same text on every machine */
export async function svgOf(title: string, root: ChartState, arrows: readonly ChartArrow[]): Promise<string> {
  const Elk = ElkConstructor as unknown as new () => { layout: (graph: ElkNode) => Promise<ElkNode> };
  const edges = arrows.flatMap((arrow, index) =>
    (arrow.from === root.id || arrow.to === null ? [] : [{ id: `e${index}`, sources: [arrow.from], targets: [arrow.to], labels: [labelOf(arrow.words)] }]),
  );
  const graph = await new Elk().layout({ id: 'canvas', layoutOptions, children: root.children.map((child) => nodeOf(child, root.initial)), edges });
  const states = new Map(allStates(root).map((state) => [state.id, state]));
  const anywhere = arrows.flatMap((arrow) => (arrow.from === root.id && arrow.to !== null ? [`From anywhere to "${states.get(arrow.to)?.name ?? ''}": ${arrow.words}`] : []));
  const headLines = [root.description, ...anywhere].flatMap((line) => wrap(line, 110));
  const top = 40 + headLines.length * lineHeight;
  const width = Math.max((graph.width ?? 0) + 20, 760);
  const boxes = (graph.children ?? []).flatMap((child) => flatten(child, states, 0, 0)).map(box);
  const drawnEdges = (graph.edges ?? []).map(edge);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round((graph.height ?? 0) + top + 20)}" font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="${fontSize}">
<title>${escape(title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#777"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
<text x="14" y="24" font-size="16" font-weight="bold">${escape(title)}</text>
${headLines.map((line, index) => `<text x="14" y="${44 + index * lineHeight}" fill="#333">${escape(line)}</text>`).join('\n')}
<g transform="translate(10 ${top})">
${boxes.join('\n')}
${drawnEdges.join('\n')}
</g>
</svg>
`;
}
