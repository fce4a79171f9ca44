; Handlers that only a table in machine code names.
; WANT: root @handler nativeObject
; WANT: kept @handler
; WANT: kept @helper
declare void @install()
define void @helper() { ret void }
define void @handler() {
  call void @helper()
  ret void
}
define i32 @main() {
  call void @install()
  ret i32 0
}
; --- vectors.s
    .globl install
install:
    ret
    .data
    .quad handler
