import type { Library } from '../library.js';

/** A strategy's callback runs at each sign-in. */
export const passport: Library = {
  name: 'passport-local',
  docs: 'https://www.passportjs.org/packages/passport-local/',
  modules: ['passport-local'],
  roles: [{ role: 'http', construct: ['Strategy', 'LocalStrategy'], needsImport: true }],
};
