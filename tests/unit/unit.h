/* unit.h - the main() of a unit test: runs a table of CUnit tests, exits with 1 where one fails. */
#ifndef UNIT_H
#define UNIT_H

#include <CUnit/Basic.h>

#include <stdio.h>
#include <stdlib.h>

/* `tests` ends with CU_TEST_INFO_NULL. */
static inline int unit_run(const char *name, CU_TestInfo *tests)
{
    CU_SuiteInfo suites[] = {{.pName = name, .pTests = tests}, CU_SUITE_INFO_NULL};
    if (CU_initialize_registry() != CUE_SUCCESS || CU_register_suites(suites) != CUE_SUCCESS) {
        fprintf(stderr, "%s: %s\n", name, CU_get_error_msg());
        return EXIT_FAILURE;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
