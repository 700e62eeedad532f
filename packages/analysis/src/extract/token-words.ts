/** What names of tokens and sign-ins speak of, for an expression without case; an author is no sign-in. */
export const TOKEN_WORDS = 'token|session|jwt|auth(?!or(?!i[sz]))';
