/* The thread-local variables of the other file. */

extern _Thread_local int shared_number;
_Thread_local long other_number = -3;
__thread const char *other_text = "text of the other file";

/* Changes variables of both files. */
long other_file(long x) {
    shared_number++;
    other_number *= x;
    return other_number + shared_number;
}
