/** How deep a text nests, told before anything parses it: the native parser has no depth limit and ends the process. */

/** Deeper files are generated tables and endless sums, no code of a person; whoever walks their tree overflows the stack. */
export const DEEPEST = 1200;

/** The deepest nesting of brackets, those in strings and comments counted too: near enough for a limit this far off. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > deepest) deepest = depth;
        break;
      case 0x29:
      case 0x5d:
      case 0x7d:
        if (depth > 0) depth--;
        break;
    }
  }
  return deepest;
}
