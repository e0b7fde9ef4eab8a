# Sourced by the measurements that want a database of their own: `$scratch` is a directory that goes when the script ends,
# `$postgres_url` a PostgreSQL in it with an empty database.

initdb=$(command -v initdb || ls -v /usr/lib/postgresql/*/bin/initdb 2>/dev/null | tail -n 1)
[ -n "$initdb" ] || { echo "please install first: postgresql" >&2; exit 1; }
programs=$(dirname "$(readlink -f "$initdb")")
scratch=$(mktemp -d -t portico-load.XXXXXX)
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
cleanup() {
  [ -f "$scratch/data/postmaster.pid" ] && as "$programs/pg_ctl" -D "$scratch/data" -m immediate stop >/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

[ "$(id -u)" = 0 ] && chown postgres "$scratch"
as "$programs/initdb" -D "$scratch/data" -A trust -U postgres >/dev/null
as "$programs/pg_ctl" -D "$scratch/data" -w -l "$scratch/log" \
  -o "-c listen_addresses= -c unix_socket_directories=$scratch -c shared_buffers=512MB -c max_wal_size=4GB" start >/dev/null
as "$programs/createdb" -h "$scratch" -U postgres portico
postgres_url="postgres://postgres@localhost/portico?host=$scratch"
sqlite_url="sqlite://$scratch/portico.db?mode=rwc"
