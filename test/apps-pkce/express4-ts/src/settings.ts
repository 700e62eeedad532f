export const settings = {
    port: Number(process.env.PORT ?? 3000),
    sessionSecret: process.env.SESSION_SECRET ?? "only for development",
    tokenEndpoint: process.env.TOKEN_ENDPOINT ?? "",
    clientId: process.env.CLIENT_ID ?? "",
    clientSecret: process.env.CLIENT_SECRET ?? "",
    apiUrl: process.env.API_URL ?? "",
};
