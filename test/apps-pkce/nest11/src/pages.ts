export const home = (user?: string) =>
  user
    ? `<h1>Orders</h1><p id="user">${user}</p><a href="/orders">Orders</a>`
    : '<h1>Orders</h1><a id="login" href="/login">Sign in</a>';

export const login = () =>
  '<form method="post" action="/login"><input name="username"><input name="password" type="password"><button>Sign in</button></form>';

export const orders = (user: string | undefined, list: { item: string }[]) =>
  `<h1>Orders of <span id="user">${user}</span></h1>` +
  `<ul>${list.map((order) => `<li class="order">${order.item}</li>`).join('')}</ul>` +
  '<form method="post" action="/auth/logout"><button id="logout">Sign out</button></form>';
