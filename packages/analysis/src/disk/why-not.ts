/** The system's word for why a file operation failed, in words for a person. */
export function whyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'it is not there';
    case 'EISDIR':
      return 'a directory is in its place';
    case 'ENOTDIR':
      return 'a file stands where a directory is needed';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'no space is left on the disk';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
