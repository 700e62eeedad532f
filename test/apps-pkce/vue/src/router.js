import { createRouter, createWebHistory } from 'vue-router'
import LoginView from './views/LoginView.vue'
import OrdersView from './views/OrdersView.vue'

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: OrdersView, meta: { needsLogin: true } },
    { path: '/login', component: LoginView },
  ],
})

router.beforeEach((to) => {
  if (to.meta.needsLogin && !localStorage.getItem('token')) return '/login'
})

export default router
