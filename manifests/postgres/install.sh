#!/bin/sh
# Installs PostgreSQL 17 with TimescaleDB, pgvector, Apache AGE and pg_cron on Debian trixie, from Debian's own packages.
# Run as root, once, while the image is built. Expects the files of this folder in /opt/dyocense.
set -eu

export DEBIAN_FRONTEND=noninteractive

# The entrypoint makes the one cluster itself, on the volume; Debian's package would make another beside it.
mkdir -p /etc/postgresql-common
echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf

# tzdata: Debian's PostgreSQL reads time zones from the system.
apt-get update
apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold \
  postgresql-17 \
  postgresql-17-timescaledb \
  postgresql-17-pgvector \
  postgresql-17-age \
  postgresql-17-cron \
  tzdata
apt-get clean
rm -rf /var/lib/apt/lists/*

# The entrypoint runs as `postgres`: the volume's folder and the socket's folder must be its own.
install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/data
install -d -o postgres -g postgres -m 2775 /var/run/postgresql
