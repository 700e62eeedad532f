/** Where other code uses the result, and which layer of it: this decides the form of the rewrite. */
import { ts } from 'ts-morph';
import { ACCESS_TOKEN, type Binding, type Layer, type Segment, type Step } from './result-flow.js';

export interface ResultUse {
  node: ts.Node;
  layer: Layer;
}

/** All uses of the result, in source order of their segments. */
export function usesOf(segment: Segment): ResultUse[] {
  const { end } = segment;
  const last = lastStep(segment);
  if (end.kind === 'use') return [{ node: last.node, layer: last.layer }];
  if (end.kind === 'unused') return [];
  if (end.kind === 'variable') return bindingUses(end.binding);
  return end.binding ? bindingUses(end.binding) : [{ node: last.node, layer: last.layer }];
}

function bindingUses(binding: Binding): ResultUse[] {
  if (binding.kind === 'use') return [binding];
  if (binding.kind === 'pattern') return binding.member ? bindingUses(binding.member) : [];
  return binding.references.flatMap(usesOf);
}

/** The outermost layer that is used: nothing outside it is missed when the rewrite returns it at once. */
export function usedLayer(segment: Segment): Layer | null {
  const uses = usesOf(segment);
  if (uses.length === 0) return null;
  return uses.reduce<Layer>((layer, use) => (use.layer < layer ? use.layer : layer), ACCESS_TOKEN);
}

function lastStep(segment: Segment): Step {
  return segment.steps[segment.steps.length - 1]!;
}
