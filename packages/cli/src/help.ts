/** Help by task, written by hand: a list of options sorted by name helps nobody who has a job to do. */
export const overview = `grant-migrate finds OAuth 2.0 password grants and token-request storms, and migrates them.

See what is wrong
  grant-migrate [paths…]              check this repository, or parts of it
  grant-migrate report [paths…]       one page with every token request, and pictures of how they are reached
  grant-migrate trace -- <command>    run a program, count its token requests and how many would have done
  grant-migrate explain <name>        explain a rule, or a reason why a site was left to a person

Put it right
  grant-migrate migrate [paths…]      show the rewrite as a diff; nothing is written
  grant-migrate migrate --write       check the rewrite and write it
  grant-migrate apply <plan.json>     write a plan that was kept with migrate --out
  grant-migrate undo                  bring back every file of the last rewrite, byte for byte

Keep it right
  grant-migrate init                  set up lint rules, pre-commit check and CI as the project has them
  grant-migrate check --staged        check what is about to be committed
  grant-migrate check --since main    check what a pull request changes
  grant-migrate completion            print a completion script for bash or zsh

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

What is known already
  --baseline FILE       leave out findings that FILE knows: adopt now, put right step by step
  --update-baseline     write FILE anew from the findings of this run
  --prune               drop from FILE what no longer occurs, and add nothing

What to print
  --format NAME         pretty (default), json, sarif, github, gitlab, markdown or html
  --output FILE         write the report to FILE

Speed
  --no-cache            use nothing that earlier runs kept, and keep nothing
  --shard I/N --out F   follow one of N shares of the requests and leave the facts in F, for machines that share the work;
                        grant-migrate merge F… gives the report

Settings
  grant-migrate.config.json (or .js, .mjs, .cjs, .ts, .mts) at the root, or the key "grant-migrate" in package.json:
  { "preset": "strict", "baseline": "FILE", "ignore": ["legacy/"] }. Options win over settings.

Exit status
  0   nothing to do
  1   findings at error level (warnings are shown and do not count)
  2   could not run: bad arguments, no source files, or a file that could not be read or parsed
`;

const merge = `grant-migrate merge <facts…>

Makes one report of what the shards of a check found: the same that one run would have given, for any number of shards, in
any order. It needs the facts of all of them, made on the same commit with the same options:

  grant-migrate check --shard 1/2 --out facts-1.json
  grant-migrate check --shard 2/2 --out facts-2.json
  grant-migrate merge facts-*.json

Options
  --format NAME         pretty (default), json, sarif, github, gitlab, markdown or html
  --output FILE         write the report to FILE
  --baseline FILE, --update-baseline, --prune
                        as for check

Exit status
  as for check; 2 also when the facts of a shard are missing or are of another run
`;

const migrate = `grant-migrate migrate [paths…]

Rewrites token requests. Without --write it shows the rewrite as a unified diff and writes nothing. With it, the rewrite is
first proved in memory (it parses, a second run changes nothing, the rules are silent, no new type error), then the originals
go into an undo journal, then each file is replaced in one step. A file that fails its checks is left as it was.

What to migrate to
  --to TARGET           auto (default), cached-client, client-credentials or pkce
  --framework NAME      for pkce: which framework, when package.json does not tell
  --minimum-lifetime S  migrate tokens that leave the process, too: they are valid for S seconds more

Writing
  --write               write it; refuses while there are uncommitted changes
  --interactive         ask for each site (yes, no, edit, all, quit), then write what was chosen
  --allow-dirty         write although there are uncommitted changes
  --install             install the dependencies that were added
  --out FILE            keep the plan, for: grant-migrate apply FILE
  --format-with TOOL    format the files that change with the project's own prettier, biome or eslint

What to print
  --format NAME         pretty (default) or json

Exit status
  0   nothing is left to do by hand
  1   sites are left to a person; the table says why
  2   could not run; nothing was changed
`;

const apply = `grant-migrate apply <plan.json>

Writes a plan that was kept with migrate --out, after the same checks. Refuses when one of its files has changed since.

  --allow-dirty         write although there are uncommitted changes
  --install             install the dependencies that were added
  --format NAME         pretty (default) or json
`;

const undo = `grant-migrate undo

Brings back every file of the last rewrite, byte for byte, and removes the files it created, also after a run that crashed
while it wrote. Refuses, and restores nothing, when one of the files was changed since. Again: the rewrite before that.
`;

const init = `grant-migrate init

Looks which linter, hook manager, package manager and CI the project has, and shows the edits that set up the lint rules, a
check of what is staged before each commit, and a check of pull requests. Writes nothing without --write.

  --write               write the edits; grant-migrate undo takes them back
`;

const report = `grant-migrate report [paths…]

Writes one HTML page that stands by itself: every token request of the project, those that are fine among them, by grant,
provider and who signs in; a picture of the ways that lead to each; and the findings with their code.

  --output FILE         where to write it (grant-migrate-report.html)
  --preset NAME         recommended (default) or strict

Exit status: as of grant-migrate check.
`;

const trace = `grant-migrate trace -- <command>

Runs a program, its tests for example, and shows which places in it request tokens: how often, how many of the requests were
made while an earlier token was still valid, and how many were answered 429. Every Node process is looked at, those that the
program starts among them; what they send is only watched, and what they print is left alone. Node runs somewhat slower
meanwhile. User names, passwords and tokens are never written down. Equal means: the same endpoint, client, user, scope and
whatever else is sent. Requests of two processes are not counted against each other.

  grant-migrate trace -- npm test
  grant-migrate trace --format json --output trace.json -- node server.js     ends with the server, or Ctrl+C

  --format NAME         pretty (default) or json
  --output FILE         write the result to FILE

Exit status
  0   no token request was avoidable
  1   some were, or the command failed
  2   could not run
`;

const explain = `grant-migrate explain <name>

Explains a rule (no-password-grant) or a reason why a site was left to a person (payload-opaque).
`;

export const helpPages: Record<string, string> = {
  check,
  merge,
  migrate,
  apply,
  undo,
  init,
  report,
  trace,
  explain,
};
