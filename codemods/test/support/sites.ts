/**
 * A small stand-in for the analysis: the token requests of one file by axios and fetch, with what they send. Tests of the
 * rewrite use it so that they test the rewrite alone.
 */
import { ts } from 'ts-morph';
import type { RequestSite, Span, WirePart, WireShape } from '@grant-migrate/analysis';

export function sitesOf(file: string, text: string): RequestSite[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const sites: RequestSite[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const site = siteOf(tree, file, node);
      if (site) sites.push(site);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return sites;
}

function siteOf(tree: ts.SourceFile, file: string, call: ts.CallExpression): RequestSite | null {
  const callee = call.expression.getText().replace(/\s+/g, '');
  const kind = /(^|\.)fetch$|^\w*[fF]etch$/.test(callee)
    ? 'fetch'
    : /^(axios|api|http|instance|this\.http)(\.(post|request|get))?$/.test(callee)
      ? 'axios'
      : null;
  if (!kind) return null;
  const wire: WireShape = {
    url: null,
    method: 'POST',
    body: 'unknown',
    parameters: [],
    headers: [],
    basicAuth: null,
    builders: [],
    otherOptions: [],
    opaque: [],
  };
  const reader = new Reader(tree, wire);
  const [first, second, third] = call.arguments;
  if (kind === 'fetch') {
    wire.url = span(first!);
    reader.options(second);
  } else if (callee.endsWith('.post')) {
    wire.url = span(first!);
    reader.body(second);
    reader.options(third);
  } else reader.options(first && ts.isObjectLiteralExpression(first) ? first : second, first);
  const grantPart = wire.parameters.find((part) => part.key === 'grant_type');
  if (!grantPart) return null;
  const grant = grantPart.value.kind === 'text' ? grantPart.value.text : 'unknown';
  const at = (offset: number) => {
    const { line, character } = tree.getLineAndCharacterOfPosition(offset);
    return { line: line + 1, column: character + 1, offset };
  };
  return {
    file,
    start: at(call.getStart()),
    end: at(call.end),
    client: kind,
    kind: 'http',
    grant: grant.endsWith('password-realm') ? 'password' : (grant as RequestSite['grant']),
    provider: /okta/i.test(tree.text)
      ? 'okta'
      : /auth0\.com/.test(tree.text)
        ? 'auth0'
        : /microsoftonline/.test(tree.text)
          ? 'entra'
          : null,
    actor: /interactive/.test(tree.text) ? 'interactive-user' : 'machine',
    reused: false,
    wire,
    findings: [`${file}:${call.getStart()}`],
  };
}

function span(node: ts.Node): Span {
  return { start: node.getStart(), end: node.end };
}

class Reader {
  constructor(
    readonly tree: ts.SourceFile,
    readonly wire: WireShape,
  ) {}

  options(node: ts.Expression | undefined, url?: ts.Expression): void {
    if (url && !ts.isObjectLiteralExpression(url)) this.wire.url = span(url);
    const object = node && this.resolve(node);
    if (!object) return;
    if (!ts.isObjectLiteralExpression(object)) {
      this.wire.opaque.push({ reason: 'options', span: span(object) });
      return;
    }
    for (const property of object.properties) {
      const name = property.name?.getText().replace(/['"]/g, '') ?? '';
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : (property.name as ts.Expression);
      if (name === 'url') this.wire.url = span(value);
      else if (name === 'method') this.wire.method = value.getText().replace(/['"]/g, '').toUpperCase();
      else if (name === 'data' || name === 'body') this.body(value);
      else if (name === 'params') {
        this.object(value);
        this.wire.body = 'query';
      } else if (name === 'headers') this.headers(value);
      else if (name === 'auth' && ts.isObjectLiteralExpression(value)) {
        const [username, password] = value.properties.map((part) =>
          ts.isPropertyAssignment(part) ? part.initializer : part.name!,
        );
        this.wire.basicAuth = { username: span(username!), password: span(password!) };
      } else this.wire.otherOptions.push(name);
    }
  }

  headers(node: ts.Expression): void {
    const object = this.resolve(node);
    if (!ts.isObjectLiteralExpression(object)) return;
    for (const property of object.properties) this.wire.headers.push(part(property));
  }

  body(node: ts.Expression | undefined): void {
    const value = node && this.resolve(node);
    if (!value) return;
    if (ts.isCallExpression(value) && /toString$/.test(value.expression.getText()))
      return this.body((value.expression as ts.PropertyAccessExpression).expression);
    if (ts.isCallExpression(value) && /JSON\.stringify$/.test(value.expression.getText())) {
      this.object(value.arguments[0]!);
      this.wire.body = 'json';
    } else if (ts.isCallExpression(value) || ts.isNewExpression(value)) {
      this.wire.body = 'form';
      if (value.arguments?.[0]) this.object(value.arguments[0]);
    } else if (ts.isTemplateExpression(value)) {
      this.wire.body = 'form';
      this.template(value);
    } else {
      this.object(value);
      this.wire.body = 'json';
    }
  }

  object(node: ts.Expression): void {
    const object = this.resolve(node);
    if (!ts.isObjectLiteralExpression(object)) return;
    for (const property of object.properties)
      if (ts.isSpreadAssignment(property)) this.wire.opaque.push({ reason: 'spread', span: span(property) });
      else this.wire.parameters.push(part(property));
  }

  template(node: ts.TemplateExpression): void {
    const pieces: (string | ts.Expression)[] = [node.head.text];
    for (const { expression, literal } of node.templateSpans) pieces.push(expression, literal.text);
    let key = '';
    for (const piece of pieces) {
      if (typeof piece !== 'string') {
        this.wire.parameters.push({
          key,
          span: span(piece),
          value: { kind: 'expression', span: span(piece) },
          conditional: false,
        });
        key = '';
        continue;
      }
      for (const pair of piece.split('&').filter(Boolean)) {
        const [name, value] = pair.split('=');
        if (value)
          this.wire.parameters.push({
            key: name!,
            span: span(node),
            value: { kind: 'text', text: value, span: null },
            conditional: false,
          });
        else key = name!;
      }
    }
  }

  /** The initializer of a variable, whose statements then only build this request. */
  resolve(node: ts.Expression): ts.Expression {
    if (!ts.isIdentifier(node)) return node;
    let found: ts.Expression = node;
    const visit = (inner: ts.Node): void => {
      if (ts.isVariableDeclaration(inner) && inner.name.getText() === node.text && inner.initializer) {
        found = inner.initializer;
        if (ts.isVariableStatement(inner.parent.parent)) this.wire.builders.push(span(inner.parent.parent));
      }
      if (ts.isExpressionStatement(inner) && ts.isCallExpression(inner.expression)) {
        const { expression, arguments: args } = inner.expression;
        if (
          ts.isPropertyAccessExpression(expression) &&
          expression.expression.getText() === node.text &&
          /append|set/.test(expression.name.text)
        ) {
          this.wire.builders.push(span(inner));
          const [key, value] = args;
          this.wire.parameters.push({
            key: (key as ts.StringLiteral).text,
            span: span(inner),
            value: valueOf(value!),
            conditional: false,
          });
        }
      }
      ts.forEachChild(inner, visit);
    };
    visit(this.tree);
    return found;
  }
}

function part(property: ts.ObjectLiteralElementLike): WirePart {
  const value = ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Expression);
  return {
    key: property.name!.getText().replace(/['"]/g, ''),
    span: span(property),
    value: valueOf(value),
    conditional: false,
  };
}

function valueOf(node: ts.Expression): WirePart['value'] {
  return ts.isStringLiteralLike(node)
    ? { kind: 'text', text: node.text, span: span(node) }
    : { kind: 'expression', span: span(node) };
}
