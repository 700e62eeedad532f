/** The type that code gives the token response. */
import { ts } from 'ts-morph';
import {
  ACCESS_TOKEN,
  RESPONSE,
  TOKEN_RESPONSE,
  type Binding,
  type Layer,
  type Segment,
} from './result-flow.js';

/** The type that the code says the body has: it stays the type of what the new call returns. Null where it says none, or several. */
export function bodyType(flow: Segment, call: ts.CallExpression, layer: Layer): ts.TypeNode | null {
  if (layer === ACCESS_TOKEN) return null;
  const types = [...typesOf(flow, layer)];
  if (types.length === 0 && call.typeArguments?.length === 1) types.push(call.typeArguments[0]!);
  const [first] = types;
  return first && types.every((type) => type.getText() === first.getText()) ? first : null;
}

/** Types that assertions and declarations give the layer on its way. */
function* typesOf(segment: Segment, layer: Layer): Generator<ts.TypeNode> {
  for (const step of segment.steps) if (step.type && step.layer === layer) yield step.type;
  const { end } = segment;
  if (end.kind === 'use' || end.kind === 'unused' || !end.binding) return;
  const last = segment.steps.at(-1)!;
  if (end.kind === 'variable' && last.layer === layer && !last.promise && end.declaration.type)
    yield end.declaration.type;
  // `const response: AxiosResponse<Tokens> = …`
  if (end.kind === 'variable' && last.layer === RESPONSE && layer === TOKEN_RESPONSE) {
    const { type } = end.declaration;
    const [body] = type && ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
    if (body) yield body;
  }
  yield* bindingTypes(end.binding, layer);
}

function* bindingTypes(binding: Binding, layer: Layer): Generator<ts.TypeNode> {
  if (binding.kind === 'pattern' && binding.member) yield* bindingTypes(binding.member, layer);
  if (binding.kind !== 'name') return;
  const { parent } = binding.name;
  if (ts.isParameter(parent) && parent.type && binding.layer === layer) yield parent.type;
  for (const reference of binding.references) yield* typesOf(reference, layer);
}
