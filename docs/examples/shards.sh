#!/bin/sh
# The shards of one job beside each other on one machine, or each on its own: whatever starts commands and copies files will do.
set -u
SCENARIO=${SCENARIO:-vpn/logoff-loses-dc}
OPTIONS=${OPTIONS:---interleaving settled --configurations standard}
SHARDS=${SHARDS:-3}

index=1
while [ "$index" -le "$SHARDS" ]; do
  joinlab explore $SCENARIO $OPTIONS --shard "$index/$SHARDS" --output "parts/$index.json" > /dev/null &
  index=$((index + 1))
done
wait
joinlab merge parts/*.json
