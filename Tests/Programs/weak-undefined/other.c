/* Defines what the first file refers to weakly. */

int present_variable = 7;

/* Adds the variable above. */
int present_function(int value) {
    return value + present_variable;
}
