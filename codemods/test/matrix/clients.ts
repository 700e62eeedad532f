/** How each HTTP client makes a token request and gives its result out, as a program that uses it would write it. */
export interface ClientLines {
  name: string;
  /** What is imported as `local` from `module`: the default, or the named function. */
  imports: { module: string; local: string; named?: boolean }[];
  /** The call that gives a promise of the response (or of the body, where `body` is the name itself). */
  request: string;
  /** The body and the status, from a variable `res`; `status` is null where the body alone is to be had. */
  body: string;
  status: string | null;
  /** What stands for each form: the keyed calls, or the drop-in where the token client cannot make the request itself. */
  keyed: boolean;
  dropIn: string;
}

const url = "'https://id.example.com/oauth2/token'";
const fields = `{
  grant_type: 'client_credentials',
  client_id: 'web',
  client_secret: process.env.CLIENT_SECRET,
  scope: 'orders.read',
}`;
const form = `new URLSearchParams(${fields.replace('CLIENT_SECRET', 'CLIENT_SECRET!')})`;
const one = (module: string, local = module) => [{ module, local }];
const named = (module: string, local: string) => [{ module, local, named: true }];

export const clients: ClientLines[] = [
  {
    name: 'axios.post',
    imports: one('axios'),
    request: `axios.post(${url}, ${form})`,
    body: 'res.data',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedAxios',
  },
  {
    name: 'axios(config)',
    imports: one('axios'),
    request: `axios({ method: 'post', url: ${url}, data: ${form} })`,
    body: 'res.data',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedAxios',
  },
  {
    name: 'fetch',
    imports: [],
    request: `fetch(${url}, { method: 'POST', body: ${form} })`,
    body: '(await res.json())',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedFetch',
  },
  {
    name: 'got',
    imports: one('got'),
    request: `got.post<any>(${url}, { form: ${fields}, responseType: 'json' })`,
    body: 'res.body',
    status: 'res.statusCode',
    keyed: true,
    dropIn: 'cachedGot',
  },
  {
    name: 'ky',
    imports: one('ky'),
    request: `ky.post(${url}, { body: ${form} })`,
    body: '(await res.json<any>())',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedKy',
  },
  {
    name: 'superagent',
    imports: one('superagent'),
    request: `superagent.post(${url}).type('form').send(${fields})`,
    body: 'res.body',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedSuperagent',
  },
  {
    name: 'gaxios',
    imports: named('gaxios', 'request'),
    request: `request<any>({ url: ${url}, method: 'POST', data: ${form} })`,
    body: 'res.data',
    status: 'res.status',
    keyed: true,
    dropIn: 'cachedCall',
  },
  {
    name: 'ofetch',
    imports: named('ofetch', 'ofetch'),
    request: `ofetch(${url}, { method: 'POST', body: ${form} })`,
    body: 'res',
    status: null,
    keyed: true,
    dropIn: 'cachedCall',
  },
  {
    name: 'needle',
    imports: one('needle'),
    request: `needle('post', ${url}, ${fields})`,
    body: 'res.body',
    status: 'res.statusCode',
    keyed: false,
    dropIn: 'cachedCall',
  },
  {
    name: 'undici',
    imports: named('undici', 'request'),
    request: `request(${url}, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: ${form}.toString() })`,
    body: '((await res.body.json()) as any)',
    status: 'res.statusCode',
    keyed: false,
    dropIn: 'cachedCall',
  },
];
