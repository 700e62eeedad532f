import { Module } from '@nestjs/common';
import { IdentityService } from './identity.service';
import { LoginController } from './login.controller';
import { OrdersController } from './orders.controller';

@Module({
  controllers: [LoginController, OrdersController],
  providers: [IdentityService],
})
export class AppModule {}
