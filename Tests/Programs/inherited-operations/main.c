/* Inheritance in C: tables copied from a base and overridden at run time, calls of the base's
 * method. */
#include <stdio.h>
#include <string.h>

struct animal;
struct methods {
    const struct methods *base;
    const char *(*name)(const struct animal *);
    int (*legs)(const struct animal *);
    void (*speak)(const struct animal *, int loudness);
};
struct animal {
    const struct methods *methods;
    const char *nickname;
};
struct dog {
    struct animal animal;
    int tricks;
};

/* Gives the nickname. */
static const char *animal_name(const struct animal *self) {
    return self->nickname ? self->nickname : "somebody";
}

/* Most animals here have four legs. */
static int animal_legs(const struct animal *self) {
    (void)self;
    return 4;
}

/* Says nothing in particular. */
static void animal_speak(const struct animal *self, int loudness) {
    printf("%s makes a noise of %d\n", self->methods->name(self), loudness);
}

/* Barks, then behaves as any animal. */
static void dog_speak(const struct animal *self, int loudness) {
    const struct dog *dog = (const struct dog *)self;
    printf("woof (%d tricks): ", dog->tricks);
    self->methods->base->speak(self, loudness * 2);
}

/* Birds have two legs. */
static int bird_legs(const struct animal *self) {
    return self->methods->base->legs(self) - 2;
}

static const struct methods animal_methods = {NULL, animal_name, animal_legs, animal_speak};
static struct methods dog_methods, bird_methods;

/* Derives a table from its base: all methods are inherited at first. */
static void derive(struct methods *derived, const struct methods *base) {
    *derived = *base;
    derived->base = base;
}

/* Lets every animal introduce itself. */
int main(void) {
    derive(&dog_methods, &animal_methods);
    dog_methods.speak = dog_speak;
    derive(&bird_methods, &animal_methods);
    bird_methods.legs = bird_legs;
    struct methods puppy_methods;
    derive(&puppy_methods, &dog_methods);
    puppy_methods.speak = dog_methods.base->speak;
    struct dog rex = {{&dog_methods, "Rex"}, 3}, puppy = {{&puppy_methods, NULL}, 0};
    struct animal raven = {&bird_methods, "Huginn"};
    const struct animal *const all[] = {&rex.animal, &raven, &puppy.animal};
    int legs = 0;
    for (unsigned i = 0; i < 3; i++) {
        all[i]->methods->speak(all[i], 5);
        legs += all[i]->methods->legs(all[i]);
    }
    printf("%d legs\n", legs);
    return legs;
}
