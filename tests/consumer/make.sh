#!/usr/bin/env bash
# A makefile of one's own, which finds everything by pkg-config.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

sum_program .
cat >Makefile <<'END'
CFLAGS += $(shell pkg-config --cflags asyncc)
LDLIBS += $(shell pkg-config --libs asyncc)
ASYNCC = $(shell pkg-config --variable=asyncc asyncc)

.SECONDARY: # make would remove sum.async.c as a step in between
sum: sum.async.o
	$(CC) $(LDFLAGS) $^ $(LDLIBS) -o $@
%.async.c: %.c
	$(ASYNCC) $< -o $@ -MD -- $(CFLAGS)
-include sum.async.c.d
END
PKG_CONFIG_PATH=$(dirname "$(find "$PREFIX" -name asyncc.pc)")
export PKG_CONFIG_PATH
quietly make
prints sum.out ./sum
make -q || fail "make is not content with what it made"
[ "$(pkg-config --modversion asyncc)" = "$("$PREFIX/bin/asyncc" --version | cut -d' ' -f2)" ] || fail "versions differ"

# A moved tree.
rm -f sum*.o sum.async.c sum
cp -R "$PREFIX" moved
PKG_CONFIG_PATH=$(dirname "$(find "$PWD/moved" -name asyncc.pc)")
quietly make
prints sum.out ./sum
grep -q "$PWD/moved/" sum.async.c.d || fail "the headers are not those of the moved tree"
