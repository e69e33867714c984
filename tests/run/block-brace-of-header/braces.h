/* Braces that only this file's macros have. */
#define CLOSE }
#define CLOSE_TWO CLOSE CLOSE
#define OPEN_IF(condition) if (condition) {
