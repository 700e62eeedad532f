import { Injectable } from '@nestjs/common';
import { PassportSerializer } from '@nestjs/passport';

type Done = (error: Error | null, user: unknown) => void;

@Injectable()
export class SessionSerializer extends PassportSerializer {
  serializeUser(user: unknown, done: Done) {
    done(null, user);
  }

  deserializeUser(payload: unknown, done: Done) {
    done(null, payload);
  }
}
