declare module 'passport';

declare namespace Express {
  interface Request {
    user?: { username: string; accessToken: string };
    isAuthenticated(): boolean;
  }
}
