/** Functions that a tool runs once: builds, migrations of databases, steps of workflows, commands of a command line. */
import type { FunctionNode } from '../values/bindings.js';
import { importsModule, type FileContext } from './context.js';
import { paramName } from './handler-signatures.js';

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
  if (built !== undefined) return built;
  if (exported.some((one) => CHANGES.test(one)) && DATABASE.test(paramName(fn, 0))) return 'migration';
  const [first] = fn.params;
  return first && exported.includes('=') && STEP.test(context.tree.text.slice(...first.range))
    ? 'workflow step'
    : null;
}

const COMMANDS = ['@oclif/core', '@oclif/command', 'clipanion', '@adonisjs/core', '@adonisjs/ace'];

/** https://oclif.io/docs/commands: a class of `run` for each command. */
export const isCommand = (context: FileContext, classText: string) =>
  /^class\b[^{]*\bextends\s+\w*Command\b/.test(classText) && importsModule(context, COMMANDS);
