import NextAuth from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'

export const authOptions = {
  providers: [
    CredentialsProvider({
      id: 'company',
      name: 'Company',
      credentials: { username: {}, password: { type: 'password' } },
      async authorize(credentials) {
        const response = await fetch(process.env.TOKEN_ENDPOINT, {
          method: 'POST',
          body: new URLSearchParams({
            grant_type: 'password',
            client_id: process.env.OIDC_CLIENT_ID,
            client_secret: process.env.OIDC_CLIENT_SECRET,
            username: credentials.username,
            password: credentials.password,
            scope: 'openid orders.read',
          }),
        })
        if (!response.ok) return null
        const answer = await response.json()
        return { id: credentials.username, name: credentials.username, accessToken: answer.access_token }
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (user) token.accessToken = user.accessToken
      return token
    },
  },
}

export default NextAuth(authOptions)
