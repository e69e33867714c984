/* diag_rules.h - what asyncc has to say about a file, each with a stable name: in brackets behind a message, in -W
 * options, in machine-readable output. docs/diagnostics.md has a section for each. */
#ifndef AC_DIAG_RULES_H
#define AC_DIAG_RULES_H

/* RULE(enumerator, name, what it is about) */
#define AC_RULES(RULE)                                                                                                 \
    RULE(MISSING_AWAIT, "missing-await", "an ASYNC function is called under no marker")                                \
    RULE(AWAIT_OPERAND, "await-operand", "the operand of a marker is not one ASYNC call")                              \
    RULE(OUTSIDE_ASYNC, "outside-async", "a marker stands outside of ASYNC functions")                                 \
    RULE(AWAIT_POSITION, "await-position", "an AWAIT stands where its value cannot be kept")                           \
    RULE(RAISE_POSITION, "raise-position", "RAISE stands inside an expression")                                        \
    RULE(ASYNC_MAIN, "async-main", "main is marked ASYNC")                                                             \
    RULE(MISPLACED_ASYNC, "misplaced-async", "ASYNC marks something else than one function type")                      \
    RULE(ASYNC_CONVERSION, "async-conversion", "a marked function becomes an unmarked one, or the reverse")            \
    RULE(HEADER_DEFINITION, "header-definition", "an ASYNC function is defined in a header")                           \
    RULE(NO_PROTOTYPE, "no-prototype", "an ASYNC function has no prototype")                                           \
    RULE(VARIADIC, "variadic", "a function with variable arguments would start later")                                 \
    RULE(NESTED_RUN, "nested-run", "a loop is run inside an ASYNC function")                                           \
    RULE(DEFER_UNBRACED, "defer-unbraced", "a DEFER is the body of an if or of a loop")                                \
    RULE(BLOCK_UNBRACED, "block-unbraced", "an AWAIT_TIMEOUT, AWAIT_GROUP or AWAIT_LOCK has no block in braces")       \
    RULE(TIMEOUT_NAME, "timeout-name", "the time of an AWAIT_TIMEOUT names that limit itself")                         \
    RULE(AWAIT_ALL, "await-all", "an argument of AWAIT_ALL is no call, or is assigned to something that awaits")       \
    RULE(UNCLEAR_JUMP, "unclear-jump", "a break or continue in the head of a loop")                                    \
    RULE(DEFER_JUMP, "defer-jump", "a jump passes the beginning or the end of a DEFER")                                \
    RULE(TWO_CLEANUPS, "two-cleanups", "a variable has several cleanup attributes")                                    \
    RULE(C_STACK, "c-stack", "something on the C stack would not outlive an AWAIT")                                    \
    RULE(ASM_GOTO, "asm-goto", "inline assembly that jumps")                                                           \
    RULE(ASM_REGISTER, "asm-register", "a variable with a register of its own lives across an AWAIT")                  \
    RULE(VA_LIST, "va-list", "a va_list is used after an AWAIT")                                                       \
    RULE(VARIABLE_SIZE, "variable-size", "a variable of variable size lives across an AWAIT")                          \
    RULE(ALIGNMENT, "alignment", "a local or a result is aligned as no frame is")                                      \
    RULE(UNNAMED_TYPE, "unnamed-type", "a value of a type without a name lives across an AWAIT")                       \
    RULE(GENERIC_SELECTION, "generic-selection", "the selected association of a _Generic is not known")                \
    RULE(INCLUDED_BODY, "included-body", "a file with ASYNC code is included by no #include")                          \
    RULE(MACRO_EXPANSION, "macro-expansion", "a macro must be expanded and cannot be")                                 \
    RULE(COUNTER_ORDER, "counter-order", "__COUNTER__ would count in another order")                                   \
    RULE(DEFINITION_ORDER, "definition-order", "a #define would stand on the other side of a name")                    \
    RULE(TORN_GROUP, "torn-group", "an #if would come apart from its #endif")                                          \
    RULE(RESERVED_NAME, "reserved-name", "something has the name of the code that is generated for an ASYNC function") \
    RULE(UNKNOWN_STATEMENT, "unknown-statement", "a statement that asyncc does not know")                              \
    RULE(UNKNOWN_EXPRESSION, "unknown-expression", "an expression that asyncc does not know")                          \
    RULE(DROPPED_FUTURE, "dropped-future", "the future of a SPAWN is dropped")                                         \
    RULE(UNUSED_FUTURE, "unused-future", "a future is kept in a variable that nothing reads")                          \
    RULE(UNCHECKED_ERROR, "unchecked-error", "an AWAIT_CATCH whose error nothing looks at swallows cancellations")     \
    RULE(UNUSED_RESULT, "unused-result", "the result of a call that must be used is dropped")                          \
    RULE(BLOCKING_CALL, "blocking-call", "a call blocks all tasks of the thread")                                      \
    RULE(AWAIT_UNDER_LOCK, "await-under-lock", "an AWAIT while a lock of threads is held")                             \
    RULE(FRAME_SIZE, "frame-size", "a frame is larger than -Wframe-size=N allows")                                     \
    RULE(SPAWN_LOCAL_ADDRESS, "spawn-local-address", "the address of a local is passed to a task")

enum ac_rule {
    AC_RULE_NONE, /* of notes, and of Clang's messages */
#define AC_RULE_ENUMERATOR(enumerator, name, summary) AC_RULE_##enumerator,
    AC_RULES(AC_RULE_ENUMERATOR)
#undef AC_RULE_ENUMERATOR
        AC_RULE_COUNT
};

/* NULL for AC_RULE_NONE. */
const char *ac_rule_name(enum ac_rule rule);
const char *ac_rule_summary(enum ac_rule rule);

#endif
