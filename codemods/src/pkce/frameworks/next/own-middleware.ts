/** An application's own middleware: tokens are renewed before it decides anything, and the flow's own routes pass it by. */
import { ts } from 'ts-morph';
import type { Edit } from '../../../plan.js';
import { addImports, type TextEdit } from '../../../imports/add-imports.js';
import { LocalNames } from '../../../source/import-names.js';
import { lineOf } from '../../../source/lines.js';
import { isAsync } from '../../../source/nodes.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { indentationAt, styleOf } from '../../../source/style.js';

export interface OwnMiddleware {
  file: string;
  /** Null where it is not written as a plain function: nothing of it may be touched then. */
  edits: Edit[] | null;
  /** What a person still has to do. */
  steps: string[];
}

/** @param module by which the file imports `renewBeforePage` */
export function withRenewal(parsed: ParsedFile, module: string): OwnMiddleware {
  const { file, text } = parsed;
  const fn = middlewareIn(parsed);
  const left = (reason: string): OwnMiddleware => ({
    file,
    edits: null,
    steps: [
      `\`${file}\`: ${reason}. Begin the function that takes the request with \`const renewal = await renewBeforePage(request); if (renewal) return renewal;\` of \`lib/auth/renew-before-page\`, so that tokens are renewed before a page is rendered and the routes below /auth are free.`,
    ],
  });
  if (typeof fn === 'string') return left(fn);
  const [request] = fn.parameters;
  const body = fn.body as ts.Block;
  if (!request || !ts.isIdentifier(request.name))
    return left(`line ${lineOf(text, fn.getStart())} does not take the request by a name`);
  const style = styleOf(parsed);
  const names = new LocalNames(parsed);
  const renew = names.localFor(module, 'renewBeforePage');
  const renewal = names.newName(['renewal']);
  const indent = indentationAt(text, fn.getStart()) + style.indent;
  const lines = [
    `const ${renewal} = await ${renew}(${request.name.text})${style.semicolon}`,
    `if (${renewal}) return ${renewal}${style.semicolon}`,
  ];
  const at = body.getStart() + 1;
  const edits: TextEdit[] = [
    { start: at, end: at, text: lines.map((line) => style.eol + indent + line).join('') },
    ...asAsync(fn),
    ...addImports(parsed, [], names.needed, 'esm', style),
  ];
  return {
    file,
    edits: edits.map((edit) => ({ file, ...edit })),
    steps: /\bmatcher\b/.test(text)
      ? [
          `\`${file}\` runs for its \`matcher\` alone: let that take in every page that reads the token, or the page finds none when it has ended.`,
        ]
      : [],
  };
}

type Middleware = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

/** The exported function, when it is a function and not made by another one; else why not. */
function middlewareIn({ tree, text }: ParsedFile): Middleware | string {
  for (const statement of tree.statements) {
    if (ts.isFunctionDeclaration(statement) && isOfThisName(statement)) return statement;
    if (ts.isExportAssignment(statement)) return ofExpression(statement.expression);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (/^(middleware|proxy)$/.test(name.getText()) && initializer) return ofExpression(initializer);
  }
  return 'no function that is exported as `middleware` was found';

  function ofExpression(expression: ts.Expression): Middleware | string {
    if (ts.isArrowFunction(expression) || ts.isFunctionExpression(expression))
      return ts.isBlock(expression.body)
        ? expression
        : `line ${lineOf(text, expression.getStart())} has no block to begin`;
    if (ts.isIdentifier(expression)) {
      const declared = tree.statements.find(
        (one) => ts.isFunctionDeclaration(one) && one.name?.text === expression.text,
      );
      if (declared) return declared as ts.FunctionDeclaration;
    }
    const [first] = expression.getText().split('(');
    return `line ${lineOf(text, expression.getStart())} has it made by \`${first!.trim()}\``;
  }
}

function isOfThisName(statement: ts.FunctionDeclaration): boolean {
  const isDefault = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
  return !!statement.body && (isDefault || /^(middleware|proxy)$/.test(statement.name?.text ?? ''));
}

function asAsync(fn: Middleware): TextEdit[] {
  if (isAsync(fn)) return [];
  const word = fn.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  const at = (word ?? fn).getStart();
  const edits: TextEdit[] = [{ start: at, end: at, text: 'async ' }];
  if (fn.type)
    edits.push({ start: fn.type.getStart(), end: fn.type.end, text: `Promise<${fn.type.getText()}>` });
  return edits;
}
