export { fileLock, type FileLockOptions } from './file-lock.js';
export { fileStore, type FileStoreOptions } from './file-store.js';
export { cachedNodeHttp, type NodeHttpLike } from './http.js';
