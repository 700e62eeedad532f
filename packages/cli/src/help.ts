/** Help by task, written by hand: a list of options sorted by name helps nobody who has a job to do. */
export const overview = `grant-migrate finds OAuth 2.0 password grants and token-request storms, and migrates them.

See what is wrong
  grant-migrate [paths…]              check this repository, or parts of it
  grant-migrate check --staged        check what is about to be committed

Options
  -h, --help       this help; after a command, the help of that command
  -v, --version    the version
`;

const check = `grant-migrate [check] [paths…]

Checks files, directories or globs; without paths the current directory. The whole repository is read all the same, because
a loop and the token request in it often stand in different files; findings outside the paths are left out.

What to check
  --staged              only what the next commit changes, read from the git index
  --since REF           only what changed since this branch left REF, for pull requests
  --preset NAME         recommended (default) or strict

What to print
  --format NAME         pretty (default), json
  --output FILE         write the report to FILE

Exit status
  0   nothing to do
  1   findings at error level (warnings are shown and do not count)
  2   could not run: bad arguments, no source files, or a file that could not be read or parsed
`;

export const helpPages: Record<string, string> = { check };
