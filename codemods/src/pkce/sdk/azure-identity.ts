/** @azure/identity: a credential that opens the browser, of the same interface as the one that held a password. */
import { ts } from 'ts-morph';
import { callAt, spanOf } from '../../source/nodes.js';
import { referencesOf } from '../../source/scope.js';
import { importedNames } from '../../source/import-names.js';
import { commandLineEvidence } from '../command-line.js';
import { promptsFor, questionSteps } from '../prompts.js';
import type { RewireSdk, SdkContext } from './sdk-rewire.js';

const MODULE = '@azure/identity';

export const azureIdentity: RewireSdk = (context, site) => {
  const { parsed } = context;
  const made = callAt(parsed, { start: site.start.offset, end: site.end.offset });
  if (!made || !ts.isNewExpression(made) || !ts.isIdentifier(made.expression)) return 'shape-not-modelled';
  // It opens a browser on the machine that it runs on.
  if (!commandLineEvidence(context.application.manifest, [parsed.text])) return null;
  const [tenantId, clientId, username, password, options] = made.arguments ?? [];
  if (!tenantId || !clientId || !username || !password || made.arguments!.some(ts.isSpreadElement))
    return 'payload-opaque';
  const taken = options ? [optionsText(options)] : [];
  if (taken.includes('')) return 'payload-opaque';
  const local = context.names.localFor(MODULE, 'InteractiveBrowserCredential');
  const settings = [...taken, named('tenantId', tenantId), named('clientId', clientId)];
  const prompts = promptsFor(parsed, made, [spanOf(made)]);
  return {
    edits: [
      { ...spanOf(made), text: `new ${local}({ ${settings.join(', ')} })` },
      ...typesToo(context, made.expression, local),
      ...prompts.deletions,
    ],
    kept: [tenantId, clientId, ...(options ? [options] : [])].map(spanOf),
    client: { clientType: 'public', redirectUris: ['http://localhost'] },
    imports: [{ module: MODULE, name: 'InteractiveBrowserCredential' }],
    note: 'The credential opens the browser for the sign-in; the tokens come and are kept as before.',
    steps: [
      'At the provider, the application needs the platform “Mobile and desktop applications” with the redirect URI `http://localhost`.',
      'Where no browser can be opened (a remote shell, a container), give `DeviceCodeCredential` of the same package the same `tenantId` and `clientId`.',
      ...questionSteps(parsed.file, prompts.left),
    ],
  };
};

function named(name: string, value: ts.Expression): string {
  const text = value.getText();
  return text === name ? name : `${name}: ${text}`;
}

/** The options of both credentials have the same members; `''` when they cannot be written into one object. */
function optionsText(options: ts.Expression): string {
  if (!ts.isObjectLiteralExpression(options)) return `...${options.getText()}`;
  return options.properties.map((property) => property.getText()).join(', ');
}

/** Variables that are declared to hold the old credential hold the new one now. */
function typesToo(context: SdkContext, name: ts.Identifier, local: string) {
  const imported = importedNames(context.parsed).find((candidate) => candidate.local.text === name.text);
  if (!imported) return [];
  return referencesOf(context.parsed, imported.local)
    .filter((use) => ts.isTypeReferenceNode(use.parent))
    .map((use) => ({ ...spanOf(use), text: local }));
}
