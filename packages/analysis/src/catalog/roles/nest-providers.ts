import type { Library } from '../library.js';

/** Factories of providers: run once, when the application starts. */
export const nestProviders: Library = {
  name: 'nest-providers',
  docs: 'https://docs.nestjs.com/fundamentals/custom-providers#factory-providers-usefactory',
  roles: [{ role: 'once', key: ['useFactory'] }],
};
