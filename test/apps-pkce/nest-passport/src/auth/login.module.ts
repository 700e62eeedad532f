import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { IdentityService } from './identity.service';
import { LocalStrategy } from './local.strategy';
import { LoginController } from './login.controller';
import { SessionSerializer } from './session.serializer';

@Module({
  imports: [PassportModule.register({ session: true })],
  controllers: [LoginController],
  providers: [IdentityService, LocalStrategy, SessionSerializer],
})
export class LoginModule {}
