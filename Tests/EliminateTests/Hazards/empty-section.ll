; Weak bounds of a section that nobody fills are null; those of one that is filled are not.
; WANT: kept @in_filled
; WANT: kept @with_bounds
@filled = constant ptr @in_filled, section "filled_section"
@__start_filled_section = extern_weak constant ptr
@__start_nowhere = extern_weak constant ptr
define internal void @in_filled() { ret void }
define void @with_bounds(ptr %place) {
  %command = load ptr, ptr %place
  call void %command()
  ret void
}
define i32 @main() {
  %there = icmp ne ptr @__start_filled_section, null
  br i1 %there, label %yes, label %no
yes:
  call void @with_bounds(ptr @__start_filled_section)
  br label %no
no:
  %other = icmp ne ptr @__start_nowhere, null
  %result = zext i1 %other to i32
  ret i32 %result
}
