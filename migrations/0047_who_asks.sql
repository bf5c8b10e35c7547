-- Who asks is found by one statement before each request: the session, its person and their standing. What signs a cookie is not in
-- the database, so whoever reads a token here is not signed in by it.
grant select ("token", "userId", "expiresAt", "activeCompanyId") on auth."session" to score_system;
grant select ("twoFactorEnabled") on auth."user" to score_system;
