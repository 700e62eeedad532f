import axios from "axios";
import { Request, Response, Router } from "express";
import { settings } from "../settings";

declare module "express-session" {
    interface SessionData {
        token: string;
        username: string;
    }
}

interface TokenResponse {
    access_token: string;
    expires_in: number;
}

export const auth = Router();

// Is it them? The identity provider knows.
async function login(req: Request, res: Response): Promise<void> {
    try {
        const { data } = await axios.post<TokenResponse>(
            settings.tokenEndpoint,
            new URLSearchParams({
                grant_type: "password",
                username: req.body.username,
                password: req.body.password,
                client_id: settings.clientId,
                client_secret: settings.clientSecret,
            }),
        );
        req.session.token = data.access_token;
        req.session.username = req.body.username;
        res.redirect("/orders");
    } catch (err) {
        console.error("login failed");
        res.status(401).render("login", { failed: true });
    }
}

auth.get("/login", (req, res) => {
    res.render("login", { failed: false });
});

auth.post("/login", login);
