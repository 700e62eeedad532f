import 'reflect-metadata';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { firstValueFrom } from 'rxjs';
import { TokenService } from './token.service';

@Module({ imports: [HttpModule.register({ timeout: 5000 })], providers: [TokenService] })
class AppModule {}

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, { logger: false });
  const tokens = app.get(TokenService);
  const order = async (token: string, id: number) => {
    const answer = await fetch(`${process.env.API_URL}/orders/${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.status;
  };
  for (const id of [1, 2, 3]) {
    console.log(id, await order(await tokens.byPromise(), id), await order(await tokens.byPipe(), id));
    console.log((await firstValueFrom(tokens.observed('orders.read orders.write'))).scope);
    console.log(await order(await tokens.byInstance(), id), await tokens.deprecated());
    await tokens.byPipe('wrong').catch((error: Error) => console.log(error.message));
  }
  await app.close();
}

void main();
