/**
 * Functions that are run once a run of a program or a tool: commands of a command line, builds, migrations of databases, steps of
 * workflows; by their file, by what they are given, by the class that they stand in.
 */
import type { CallbackRole } from '../facts.js';
import { propertyName, type FunctionNode, type Node } from '../values/bindings.js';
import { importsModule, type FileContext } from './context.js';
import { paramName, type MakeRole } from './handler-signatures.js';

/** Configuration and scripts that a tool loads by their name. */
const TOOL_FILE =
  /(^|\/)(gulpfile|gruntfile|jest\.setup|global-?setup|global-?teardown|\.eleventy|(vite|vitest|webpack|rollup|next|nuxt|astro|svelte|vue|babel|jest|playwright|cypress|eleventy|hardhat|truffle|metro|docusaurus|codegen)\.config)(\.\w+)?\.[cm]?[jt]sx?$/i;
/** https://www.11ty.dev/docs/data-js/ */
const DATA_FILE = /(^|\/)_data\//;
const MIGRATION_FILE = /(^|\/)(migrations?|seed(er)?s?)\//i;

/** The role of a function that is run once by who starts the program, or null. */
export function programEntry(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  exported: readonly string[],
  role: MakeRole,
): CallbackRole | null {
  if (exported.length > 0 || isMember(fn)) {
    const { file } = context.tree;
    if (TOOL_FILE.test(file) || (exported.length > 0 && DATA_FILE.test(file))) return role('once', 'build');
    if (startsHost(context, file, name, exported)) return role('once', name);
    if (MIGRATION_FILE.test(file) && /^(up|down|seed|run|default)$/.test(name))
      return role('once', 'migration');
  }
  return isCommand(context, fn, name, exported) ? role('once', 'command') : null;
}

/**
 * What a host calls once as it starts: https://nextjs.org/docs/app/guides/instrumentation,
 * https://code.visualstudio.com/api/get-started/extension-anatomy; and what a release is done by, step for step:
 * https://semantic-release.gitbook.io/semantic-release/usage/plugins
 */
function startsHost(context: FileContext, file: string, name: string, exported: readonly string[]): boolean {
  if (!exported.includes(name)) return false;
  if (name === 'register') return /(^|\/)instrumentation\.[jt]s$/.test(file);
  if (name === 'activate') return importsModule(context, ['vscode']);
  return RELEASE_STEP.test(name) && /\bverifyConditions\b/.test(context.tree.text);
}

const RELEASE_STEP =
  /^(verifyConditions|analyzeCommits|verifyRelease|generateNotes|prepare|publish|addChannel|success|fail)$/;

const isMember = (fn: FunctionNode) => /^(Property|MethodDefinition)$/.test(fn.parent.type);

function isCommand(
  context: FileContext,
  fn: FunctionNode,
  name: string,
  exported: readonly string[],
): boolean {
  const holder: Node = fn.parent;
  // https://yargs.js.org/docs/#api-reference-commandmodule
  if (name === 'handler' && exported.includes(name))
    return /\bexports\.command\b|\bexport const command\b/.test(context.tree.text);
  if (name === 'handler' && holder.type === 'Property')
    return hasKeys(holder.parent, ['command', 'describe']);
  // https://infinitered.github.io/gluegun/
  if (name === 'run' && holder.type === 'Property') return paramName(fn, 0) === 'toolbox';
  if (holder.type !== 'MethodDefinition') return false;
  if (holder.decorators.length > 0 && importsModule(context, ['nestjs-console', 'nestjs-command']))
    return context.tree.text.slice(...holder.decorators[0]!.range).startsWith('@Command');
  // https://nest-commander.jaymcdoniel.dev/
  return (
    name === 'run' && holder.parent.parent.superClass != null && importsModule(context, ['nest-commander'])
  );
}

function hasKeys(object: Node, keys: readonly string[]): boolean {
  if (object.type !== 'ObjectExpression') return false;
  const own = object.properties.map((one) => (one.type === 'Property' ? propertyName(one) : null));
  return keys.every((key) => own.includes(key));
}

/**
 * Next.js: https://nextjs.org/docs/pages/api-reference/functions; Gatsby:
 * https://www.gatsbyjs.com/docs/reference/config-files/gatsby-node
 */
const AT_BUILD =
  /^(getStaticProps|getStaticPaths|generateStaticParams|sourceNodes|createPages|onPreInit|onPreBootstrap|createSchemaCustomization)$/;

/** Migrations and seeds of knex, Sequelize, TypeORM and their like. */
const CHANGES = /^(up|down|seed)$/;
const DATABASE = /^_?(knex|queryInterface|queryRunner|pgm|db)$/;

/** https://github.com/actions/github-script: `module.exports = async ({ github, context, core }) => {}`. */
const STEP = /^\{[^}]*\bgithub\b[^}]*\bco(re|ntext)\b/;

/** What an exported function is to the tool that runs it once, or null. */
export function toolOf(context: FileContext, fn: FunctionNode, exported: readonly string[]): string | null {
  const built = exported.find((one) => AT_BUILD.test(one));
  // https://nx.dev/extending-nx/recipes/local-executors
  if (exported.includes('default') && fn.type === 'FunctionDeclaration' && fn.id?.name === 'runExecutor')
    return 'executor';
  if (built !== undefined) return built;
  if (exported.some((one) => CHANGES.test(one)) && DATABASE.test(paramName(fn, 0))) return 'migration';
  const [first] = fn.params;
  return first && exported.includes('=') && STEP.test(context.tree.text.slice(...first.range))
    ? 'workflow step'
    : null;
}

const COMMANDS = ['@oclif/core', '@oclif/command', 'clipanion', '@adonisjs/core', '@adonisjs/ace'];

/** https://oclif.io/docs/commands, https://mael.dev/clipanion/docs: a class of `run` or `execute` for each command. */
export const isCommandClass = (context: FileContext, classText: string) =>
  /^class\b[^{]*\bextends\s+\w*Command\b/.test(classText) && importsModule(context, COMMANDS);
