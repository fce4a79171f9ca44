; Variables that machine code writes, by name or through the pointer that it is given.
; WANT: kept @if_named
; WANT: kept @if_given
; WANT: kept @if_in_structure
@named = global i32 0
@given = internal global i32 0
@outer = internal global { ptr, i64 } { ptr @inner, i64 0 }
@inner = internal global i32 0
declare void @write_named()
declare void @write_given(ptr)
define internal void @if_named() { ret void }
define internal void @if_given() { ret void }
define internal void @if_in_structure() { ret void }
define i32 @main() {
  call void @write_named()
  call void @write_given(ptr @given)
  call void @write_given(ptr @outer)
  %a = load i32, ptr @named
  %a.is = icmp ne i32 %a, 0
  br i1 %a.is, label %one, label %next
one:
  call void @if_named()
  br label %next
next:
  %b = load i32, ptr @given
  %b.is = icmp ne i32 %b, 0
  br i1 %b.is, label %two, label %last
two:
  call void @if_given()
  br label %last
last:
  %c = load i32, ptr @inner
  %c.is = icmp ne i32 %c, 0
  br i1 %c.is, label %three, label %end
three:
  call void @if_in_structure()
  br label %end
end:
  ret i32 0
}
; --- machine.s
    .globl write_named, write_given
write_named:
    movl $1, named
    ret
write_given:
    mov (%rdi), %rax
    movl $1, (%rdi)
    ret
