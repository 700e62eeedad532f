import axios from 'axios';
import { getToken } from '../auth/token.js';

const api = axios.create({ baseURL: process.env.API_URL });

/** Calls the orders API as the service account. */
export async function callApi<T>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<T> {
  const token = await getToken();
  const response = await api.request<T>({
    method,
    url: path,
    data: body,
    headers: { Authorization: `Bearer ${token}` },
  });
  return response.data;
}
