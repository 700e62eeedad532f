import type { Project } from '@grant-migrate/analysis';
import { applyEdits } from '../edits/apply.js';
import type { Edit, Plan } from '../plan.js';

/** The project as it would be once the plan is written; nothing is written. */
export function overlay(project: Project, plan: Plan): Project {
  const texts = plannedTexts(project, plan);
  const created = plan.created.map(({ file }) => file).filter((file) => !project.files.includes(file));
  const { tree } = project;
  return {
    root: project.root,
    files: [...project.files, ...created],
    read: (file) => texts.get(file) ?? project.read(file),
    ...(tree ? { tree: (file: string) => (texts.has(file) ? undefined : tree(file)) } : {}),
  };
}

/** The new text of every file that the plan edits or creates. */
export function plannedTexts(project: Project, plan: Plan): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [file, edits] of editsByFile(plan)) {
    const text = project.read(file);
    if (typeof text === 'string') texts.set(file, applyEdits(text, edits));
  }
  for (const { file, text } of plan.created) texts.set(file, text);
  return texts;
}

function editsByFile(plan: Plan): Map<string, Edit[]> {
  const byFile = new Map<string, Edit[]>();
  for (const edit of plan.edits) {
    const edits = byFile.get(edit.file);
    if (edits) edits.push(edit);
    else byFile.set(edit.file, [edit]);
  }
  return byFile;
}
