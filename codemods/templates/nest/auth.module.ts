import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';
import { SessionGuard } from './session.guard.js';

/** Sign-in by Authorization Code with PKCE; what is guarded says so with `@UseGuards(SessionGuard)`. */
@Module({ controllers: [AuthController], providers: [SessionGuard], exports: [SessionGuard] })
export class AuthModule {}
