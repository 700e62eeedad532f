import { parseFile, type ParsedFile } from '../../source/parsed-file.js';
import { filesOf } from '../application.js';
import type { SdkContext } from './sdk-rewire.js';

/** The site's file and those of the application, as trees, as far as they hold one of these words. */
export function filesWith({ project, application, parsed }: SdkContext, words: RegExp): ParsedFile[] {
  return [...new Set([parsed.file, ...filesOf(project, application)])].flatMap((file) => {
    const text = file === parsed.file ? parsed.text : project.read(file);
    if (typeof text !== 'string' || !words.test(text)) return [];
    return [file === parsed.file ? parsed : parseFile(file, text)];
  });
}
