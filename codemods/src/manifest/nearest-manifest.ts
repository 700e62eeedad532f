import type { Project } from '@grant-migrate/analysis';

export interface Manifest {
  /** Posix path from the root. */
  file: string;
  text: string;
  type: string | undefined;
  name: string | undefined;
  /** Names in any of its dependency lists. */
  dependencies: ReadonlySet<string>;
}

/** The package.json of the folder that holds the file, or of the nearest folder above it. */
export function nearestManifest(project: Project, file: string): Manifest | undefined {
  const folders = file.split('/').slice(0, -1);
  for (;;) {
    const manifest = readManifest(project, [...folders, 'package.json'].join('/'));
    if (manifest) return manifest;
    if (folders.pop() === undefined) return undefined;
  }
}

function readManifest(project: Project, file: string): Manifest | undefined {
  const text = project.read(file);
  if (typeof text !== 'string') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    // A manifest that does not parse is not ours to mend.
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const fields = json as Record<string, unknown>;
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].map(
    (name) => fields[name],
  );
  return {
    file,
    text,
    type: typeof fields.type === 'string' ? fields.type : undefined,
    name: typeof fields.name === 'string' ? fields.name : undefined,
    dependencies: new Set(
      lists.flatMap((list) => (typeof list === 'object' && list !== null ? Object.keys(list) : [])),
    ),
  };
}
