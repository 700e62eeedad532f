/**
 * Names this very build of the analysis, so that nothing is read from the cache that another build wrote. The build writes it
 * over the compiled file; empty in sources that run as they are, which use no cache.
 */
export const BUILD_ID: string = '';
