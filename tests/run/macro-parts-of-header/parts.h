/* Halves of statements and of expressions, made of one another. */
#define PART_PLUS x +
#define PART_SUM PART_PLUS 1 *
#define PART_INDEX [
#define PART_OF_Y 1 + y PART_INDEX
#define PART_TAIL , 3 }
#define PART_TAIL_ENDS PART_TAIL;
#define PART_OPEN {
#define PART_DO do PART_OPEN
#define PART_RETURN PART_OPEN return
