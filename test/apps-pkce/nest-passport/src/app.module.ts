import { Module } from '@nestjs/common';
import { LoginModule } from './auth/login.module';
import { OrdersController } from './orders.controller';

@Module({
  imports: [LoginModule],
  controllers: [OrdersController],
})
export class AppModule {}
