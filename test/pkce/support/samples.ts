/** The sample applications in `test/apps-pkce`: what to say to the command, and how each is started. */
export interface Sample {
  name: string;
  /** In `test/apps-pkce`. */
  folder: string;
  /** For `--framework`; without it, the command finds out. */
  framework?: string;
  build?: string[];
  start: string[];
}

export const samples: Sample[] = [
  { name: 'Express 5, ES modules', folder: 'express5', start: ['node', 'src/server.js'] },
];
