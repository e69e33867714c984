/* Found beside the file that includes it. */
static const int data[] = {
#include "numbers.inc"
};
