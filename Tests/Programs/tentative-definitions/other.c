/* The other half of the tentative definitions; its array is larger and one variable has a value. */

int shared_counter;
int shared_array[64];
long initialised_elsewhere = 123456789012;
void (*shared_hook)(void);

/* Changes the shared objects. */
void other_file(void) {
    shared_counter += 10;
    shared_array[0] = shared_array[3] + 1;
    shared_array[63] = 63;
    if (shared_hook)
        shared_hook();
}
