; Rows that assembly in a function writes into a section whose bounds the program reads: what they name stays,
; by operand, or by name in the text where the source says `used`.
; WANT: kept @by_operand
; WANT: live @by_operand
; WANT: kept @by_name
; WANT: live @by_name
; WANT: root @by_name used
@__start_fixups = external constant [0 x ptr]
@__stop_fixups = external constant [0 x ptr]
@llvm.used = appending global [1 x ptr] [ptr @by_name], section "llvm.metadata"
define void @by_name() { ret void }
define internal void @by_operand() { ret void }
define i32 @main() {
  call void asm sideeffect ".pushsection fixups,\22a\22,@progbits\0A.quad by_name, ${0:P}\0A.popsection", "i"(ptr @by_operand)
  %first = load ptr, ptr @__start_fixups
  call void %first()
  %place = getelementptr ptr, ptr @__start_fixups, i64 1
  %second = load ptr, ptr %place
  call void %second()
  ret i32 0
}
