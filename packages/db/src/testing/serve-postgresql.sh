# Serves a throw-away PostgreSQL until stdin ends: when the test run dies, however it dies, so does the server.
# Usage: sh serve-postgresql.sh BIN_DIR WORK_DIR PORT     (WORK_DIR holds the file `password`, and is deleted)
bin=$1 work=$2 port=$3
cd / || exit 1
trap 'rm -rf "$work"' EXIT

"$bin/initdb" -D "$work/data" -U postgres --pwfile="$work/password" --auth=scram-sha-256 \
  --encoding=UTF8 --no-locale --no-sync >"$work/log" 2>&1 &&
  "$bin/pg_ctl" -D "$work/data" -l "$work/log" -w -t 30 -o "-p $port -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories='' -c max_connections=200 -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off" start >>"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

echo ready
cat >/dev/null
"$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null
