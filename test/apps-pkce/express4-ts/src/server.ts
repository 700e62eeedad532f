import path from "path";
import express from "express";
import session from "express-session";
import { auth } from "./routes/auth";
import { orders } from "./routes/orders";
import { settings } from "./settings";

export const app = express();
app.set("view engine", "ejs");
app.set("views", path.join(__dirname, "../views"));
app.set("trust proxy", 1);
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: settings.sessionSecret, resave: false, saveUninitialized: false }));

app.get("/", (req, res) => {
    res.render("home", { user: req.session.username });
});
app.use(auth);
app.use("/orders", orders);

if (require.main === module) {
    app.listen(settings.port, () => console.log(`listening on ${settings.port}`));
}
