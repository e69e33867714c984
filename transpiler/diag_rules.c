/* diag_rules.c - the names of the rules. */
#include "diag_rules.h"

#include <stddef.h>

static const struct {
    const char *name, *summary;
} rules[AC_RULE_COUNT] = {
#define AC_RULE_ENTRY(enumerator, name, summary) [AC_RULE_##enumerator] = {name, summary},
    AC_RULES(AC_RULE_ENTRY)
#undef AC_RULE_ENTRY
};

const char *ac_rule_name(enum ac_rule rule)
{
    return rules[rule].name;
}

const char *ac_rule_summary(enum ac_rule rule)
{
    return rules[rule].summary;
}
