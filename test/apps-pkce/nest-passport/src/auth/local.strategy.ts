import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-local';
import { IdentityService } from './identity.service';

@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly identity: IdentityService) {
    super();
  }

  async validate(username: string, password: string) {
    const accessToken = await this.identity.login(username, password);
    return { username, accessToken };
  }
}
