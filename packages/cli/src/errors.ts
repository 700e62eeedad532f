/**
 * The command could not do what was asked: exit status 2. The message is one sentence that says what is wrong, `next` says
 * what to do about it. Everything else that is thrown is a defect of ours and is shown as such.
 */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
  readonly next: string | undefined;

  constructor(message: string, next?: string) {
    super(message);
    this.next = next;
  }
}

export { whyNot } from '@grant-migrate/analysis/disk';
