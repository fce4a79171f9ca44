; A pointer of a table that nothing reads is cleared, and what it pointed to goes.
; WANT: cleared @operations+8
; WANT: holds @operations @read
; WANT: holds @operations+16 @close
; WANT: kept @read
; WANT: kept @close
; WANT: gone @write
@operations = internal global { ptr, ptr, ptr } { ptr @read, ptr @write, ptr @close }
@current = internal global ptr null
define internal void @read() { ret void }
define internal void @write() { ret void }
define internal void @close() { ret void }
define i32 @main(i32 %argc) {
  %first = load ptr, ptr @operations
  call void %first()
  %third = load ptr, ptr getelementptr ({ ptr, ptr, ptr }, ptr @operations, i32 0, i32 2)
  call void %third()
  ret i32 0
}
