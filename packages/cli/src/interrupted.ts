/** Somebody pressed Ctrl-C while files were written; all of them have been put back. Exit status 130, as shells expect. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
