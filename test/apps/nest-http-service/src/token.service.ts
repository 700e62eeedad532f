import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { catchError, firstValueFrom, lastValueFrom, map, throwError, type Observable } from 'rxjs';

interface TokenResponse {
  access_token: string;
  scope: string;
}

@Injectable()
export class TokenService {
  private readonly url = process.env.TOKEN_ENDPOINT!;

  constructor(private readonly http: HttpService) {}

  /** A promise of the response. */
  async byPromise(): Promise<string> {
    const response = await firstValueFrom(
      this.http.post<TokenResponse>(this.url, this.form('orders.read'), { auth: this.client() }),
    );
    return response.data.access_token;
  }

  /** A promise of what operators make of it. */
  async byPipe(password = process.env.SVC_PASS!): Promise<string> {
    return lastValueFrom(
      this.http.post<TokenResponse>(this.url, this.form('orders.read', password), { auth: this.client() }).pipe(
        map(({ data }) => data.access_token),
        catchError((error) => throwError(() => new Error(`refused: ${error.response.data.error}`))),
      ),
    );
  }

  /** An observable that callers subscribe to. */
  observed(scope: string): Observable<TokenResponse> {
    return this.http
      .post<TokenResponse>(this.url, this.form(scope), { auth: this.client() })
      .pipe(map((response) => response.data));
  }

  async byInstance(): Promise<string> {
    const { data } = await this.http.axiosRef.post<TokenResponse>(this.url, this.form('orders.write'), {
      auth: this.client(),
    });
    return data.access_token;
  }

  async deprecated(): Promise<number> {
    const answer = await this.http.request<TokenResponse>({
      method: 'POST',
      url: this.url,
      data: this.form('orders.write'),
      auth: this.client(),
    }).toPromise();
    return answer!.status;
  }

  private form(scope: string, password = process.env.SVC_PASS!): URLSearchParams {
    return new URLSearchParams({ grant_type: 'password', username: process.env.SVC_USER!, password, scope });
  }

  private client() {
    return { username: process.env.CLIENT_ID!, password: process.env.CLIENT_SECRET! };
  }
}
