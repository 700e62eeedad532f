import type { Library } from '../library.js';

/** Hooks of Directus: `export default ({ filter, action }) => { filter('items.create', …) }`. */
export const directus: Library = {
  name: 'directus',
  docs: 'https://directus.io/docs/guides/extensions/api-extensions/hooks',
  roles: [
    { role: 'message', callee: ['filter', 'action'], firstText: /^\w[\w-]*(\.\w[\w-]*)+$/, positions: [1] },
    { role: 'message', member: ['onFilter', 'onAction'], positions: [1] },
    { role: 'once', callee: ['init'], firstText: /^\w+(\.\w+)*\.(before|after)$/, positions: [1] },
    // An operation of a flow, and hooks of the first versions.
    { role: 'message', callee: ['defineOperationApi'], key: ['handler'] },
    { role: 'message', keyLike: /^[a-z]\w*(\.[\w*-]+)+\.(before|after)$/ },
  ],
};
