import { inject } from '@angular/core';
import { CanActivateFn, Router, Routes } from '@angular/router';
import { AuthService } from './auth.service';
import { Login } from './login';
import { Orders } from './orders';

const signedIn: CanActivateFn = () => inject(AuthService).isLoggedIn() || inject(Router).parseUrl('/login');

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Orders, canActivate: [signedIn] },
  { path: 'login', component: Login },
  { path: '**', redirectTo: '' },
];
