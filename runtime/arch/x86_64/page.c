// What the processor knows about pages. Analyses know from component.json that nothing comes of the
// address.

#include "arch/x86_64/cpu.h"

/// Makes the processor forget what it knows about the page at `address`.
void page_forget(uintptr_t address) {
    __asm__ volatile("invlpg (%0)" : : "r"(address) : "memory");
}
