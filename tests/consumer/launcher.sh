#!/usr/bin/env bash
# CC="asyncc-cc gcc" make sum, without any makefile; and a makefile with objects and dependency files.
# shellcheck source=tests/consumer/lib.sh
source "$(dirname "$0")/lib.sh"

export PATH=$PREFIX/bin:$PATH
sum_program .
quietly make CC="asyncc-cc $CC" sum
prints sum.out ./sum

mkdir objects
cd objects || exit
sum_program .
sed -i '1i #include "value.h"' sum.c
echo '#define VALUE 1' >value.h
echo 'int plain(void) { return 0; }' >plain.c
cat >Makefile <<'END'
CFLAGS += -MD -MP
sum: sum.o plain.o
-include sum.d plain.d
END
quietly make CC="asyncc-cc $CC"
prints sum.out ./sum
grep -q 'value\.h' sum.d || fail "sum.d does not name the header"
grep -qw 'sum\.c' sum.d || fail "sum.d does not name the source"
make -q CC="asyncc-cc $CC" || fail "make is not content with what it made"
sleep 0.01
touch value.h
make -q CC="asyncc-cc $CC" && fail "a touched header makes nothing stale"
quietly make CC="asyncc-cc $CC"
[ -z "$(find . -name '*.async.*')" ] || fail "intermediate files are left: $(find . -name '*.async.*')"
