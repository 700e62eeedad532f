import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';
import { environment } from '../environments/environment';
import { AuthService } from './auth.service';

interface OrdersAnswer {
  orders: unknown[];
}

@Component({
  selector: 'app-orders',
  template: `
    <button id="load" (click)="load()">Load orders</button>
    <p id="count">{{ count() }} orders</p>
    <p id="error">{{ error() }}</p>
    <button id="logout" (click)="auth.logout()">Log out</button>
  `,
})
export class Orders {
  protected readonly auth = inject(AuthService);
  private readonly http = inject(HttpClient);
  readonly count = signal(0);
  readonly error = signal('');

  load(): void {
    this.http.get<OrdersAnswer>(`${environment.apiUrl}/orders`).subscribe({
      next: ({ orders }) => this.count.set(orders.length),
      error: (error: Error) => this.error.set(error.message),
    });
  }
}
