; Symbols that only the linker script names.
; WANT: root @main linkerScript
; WANT: root @asserted linkerScript
; WANT: kept @asserted
; WANT: kept @provided
; WANT: root @external linkerScript
; WANT: gone @unnamed
@asserted = global i32 7
@unnamed = global i32 7
define void @provided() { ret void }
define void @external() { ret void }
define i32 @main() { ret i32 0 }
; --- layout.ld
ENTRY(main)
EXTERN(external)
SECTIONS
{
    . = 0x100000;
    .text : { *(.text .text.*) }
    PROVIDE(exported = provided + 0);
    vector_base = asserted;
    ASSERT(asserted < 0x10000000, "too high")
}
