#!/bin/sh
# Starts PostgreSQL; on an empty volume makes the cluster, the roles, the database and its extensions first.
# Runs as the user `postgres`. Arguments go to the server (for example: -c port=5433).
#   DYOCENSE_OWNER_PASSWORD  password of dyocense_owner, who owns the database and runs migrations
#   DYOCENSE_PASSWORD        password of dyocense, the unprivileged login of the service
# Both are read on the first start only.
set -eu

PATH=/usr/lib/postgresql/17/bin:$PATH
FILES=/opt/dyocense
VOLUME=/var/lib/postgresql/data
CLUSTER=$VOLUME/17
DRAFT=$VOLUME/17.draft

stop_with() {
  echo "postgres: $*" >&2
  exit 1
}

# Passwords stand in connection URLs, so only characters that mean themselves there are taken.
check_password() {
  case $2 in
    '') stop_with "$1 is not set. Set it to a long random word and start again." ;;
    *[!A-Za-z0-9._~-]*) stop_with "$1 has a character that cannot stand in a URL. Use letters, digits, and . _ ~ - only." ;;
  esac
}

# Everything is made in a draft folder and moved in one step: an interrupted first start leaves nothing half done.
make_cluster() {
  check_password DYOCENSE_OWNER_PASSWORD "${DYOCENSE_OWNER_PASSWORD:-}"
  check_password DYOCENSE_PASSWORD "${DYOCENSE_PASSWORD:-}"
  [ "$DYOCENSE_OWNER_PASSWORD" != "$DYOCENSE_PASSWORD" ] ||
    stop_with "DYOCENSE_OWNER_PASSWORD and DYOCENSE_PASSWORD are the same. Give each its own."

  rm -rf "$DRAFT"
  initdb --pgdata="$DRAFT" --username=postgres --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8 \
    --data-checksums --auth-local=peer --auth-host=scram-sha-256
  echo "include '$FILES/postgresql.conf'" >>"$DRAFT/postgresql.conf"
  # The superuser has no password and comes in only over the socket, as this very user; the two logins come in by
  # password, to the one database.
  {
    echo 'local all postgres peer'
    echo 'host dyocense dyocense_owner,dyocense all scram-sha-256'
  } >"$DRAFT/pg_hba.conf"

  # No port is open while the roles are being made, so nobody sees the database half ready.
  pg_ctl start --pgdata="$DRAFT" --wait --silent --log="$DRAFT/first-start.log" \
    --options="-c listen_addresses='' -c unix_socket_directories='$DRAFT'" || stop_with "$(cat "$DRAFT/first-start.log")"
  if ! psql --host="$DRAFT" --username=postgres --dbname=postgres --no-psqlrc --quiet \
    --set=ON_ERROR_STOP=1 --file="$FILES/init.sql"; then
    pg_ctl stop --pgdata="$DRAFT" --wait --silent --mode=immediate
    stop_with "the first start failed, see the lines above. Nothing was kept; it is tried again on the next start."
  fi
  pg_ctl stop --pgdata="$DRAFT" --wait --silent --mode=fast
  mv "$DRAFT" "$CLUSTER"
}

[ "$(id -un)" = postgres ] || stop_with "this runs as the user postgres, not as $(id -un)."
[ -w "$VOLUME" ] || stop_with "$VOLUME cannot be written. Give the folder to the user postgres (uid $(id -u))."
[ -s "$CLUSTER/PG_VERSION" ] || make_cluster
unset DYOCENSE_OWNER_PASSWORD DYOCENSE_PASSWORD

exec postgres -D "$CLUSTER" "$@"
