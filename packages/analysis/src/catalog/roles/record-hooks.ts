import type { Library } from '../library.js';

/** Functions that run for each record that is written or read: models of Strapi, Payload, Sequelize and Mongoose. */
export const recordHooks: Library = {
  name: 'record-hooks',
  docs: 'https://docs.strapi.io/cms/backend-customization/models#lifecycle-hooks',
  roles: [
    {
      role: 'message',
      key: [
        ...['beforeCreate', 'afterCreate', 'beforeCreateMany', 'afterCreateMany'],
        ...['beforeUpdate', 'afterUpdate', 'beforeUpdateMany', 'afterUpdateMany'],
        ...['beforeDelete', 'afterDelete', 'beforeDeleteMany', 'afterDeleteMany'],
        // https://payloadcms.com/docs/hooks/collections
        ...['beforeChange', 'afterChange', 'beforeRead', 'afterRead', 'beforeOperation', 'afterOperation'],
      ],
    },
    // https://mongoosejs.com/docs/middleware.html
    { role: 'message', member: ['pre', 'post'], receiver: /schema$/i, positions: [1, 2] },
    // https://sequelize.org/docs/v6/other-topics/hooks/
    { role: 'message', member: ['addHook'], firstText: /^(before|after)[A-Z]\w*$/ },
    // Tasks of Strapi under the times at which they run: https://docs.strapi.io/cms/configurations/cron
    { role: 'job', keyLike: /^(@(hourly|daily|weekly)|[\d*\/,-]+( [\w*\/,#?-]+){4,5})$/ },
  ],
};
