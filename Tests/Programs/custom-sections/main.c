/* Objects in named sections of every kind: code, constants, data, zero data, aligned, retained. */
#include <stdint.h>
#include <stdio.h>

/* Stands in a section that the linker knows as code. */
__attribute__((section(".text.unusual"))) static int in_unusual_text(int x) {
    return x + 1;
}

/* Stands in a section that the linker does not know. */
__attribute__((section("code_section"), noinline)) static int in_own_section(int x) {
    return x * 2;
}

__attribute__((section(".data.special"))) static int special_data = 5;
__attribute__((section("writable_section"))) static int own_data[3] = {1, 2, 3};
__attribute__((section("constant_section"))) static const char own_constant[] =
    "constant in its own section";
__attribute__((section(".bss.special"))) static char special_zero[64];
__attribute__((section(".rodata.names"), aligned(128))) static const char aligned_name[] =
    "aligned";
__attribute__((used, retain)) static int kept_without_use = 99;
__attribute__((used)) static const char identification[] = "@(#) custom-sections 1.0";

static int (*const functions[])(int) = {in_unusual_text, in_own_section};

/* Is kept by its attribute alone. */
__attribute__((used)) static void never_called(void) {
    puts("never called");
}

/* Reads and writes the objects. */
int main(void) {
    int sum = 0;
    for (unsigned i = 0; i < 2; i++)
        printf("function %u: %d\n", i, functions[i](20));
    special_data += own_data[1]++;
    special_zero[10] = 'z';
    for (int i = 0; i < 3; i++)
        sum += own_data[i];
    for (unsigned i = 0; i < sizeof special_zero; i++)
        sum += special_zero[i] != 0;
    printf("data %d, sum %d\n", special_data, sum);
    printf("%s, %s %d\n", own_constant, aligned_name, (int)((uintptr_t)aligned_name % 128));
    return special_data;
}
