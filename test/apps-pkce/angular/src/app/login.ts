import { Component, signal } from '@angular/core';
import { Router } from '@angular/router';
import { AuthService } from './auth.service';

@Component({
  selector: 'app-login',
  template: `
    <form (submit)="submit($event, username.value, password.value)">
      <input #username name="username" />
      <input #password name="password" type="password" />
      <button type="submit">Log in</button>
      @if (error()) {
        <p role="alert">{{ error() }}</p>
      }
    </form>
  `,
})
export class Login {
  readonly error = signal('');

  constructor(
    private readonly auth: AuthService,
    private readonly router: Router,
  ) {}

  submit(event: Event, username: string, password: string): void {
    event.preventDefault();
    this.auth.login(username, password).subscribe({
      next: () => void this.router.navigate(['/']),
      error: (error: Error) => this.error.set(error.message),
    });
  }
}
