import type { Library } from '../library.js';

export const messages: Library = {
  name: 'messages',
  docs: 'https://docs.bullmq.io/guide/workers',
  roles: [
    { role: 'message', construct: ['Worker', 'QueueWorker', 'Consumer'], positions: [1] },
    { role: 'message', member: ['process'], receiver: /queue|jobs?|worker|bull/i },
    { role: 'message', member: ['consume'] },
    {
      role: 'message',
      member: ['subscribe'],
      receiver: /receiver|subscription|consumer|sub|pubsub|queue|nats|broker|topic/i,
    },
    {
      role: 'message',
      key: [
        'eachMessage',
        'eachBatch',
        'handleMessage',
        'handleMessageBatch',
        'processMessage',
        'processMessages',
      ],
    },
    {
      role: 'message',
      member: ['on', 'addListener', 'onMessage'],
      firstText:
        /^(message|msg|job|task|delivery|record|text|callback_query|interactionCreate|messageCreate|event|input|item)$/i,
    },
    {
      role: 'message',
      member: [
        'onPublish',
        'onMessagePublished',
        'onFinalize',
        'onWrite',
        'onCreate',
        'onUpdate',
        'onDelete',
        'serviceBusQueue',
        'storageQueue',
        'eventHub',
        'cosmosDB',
      ],
    },
    // Firebase's functions of the second generation.
    {
      role: 'message',
      callee: [
        'onDocumentCreated',
        'onDocumentUpdated',
        'onDocumentWritten',
        'onDocumentDeleted',
        'onValueCreated',
        'onValueUpdated',
        'onValueWritten',
        'onValueDeleted',
        'onObjectFinalized',
        'onMessagePublished',
        'onTaskDispatched',
      ],
    },
    {
      role: 'event',
      member: ['command', 'action', 'hears', 'event', 'view', 'shortcut', 'message', 'intent'],
      receiver: /^(app|bot|\w*[bB]ot)$/,
    },
    { role: 'message', key: ['callback'], member: ['subscribe'] },
    // https://apps.developer.homey.app/the-basics/devices and /flow
    {
      role: 'event',
      member: [
        'registerCapabilityListener',
        'registerMultipleCapabilityListener',
        'registerRunListener',
        'registerAutocompleteListener',
      ],
    },
    // https://api.jquery.com/category/events/
    {
      role: 'event',
      member: ['click', 'dblclick', 'submit', 'change', 'keyup', 'keydown', 'focus', 'blur'],
      receiver: /^(\$\w*|jQuery)$/,
    },
    { role: 'message', member: ['onText'] },
    {
      role: 'stream',
      member: ['on', 'addListener'],
      firstText: /^(data|row|record|line|readable|chunk|entry|doc|document)$/,
    },
    { role: 'stream', member: ['eachAsync', 'eachRow'] },
    {
      role: 'stream',
      key: ['transform', 'write', 'step'],
      construct: ['Transform', 'Writable', 'TransformStream', 'WritableStream'],
    },
    // https://www.papaparse.com/docs#step
    { role: 'stream', key: ['step', 'chunk'], member: ['parse'] },
    { role: 'http', member: ['on', 'addListener'], firstText: /^(request|connection|upgrade)$/ },
    {
      role: 'inline',
      member: ['on', 'once', 'addListener'],
      firstText:
        /^(end|close|error|finish|response|timeout|abort|exit|SIGINT|SIGTERM|uncaughtException|unhandledRejection|connect|drain|socket|beforeExit)$/,
    },
    {
      role: 'once',
      member: ['on', 'once', 'addEventListener'],
      firstText:
        /^(ready|clientReady|open|listening|start|started|didFinishLaunching|online|mount|init|loaded|DOMContentLoaded|load)$/,
    },
    // https://developer.chrome.com/docs/extensions/reference/api/runtime#event
    { role: 'once', member: ['addListener'], receiver: /^on(Installed|Startup)$/ },
    { role: 'event', member: ['on', 'addListener', 'addEventListener', 'subscribe_event', 'onSet', 'onGet'] },
    { role: 'event', callee: ['addEventListener'] },
    { role: 'event', member: ['handle'], receiver: /ipcMain/ },
    // https://code.visualstudio.com/api/extension-guides/command
    { role: 'event', member: ['registerCommand', 'registerTextEditorCommand'], positions: [1] },
  ],
};
