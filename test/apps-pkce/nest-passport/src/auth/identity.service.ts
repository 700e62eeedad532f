import { Injectable, UnauthorizedException } from '@nestjs/common';
import axios from 'axios';

@Injectable()
export class IdentityService {
  /** Logs the person in at the identity provider. */
  async login(username: string, password: string): Promise<string> {
    try {
      const { data } = await axios.post(
        process.env.TOKEN_ENDPOINT ?? '',
        new URLSearchParams({
          grant_type: 'password',
          username,
          password,
          client_id: process.env.CLIENT_ID ?? '',
          client_secret: process.env.CLIENT_SECRET ?? '',
        }),
      );
      return data.access_token;
    } catch {
      throw new UnauthorizedException('Wrong user name or password.');
    }
  }
}
