import { readonly, ref, type Ref } from 'vue';
import { accessToken, signIn, signInFailure, signOut, userManager } from './oidc.js';

interface UseAuth {
  signedIn: Readonly<Ref<boolean>>;
  failure: string | null;
  accessToken: typeof accessToken;
  signIn: typeof signIn;
  signOut: typeof signOut;
}

const signedIn = ref(accessToken() !== null);
userManager.events.addUserLoaded(() => {
  signedIn.value = true;
});
userManager.events.addUserUnloaded(() => {
  signedIn.value = false;
});

/** Whether a person is signed in, for templates; `accessToken()` gives the token of the moment for a request. */
export function useAuth(): UseAuth {
  return { signedIn: readonly(signedIn), failure: signInFailure(), accessToken, signIn, signOut };
}
