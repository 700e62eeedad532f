import { cookies } from 'next/headers';

export default async function Home() {
  const token = (await cookies()).get('token')?.value;
  if (!token) {
    return (
      <a id="login" href="/login">
        Log in
      </a>
    );
  }
  return <a href="/orders">Your orders</a>;
}
