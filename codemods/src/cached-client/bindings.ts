/** What a declaration or parameter is left with once the outer layers of the result are gone. */
import { ts } from 'ts-morph';
import type { Binding, Layer } from './result-flow.js';

export type NameBinding = Extract<Binding, { kind: 'name' }>;

/** The one name that a declaration gives to the layer that is left; null when it takes the layer apart. */
export function boundName(binding: Binding, layer: Layer): NameBinding | null {
  if (binding.kind === 'name') return binding;
  if (binding.kind === 'pattern' && binding.layer < layer && binding.member)
    return boundName(binding.member, layer);
  return null;
}

/** The pattern or name that is left of a declaration or parameter. */
export function leftPattern(binding: Binding, layer: Layer): ts.BindingName | null {
  if (binding.kind === 'name') return binding.name;
  if (binding.kind === 'pattern')
    return binding.layer < layer && binding.member ? leftPattern(binding.member, layer) : binding.pattern;
  return ts.isObjectBindingPattern(binding.node) ? binding.node : null;
}
