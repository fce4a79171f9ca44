/* The recorder of the constructors stands apart, so that no file alone can evaluate its
 * constructors early. */

int order[16], order_count;

/* Records one step of the start-up. */
void record(int step) {
    if (order_count < 16)
        order[order_count++] = step;
}
