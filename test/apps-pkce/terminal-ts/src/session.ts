import { input, password } from '@inquirer/prompts';

/** What the token endpoint answers. */
interface TokenAnswer {
  access_token: string;
}

export async function accessToken(): Promise<string> {
  const username = await input({ message: 'User name' });
  const secret = await password({ message: 'Password' });
  const response = await fetch(`${process.env.OIDC_ISSUER}/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'public-client',
      scope: 'orders.read',
      username,
      password: secret,
    }),
  });
  const answer = (await response.json()) as TokenAnswer;
  return answer.access_token;
}
