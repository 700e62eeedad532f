import type { ParsedFile } from '../../source/parsed-file.js';
import { filesOf } from '../application.js';
import type { SdkContext } from './sdk-rewire.js';

/** The site's file and those of the application, as trees, as far as they hold one of these words. */
export function filesWith({ project, application, parsed, files }: SdkContext, words: RegExp): ParsedFile[] {
  return [...new Set([parsed.file, ...filesOf(project, application)])].flatMap((file) => {
    const text = project.read(file);
    return typeof text === 'string' && words.test(text) ? (files(file) ?? []) : [];
  });
}
