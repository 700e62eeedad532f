/** The lines that make the request and hand out its result. */
export interface Choice {
  [axis: string]: string;
}

export function call(
  choice: Choice,
  given: string,
  headers: string[],
  basic: string,
  [id, secret]: [string, string],
): string[] {
  const isObject = choice.body === 'object';
  const form = isObject
    ? ''
    : choice.call === 'fetch' && /params|pairs|append/.test(choice.body!)
      ? ''
      : "'Content-Type': 'application/x-www-form-urlencoded', ";
  const list = `headers: { ${form}${headers.join(', ')} }`;
  const url = 'process.env.TOKEN_URL';
  switch (choice.call) {
    case 'axios.post':
      return unwrap(choice, `axios.post(${url}, ${given}, { ${basic}${list} })`, 'data');
    case 'instance':
      return unwrap(choice, `api.post('/oauth/token', ${given}, { ${basic}${list} })`, 'data');
    case 'axios(config)':
      return unwrap(
        choice,
        `axios({ method: 'post', url: ${url}, data: ${given}, ${basic}${list} })`,
        'data',
      );
    case 'axios.request':
      return [
        `const options = { method: 'POST', url: ${url}, data: ${given}, ${basic}${list} };`,
        ...unwrap(choice, 'axios.request(options)', 'data'),
      ];
    case 'superagent': {
      const auth = basic ? `.auth(${id}, ${secret})` : '';
      const sets = headers
        .map(
          (header) =>
            `.set(${header.replace(/^('[^']*'|\w+): /, (_, key: string) => `${key.startsWith("'") ? key : `'${key}'`}, `)})`,
        )
        .join('');
      const text = /params|pairs|append/.test(choice.body!) ? `${given}.toString()` : given;
      return unwrap(
        choice,
        `superagent.post(${url})${isObject ? '' : ".type('form')"}${auth}${sets}.send(${text})`,
        'body',
      );
    }
    case 'got': {
      const more = basic ? `username: ${id}, password: ${secret}, ` : '';
      const sent = isObject
        ? `form: ${given}`
        : `body: ${/params|pairs|append/.test(choice.body!) ? `${given}.toString()` : given}`;
      return unwrap(
        choice,
        `got.post(${url}, { ${more}${list}, ${sent}, responseType: 'json', retry: { limit: 0 } })`,
        'body',
      );
    }
    case 'request': {
      const auth = basic ? `auth: { user: ${id}, pass: ${secret} }, ` : '';
      const sent = isObject
        ? `form: ${given}`
        : `body: ${/params|pairs|append/.test(choice.body!) ? `${given}.toString()` : given}`;
      return [
        'return new Promise((resolve, reject) => {',
        `  request.post({ url: ${url}, ${auth}${list}, ${sent} }, (error, response, body) => {`,
        '    if (error) return reject(error);',
        "    if (response.statusCode !== 200) return reject(new Error('status ' + response.statusCode));",
        '    resolve(JSON.parse(body).access_token);',
        '  });',
        '});',
      ];
    }
    case 'gaxios': {
      const all = headersOf(basic, headers, form, [id, secret]);
      return unwrap(choice, `request({ url: ${url}, method: 'POST', ${all}, data: ${given} })`, 'data');
    }
    case 'needle': {
      const more = basic ? `username: ${id}, password: ${secret}, ` : '';
      const text = /params|pairs|append/.test(choice.body!) ? `${given}.toString()` : given;
      return refusalsSeen(
        choice,
        `needle('post', ${url}, ${text}, { ${more}${list} })`,
        'body',
        'statusCode',
      );
    }
    case 'ofetch':
    case 'ky':
    case 'undici': {
      const sent = isObject
        ? choice.call === 'ofetch'
          ? given
          : `JSON.stringify(${given})`
        : /params|pairs|append/.test(choice.body!)
          ? `${given}.toString()`
          : given;
      const type = isObject ? "'Content-Type': 'application/json', " : form || FORM;
      const all = headersOf(basic, headers, type, [id, secret]);
      if (choice.call === 'undici')
        return refusalsSeen(
          choice,
          `request(${url}, { method: 'POST', ${all}, body: ${sent} })`,
          'body.json()',
          'statusCode',
        );
      if (choice.call === 'ky')
        return parsed(choice, `ky.post(${url}, { ${all}, body: ${sent}, retry: 0 }).json()`);
      return parsed(choice, `ofetch(${url}, { method: 'POST', ${all}, body: ${sent}, retry: 0 })`);
    }
    default: {
      const auth = basic ? `Authorization: 'Basic ' + btoa(${id} + ':' + ${secret}), ` : '';
      const sent = isObject ? `JSON.stringify(${given})` : given;
      const type = isObject ? "'Content-Type': 'application/json', " : '';
      return fetched(
        choice,
        `fetch(${url}, { method: 'POST', headers: { ${auth}${type}${form}${headers.join(', ')} }, body: ${sent} })`,
      );
    }
  }
}

const FORM = "'Content-Type': 'application/x-www-form-urlencoded', ";

function headersOf(basic: string, headers: string[], type: string, [id, secret]: [string, string]): string {
  const auth = basic ? `Authorization: 'Basic ' + btoa(${id} + ':' + ${secret}), ` : '';
  return `headers: { ${auth}${type}${headers.join(', ')} }`;
}

/** The promise is of the body. */
function parsed(choice: Choice, request: string): string[] {
  switch (choice.result) {
    case 'pattern':
      return [`const { access_token } = await ${request};`, 'return access_token;'];
    case 'whole':
      return [`return ${request};`];
    case 'then':
      return [`return ${request}.then((answer) => answer.access_token);`];
    case 'several':
      return [`const answer = await ${request};`, 'return `${answer.access_token} ${answer.scope}`;'];
    default:
      return [`return (await ${request}).access_token;`];
  }
}

/** A refused request resolves, and the status tells. */
function refusalsSeen(choice: Choice, request: string, body: string, status: string): string[] {
  const read = body.endsWith(')') ? `await response.${body}` : `response.${body}`;
  const last =
    choice.result === 'whole'
      ? [`return ${read};`]
      : [`const answer = ${read};`, 'return answer.access_token;'];
  return [
    `const response = await ${request};`,
    `if (response.${status} !== 200) throw new Error('status ' + response.${status});`,
    ...last,
  ];
}

function unwrap(choice: Choice, request: string, member: string): string[] {
  switch (choice.result) {
    case 'pattern':
      return [`const { ${member} } = await ${request};`, `return ${member}.access_token;`];
    case 'variable':
      return [
        `const response = await ${request};`,
        `const token = response.${member}.access_token;`,
        "if (process.env.NEVER) console.log('never');",
        'return token;',
      ];
    case 'whole':
      return [`const response = await ${request};`, `return response.${member};`];
    case 'several':
      return [
        `const { ${member}: answer } = await ${request};`,
        'return `${answer.access_token} ${answer.scope} ${answer.instance_url} ${answer.expires_in > 3000}`;',
      ];
    case 'status':
      return [
        `const response = await ${request};`,
        `return \`\${response.status ?? response.statusCode} \${response.${member}.access_token}\`;`,
      ];
    case 'then':
      return [`return ${request}.then((response) => response.${member}.access_token);`];
    default:
      return [`return (await ${request}).${member}.access_token;`];
  }
}

function fetched(choice: Choice, request: string): string[] {
  switch (choice.result) {
    case 'pattern':
      return [
        `const response = await ${request};`,
        "if (!response.ok) throw new Error('status ' + response.status);",
        'const { access_token } = await response.json();',
        'return access_token;',
      ];
    case 'whole':
    case 'several':
      return [
        `const response = await ${request};`,
        'const answer = await response.json();',
        'if (answer.error) throw new Error(answer.error);',
        'return answer;',
      ];
    case 'then':
      return [
        `return ${request}.then((response) => response.json()).then((answer) => answer.access_token ?? 'none');`,
      ];
    case 'status':
      return [
        `const response = await ${request};`,
        'return `${response.status} ${(await response.json()).access_token}`;',
      ];
    default:
      // Without a look at refusals the old code hands out `undefined`: a success alone is compared.
      return choice.grant === 'wrong-password'
        ? [`const response = await ${request};`, 'return response.status;']
        : [
            `const response = await ${request};`,
            'const data = await response.json();',
            'return data.access_token;',
          ];
  }
}
