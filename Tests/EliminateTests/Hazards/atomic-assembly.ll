; Pointers that assembly exchanges atomically, adds to and moves.
; WANT: kept @exchanged
; WANT: kept @compared
; WANT: kept @moved
; WANT: kept @added
; WANT: kept @given
@slot.1 = internal global ptr null
@slot.2 = internal global ptr null
@slot.3 = internal global ptr null
@table = internal global [2 x ptr] [ptr null, ptr @added]
@slot.4 = internal global ptr @table
@slot.5 = internal global ptr @given
define internal void @exchanged() { ret void }
define internal void @compared() { ret void }
define internal void @moved() { ret void }
define internal void @added() { ret void }
define internal void @given() { ret void }
define i32 @main() {
  %old.1 = call ptr asm sideeffect "xchg $0, $1", "=r,=*m,0,~{memory}"(ptr elementtype(ptr) @slot.1, ptr @exchanged)
  %a = load ptr, ptr @slot.1
  call void %a()
  %old.2 = call ptr asm sideeffect "lock ; cmpxchg $3, $1", "={ax},=*m,{ax},r,~{memory}"(ptr elementtype(ptr) @slot.2, ptr null, ptr @compared)
  %b = load ptr, ptr @slot.2
  call void %b()
  call void asm sideeffect "mov $1, $0 ; lock ; orl $$0,(%rsp)", "=*m,r,~{memory}"(ptr elementtype(ptr) @slot.3, ptr @moved)
  %c = load ptr, ptr @slot.3
  call void %c()
  %old.4 = call i64 asm sideeffect "lock ; xadd $0, $1", "=r,=*m,0,~{memory}"(ptr elementtype(i64) @slot.4, i64 8)
  %place = load ptr, ptr @slot.4
  %d = load ptr, ptr %place
  call void %d()
  %old.5 = call ptr asm sideeffect "xchg $0, $1", "=r,=*m,0,~{memory}"(ptr elementtype(ptr) @slot.5, ptr null)
  call void %old.5()
  ret i32 0
}
