/** Names of the written flow that the application's files import, the site's own and others. */
import { addImports } from '../../../imports/add-imports.js';
import type { Edit } from '../../../plan.js';
import { LocalNames } from '../../../source/import-names.js';
import { moduleStyleOf } from '../../../source/module-style.js';
import type { ParsedFile } from '../../../source/parsed-file.js';
import { styleOf } from '../../../source/style.js';
import { fileOf, importOf } from '../../own-folder.js';
import type { SdkContext } from '../sdk-rewire.js';

export class FlowImports {
  /** Of the site's file: its other edits decide which imports go. */
  readonly own: { module: string; name: string }[] = [];
  readonly #context: SdkContext;
  readonly #folder: string;
  readonly #others = new Map<ParsedFile, LocalNames>();

  constructor(context: SdkContext, folder: string) {
    this.#context = context;
    this.#folder = folder;
  }

  /** What `name` of a file of the flow is called in `parsed`, from here on imported there. */
  local(parsed: ParsedFile, written: string, name: string): string {
    const { application } = this.#context;
    const module = importOf(application, parsed.file, fileOf(application, this.#folder, written));
    if (parsed === this.#context.parsed) {
      this.own.push({ module, name });
      return this.#context.names.localFor(module, name);
    }
    let names = this.#others.get(parsed);
    if (!names) this.#others.set(parsed, (names = new LocalNames(parsed)));
    return names.localFor(module, name);
  }

  /** The imports of the other files. */
  elsewhere(): Edit[] {
    const { type } = this.#context.application.manifest;
    return [...this.#others].flatMap(([parsed, { needed }]) =>
      addImports(parsed, [], needed, moduleStyleOf(parsed, type), styleOf(parsed)).map((edit) => ({
        ...edit,
        file: parsed.file,
      })),
    );
  }
}
