import type { Report } from '../report.js';
import type { View } from '../terminal.js';

/** Turns a report into the text of one format, with its last line ended. */
export type Reporter = (report: Report, view: View) => string;
