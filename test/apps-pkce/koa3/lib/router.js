import Router from "@koa/router";
import * as pages from "./pages.js";

export const router = new Router();

/** Answers with the provider's own words when it refuses. */
async function requestToken(form) {
	const response = await fetch(process.env.TOKEN_ENDPOINT, {
		method: "POST",
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({
			grant_type: "password",
			username: form.username,
			password: form.password,
			client_id: process.env.CLIENT_ID,
			client_secret: process.env.CLIENT_SECRET,
		}).toString(),
	});
	return response.json();
}

router.get("/", (ctx) => {
	ctx.type = "html";
	ctx.body = pages.home(ctx.session.name);
});

router.get("/login", (ctx) => {
	ctx.type = "html";
	ctx.body = pages.login();
});

router.post("/login", async (ctx) => {
	const answer = await requestToken(ctx.request.body);
	if (!answer.access_token) {
		ctx.status = 401;
		ctx.type = "html";
		ctx.body = pages.login(answer.error);
		return;
	}
	ctx.session.accessToken = answer.access_token;
	ctx.session.name = ctx.request.body.username;
	ctx.redirect("/orders");
});

async function signedIn(ctx, next) {
	if (!ctx.session.accessToken) return ctx.redirect("/login");
	await next();
}

router.get("/orders", signedIn, async (ctx) => {
	const response = await fetch(`${process.env.API_URL}/orders`, {
		headers: { Authorization: `Bearer ${ctx.session.accessToken}` },
	});
	if (!response.ok) ctx.throw(502);
	const { orders } = await response.json();
	ctx.type = "html";
	ctx.body = pages.orders(ctx.session.name, orders);
});
