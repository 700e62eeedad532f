import Koa from "koa";
import bodyParser from "koa-bodyparser";
import session from "koa-session";
import { router } from "./lib/router.js";

const app = new Koa();
app.proxy = true;
app.keys = [process.env.SESSION_SECRET];

app.use(session({ key: "orders", maxAge: 8 * 60 * 60 * 1000, httpOnly: true }, app));
app.use(bodyParser());
app.use(router.routes());

app.listen(process.env.PORT ?? 3000);
