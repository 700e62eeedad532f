import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';

/** Sign-in by Authorization Code with PKCE. */
@Module({ controllers: [AuthController] })
export class AuthModule {}
