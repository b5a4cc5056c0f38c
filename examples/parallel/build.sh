#!/bin/sh
# Builds the edition in this folder in shares with GNU parallel, and joins them.
#
#     examples/parallel/build.sh 8            # eight shares, as many at once as there are cores
#     examples/parallel/build.sh 8 -S a,b     # the same on two machines that see this folder; parallel takes the options
#
# The program ends with 1 where documents have errors, which is no failure of a share: only 2 is.
set -eu
shares=$1
shift
colophon=${COLOPHON:-npx colophon}
rm -rf shards
seq "$shares" | parallel --halt now,fail=1 --retries 2 --workdir . "$@" \
  "$colophon build --shard {}/$shares --jobs 1 --quiet --format json > /dev/null || test \$? -eq 1"
exec $colophon merge shards/*
