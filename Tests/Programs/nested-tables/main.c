/* Tables of structs of pointers to tables: three levels of constant data before the call. */
#include <stdio.h>
#include <string.h>

typedef double shape_function(const double *);

struct shape_operations {
    const char *name;
    shape_function *area, *perimeter;
    void (*debug)(void);
};

struct family {
    const char *title;
    const struct shape_operations *const *members;
    const struct family *parent;
};

/* Area of a rectangle. */
static double rectangle_area(const double *sides) {
    return sides[0] * sides[1];
}

/* Perimeter of a rectangle. */
static double rectangle_perimeter(const double *sides) {
    return 2 * (sides[0] + sides[1]);
}

/* Area of a square of the first side. */
static double square_area(const double *sides) {
    return sides[0] * sides[0];
}

/* Perimeter of a square of the first side. */
static double square_perimeter(const double *sides) {
    return 4 * sides[0];
}

/* Area of a triangle with a right angle. */
static double triangle_area(const double *sides) {
    return sides[0] * sides[1] / 2;
}

/* Is in a slot that no code reads. */
static void debug_rectangle(void) {
    puts("debugging a rectangle");
}

static const struct shape_operations rectangle = {"rectangle", rectangle_area, rectangle_perimeter,
                                                  debug_rectangle};
static const struct shape_operations square = {"square", square_area, square_perimeter, NULL};
static const struct shape_operations triangle = {.name = "triangle", .area = triangle_area};
static const struct shape_operations *const quadrangles[] = {&rectangle, &square, NULL};
static const struct shape_operations *const others[] = {&triangle, NULL};
static const struct shape_operations *const nothing[] = {NULL};
static const struct family root = {"shapes", nothing, NULL};
static const struct family families[] = {{"quadrangles", quadrangles, &root},
                                         {"others", others, &families[0]}};

/* Prints one family and the titles above it. */
static void print_family(const struct family *family, const double *sides) {
    for (const struct family *up = family; up; up = up->parent)
        printf("%s%s", up->title, up->parent ? " < " : "\n");
    for (const struct shape_operations *const *member = family->members; *member; member++) {
        printf("  %s area %.2f", (*member)->name, (*member)->area(sides));
        if ((*member)->perimeter)
            printf(" perimeter %.2f", (*member)->perimeter(sides));
        putchar('\n');
    }
}

/* Prints every family. */
int main(void) {
    static const double sides[] = {3, 4.5};
    for (unsigned i = 0; i < sizeof families / sizeof families[0]; i++)
        print_family(&families[i], sides);
    print_family(&root, sides);
    return 0;
}
