import axios from "axios";
import { NextFunction, Request, Response, Router } from "express";
import { settings } from "../settings";

export const orders = Router();

function signedIn(req: Request, res: Response, next: NextFunction) {
    if (!req.session.token) {
        return res.redirect("/login");
    }
    next();
}

orders.get("/", signedIn, async (req, res, next) => {
    try {
        const { data } = await axios.get(`${settings.apiUrl}/orders`, {
            headers: { Authorization: "Bearer " + req.session.token },
        });
        res.render("orders", { user: req.session.username, orders: data.orders });
    } catch (err) {
        next(err);
    }
});
