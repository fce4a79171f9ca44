; Atomic instructions touch the bytes that they are given, and nothing else escapes through them.
; ENGINE: closed-world
; WANT: gone @beside
; WANT: kept @swapped
@lock = internal global { i32, ptr } { i32 0, ptr @beside }
@slot = internal global ptr null
define internal void @beside() { ret void }
define internal void @swapped() { ret void }
define i32 @main(i32 %argc) {
  %old = call i32 asm sideeffect "lock ; cmpxchg $3, $1", "={ax},=*m,{ax},r,~{memory}"(ptr elementtype(i32) @lock, i32 0, i32 1)
  call void asm sideeffect "lock ; incl $0", "=*m,*m,~{memory}"(ptr elementtype(i32) @lock, ptr elementtype(i32) @lock)
  call void asm sideeffect "mov $1, $0 ; lock ; orl $$0,(%rsp)", "=*m,r,~{memory}"(ptr elementtype(i32) @lock, i32 %argc)
  %place = call ptr asm sideeffect "xchg $0, $1", "=r,=*m,0,~{memory}"(ptr elementtype(ptr) @slot, ptr @swapped)
  %function = load ptr, ptr @slot
  call void %function()
  ret i32 %old
}
