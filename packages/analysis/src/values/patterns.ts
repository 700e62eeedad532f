/** Destructuring patterns: which member a name takes, and its default. */
import { propertyName, type Node } from './bindings.js';

/** Whether one node stands inside another. */
export const within = (inner: Node, outer: Node) =>
  outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** Member names from a pattern down to one of its identifiers; [] for a plain parameter. */
export function patternPath(pattern: Node, name: Node): string[] | null {
  if (pattern === name) return [];
  if (pattern.type === 'AssignmentPattern') return patternPath(pattern.left, name);
  if (pattern.type === 'TSParameterProperty') return patternPath(pattern.parameter, name);
  if (pattern.type === 'ObjectPattern') {
    for (const member of pattern.properties) {
      if (!within(name, member)) continue;
      if (member.type === 'RestElement') return [];
      const rest = patternPath(member.value as Node, name);
      const key = propertyName(member);
      return rest && key !== null ? [key, ...rest] : null;
    }
  }
  return null;
}

/** Position of the parameter property that fills a field, `constructor(private token: string)`; -1 when there is none. */
export function parameterPropertyOf(params: readonly Node[], field: string): number {
  return params.findIndex((param) => {
    if (param.type !== 'TSParameterProperty') return false;
    const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
    return target.type === 'Identifier' && target.name === field;
  });
}

/** The default that a pattern gives to one of its names: `{ grant = 'password' }`. */
export function defaultOf(pattern: Node, name: Node): Node | null {
  if (pattern.type === 'AssignmentPattern') {
    if (pattern.left === name) return pattern.right;
    return defaultOf(pattern.left, name);
  }
  if (pattern.type === 'ObjectPattern') {
    for (const member of pattern.properties) {
      if (member.type === 'Property' && within(name, member)) return defaultOf(member.value as Node, name);
    }
  }
  return null;
}
