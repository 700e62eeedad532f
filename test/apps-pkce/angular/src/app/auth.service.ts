import { HttpClient, HttpErrorResponse, HttpParams } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { Observable, catchError, tap, throwError } from 'rxjs';
import { environment } from '../environments/environment';

interface TokenResponse {
  access_token: string;
  expires_in: number;
}

const TOKEN_KEY = 'access_token';

@Injectable({ providedIn: 'root' })
export class AuthService {
  constructor(
    private readonly http: HttpClient,
    private readonly router: Router,
  ) {}

  login(username: string, password: string): Observable<TokenResponse> {
    const body = new HttpParams()
      .set('grant_type', 'password')
      .set('client_id', environment.clientId)
      .set('username', username)
      .set('password', password)
      .set('scope', 'openid orders.read');
    return this.http.post<TokenResponse>(environment.tokenUrl, body).pipe(
      tap((answer) => localStorage.setItem(TOKEN_KEY, answer.access_token)),
      catchError((error: HttpErrorResponse) =>
        throwError(() => new Error(error.error.error_description ?? 'Wrong user name or password')),
      ),
    );
  }

  logout(): void {
    localStorage.removeItem(TOKEN_KEY);
    void this.router.navigate(['/login']);
  }

  isLoggedIn(): boolean {
    return localStorage.getItem(TOKEN_KEY) !== null;
  }
}
