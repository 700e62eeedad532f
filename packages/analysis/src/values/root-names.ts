/** Names that tell where a value comes from. */

/** Globals that bring nothing of their own: `Buffer.from(secret)` depends on the secret. */
export const ENCODERS = /^(Buffer|JSON|Object|Array|String|Number|Promise)$/;
/** Calls that hand out something new each time. */
export const DRAWS = /^(pop|shift|next|dequeue|receive|poll|take|fetchNext|read|readline|randomUUID|random)$/;
export const PROMPTS =
  /^(prompt|prompts|question|questionAsync|ask|input|password|readline|read|getpass|keyInPrompt|text)$/i;
export const STORAGE =
  /^(localStorage|sessionStorage|AsyncStorage|SecureStore|Keychain|SecureStorage|EncryptedStorage|cookies|Cookies|\$window|Preferences)$/;
export const CONFIG_NAMES =
  /(^|[a-z_.])(config|conf|cfg|settings?|options?|opts|configuration|env|environment|secrets?|constants?|credentials?|creds|params|props|args|argv)$/i;
