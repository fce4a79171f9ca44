import CLLVM

/// A type of LLVM's intermediate representation.
package struct Type: Hashable {

  /// LLVM's handle.
  let raw: LLVMTypeRef

  /// What a type is made of.
  package enum Kind {
    case void, integer, floatingPoint, x87, pointer, structure, array, vector, function, other
  }

  /// What the type is made of.
  package var kind: Kind {
    switch LLVMGetTypeKind(raw) {
    case LLVMVoidTypeKind: .void
    case LLVMIntegerTypeKind: .integer
    case LLVMHalfTypeKind, LLVMFloatTypeKind, LLVMDoubleTypeKind: .floatingPoint
    case LLVMX86_FP80TypeKind, LLVMFP128TypeKind: .x87
    case LLVMPointerTypeKind: .pointer
    case LLVMStructTypeKind: .structure
    case LLVMArrayTypeKind: .array
    case LLVMVectorTypeKind, LLVMScalableVectorTypeKind: .vector
    case LLVMFunctionTypeKind: .function
    default: .other
    }
  }

  /// `true` iff it is a floating-point number's.
  package var isFloatingPoint: Bool { kind == .floatingPoint || kind == .x87 }

  /// `true` iff this is the type of 64-bit floating-point numbers.
  package var isDouble: Bool { LLVMGetTypeKind(raw) == LLVMDoubleTypeKind }

  /// `true` iff this is the type of 32-bit floating-point numbers.
  package var isFloat: Bool { LLVMGetTypeKind(raw) == LLVMFloatTypeKind }

  /// The width of an integer type in bits.
  package var bits: Int { Int(LLVMGetIntTypeWidth(raw)) }

  /// The number of fields of a structure.
  package var fieldCount: Int { Int(LLVMCountStructElementTypes(raw)) }

  /// The type of field `index` of a structure.
  package func field(_ index: Int) -> Type {
    Type(raw: LLVMStructGetTypeAtIndex(raw, UInt32(index)))
  }

  /// `true` iff nothing stands between the fields of a structure.
  package var isPacked: Bool { LLVMIsPackedStruct(raw) != 0 }

  /// The element type of an array or a vector.
  package var element: Type { Type(raw: LLVMGetElementType(raw)) }

  /// The number of elements of an array.
  package var count: Int { Int(LLVMGetArrayLength2(raw)) }

  /// `true` iff this is an array of bytes.
  package var isBytes: Bool { kind == .array && element.kind == .integer && element.bits == 8 }

  /// The result of a function type.
  package var result: Type { Type(raw: LLVMGetReturnType(raw)) }

  /// The parameters of a function type.
  package var parameters: [Type] {
    let count = Int(LLVMCountParamTypes(raw))
    var raws = [LLVMTypeRef?](repeating: nil, count: count)
    LLVMGetParamTypes(raw, &raws)
    return raws.map { Type(raw: $0!) }
  }

  /// `true` iff functions of this type take further arguments.
  package var isVariadic: Bool { LLVMIsFunctionVarArg(raw) != 0 }

  /// The value of this type whose bits are all zero.
  package var zero: Value { Value(raw: LLVMConstNull(raw)) }

  /// A value of this type that nobody may rely on.
  package var poison: Value { Value(raw: LLVMGetPoison(raw)) }
}
