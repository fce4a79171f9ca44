; Constructors, which the start code finds between bounds that the linker script sets.
; WANT: kept @construct
; WANT: kept @destruct
; WANT: kept @of_constructor
@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @construct, ptr null }]
@llvm.global_dtors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @destruct, ptr null }]
@__init_array_start = external global ptr
@__fini_array_start = external global ptr
define void @of_constructor() { ret void }
define internal void @construct() {
  call void @of_constructor()
  ret void
}
define internal void @destruct() { ret void }
define i32 @main() {
  %first = load ptr, ptr @__init_array_start
  call void %first()
  %last = load ptr, ptr @__fini_array_start
  call void %last()
  ret i32 0
}
; --- layout.ld
ENTRY(main)
SECTIONS
{
    .init_array : { __init_array_start = .; KEEP(*(.init_array)) }
    .fini_array : { __fini_array_start = .; KEEP(*(.fini_array)) }
}
