import type { Library } from '../library.js';

/** What a module's page sends its node helper is the module's own configuration, not what a person types. */
export const magicMirror: Library = {
  name: 'magic-mirror',
  docs: 'https://docs.magicmirror.builders/module-development/node-helper.html',
  roles: [{ role: 'message', given: 'config', key: ['socketNotificationReceived', 'notificationReceived'] }],
};
