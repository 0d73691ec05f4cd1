-- Roles, database and extensions of a new cluster. Run once, as superuser, by entrypoint.sh.
-- Passwords come from the environment, so they stand in no file and no list of processes.
\getenv owner_password DYOCENSE_OWNER_PASSWORD
\getenv login_password DYOCENSE_PASSWORD

-- Owns the database and runs the migrations. No superuser: row-level security is forced on the owner too.
CREATE ROLE dyocense_owner LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';

-- What the service logs in as. It owns nothing.
CREATE ROLE dyocense LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD :'login_password';

-- What every transaction of the service switches to; the policies are written for it.
CREATE ROLE dyocense_app NOLOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS;
-- No rights by inheritance: a session that did not switch, and so named no tenant, sees nothing.
GRANT dyocense_app TO dyocense WITH INHERIT FALSE, SET TRUE;
-- With the admin option, so that the migrations can grant it again without an error.
GRANT dyocense_app TO dyocense_owner WITH ADMIN TRUE, INHERIT FALSE, SET TRUE;

CREATE DATABASE dyocense OWNER dyocense_owner;
REVOKE ALL ON DATABASE dyocense FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE dyocense TO dyocense, dyocense_app;

\connect dyocense
CREATE EXTENSION timescaledb;
CREATE EXTENSION vector;
CREATE EXTENSION age;
-- pg_cron lives in one database of a server only: the one named by cron.database_name.
CREATE EXTENSION pg_cron;

GRANT USAGE ON SCHEMA ag_catalog TO dyocense_owner;
GRANT USAGE ON SCHEMA cron TO dyocense_owner;
