class Api {
  async send({ method, url, form, token }) {
    const response = await fetch(url, {
      method,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: form ? new URLSearchParams(form) : undefined,
    });
    const data = await response.json();
    if (!response.ok) throw Object.assign(new Error(data.error), { status: response.status });
    return { status: response.status, data };
  }
}

export const api = new Api();
