/** Methods that are written to: another function stands in for what the class or object declares. */
import { ts } from 'ts-morph';
import { isTestFile } from '@grant-migrate/analysis';
import type { SiteContext } from '../cached-client/site-context.js';
import { writesIn } from '../places/writes.js';

/** By the name alone, in any file: `client.credentials = () => …`. */
export function isReplaced(context: SiteContext, name: string): boolean {
  const files = [context.parsed, ...context.filesElsewhere([name.replace(/^#/, '')], /=/)];
  return files
    .filter(({ file }) => !isTestFile(file))
    .some((file) =>
      writesIn(file).some(
        ({ node, root, path, value }) =>
          path.at(-1) === name &&
          !/^(module|exports)$/.test(root.getText()) &&
          !path.includes('prototype') &&
          !isBound(node, value),
      ),
    );
}

/** `this.token = this.token.bind(this)` */
function isBound(write: ts.Node, value: ts.Expression | undefined): boolean {
  if (!ts.isBinaryExpression(write) || !value) return false;
  return value.getText().startsWith(`${write.left.getText()}.bind(`);
}
