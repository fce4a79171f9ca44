// Returns that functions share.
//
// What it computes: how functions end, backwards from the return: registers that are popped, and
// the stack pointer before that. An end that occurs often enough becomes a function of its own, to
// which the others jump. The outliner leaves such ends alone, because it does not know what may
// follow a change of the stack pointer; here nothing follows. Why that is sound: the same
// instructions run, in the same order, with the same stack. What it cannot see: ends that differ in
// the order of registers. Cost: a jump for each return, and one look at each block.

#include "MachinePasses.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/CodeGen/MachineFunction.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/Pass.h"

#include <map>
#include <string>
#include <vector>

using namespace llvm;

namespace {

/// The bytes of a jump to another function, and of a return.
constexpr unsigned JUMP_SIZE = 5, RETURN_SIZE = 1;

/// The bytes that a jump must save each time: with fewer, hardly any are saved, and every call
/// pays.
constexpr unsigned LEAST_GAIN = 3;

/// How a block ends, from the return backwards.
struct End {
    MachineBasicBlock *block;
    /// The return, and what stands before it, the last first.
    std::vector<MachineInstr *> instructions;
    /// What the instructions are; alike for ends that do the same.
    std::vector<std::string> names;
    /// The bytes of the last instructions, of one more in each place.
    std::vector<unsigned> sizes;
};

/// Instructions, the last first, as names.
using Sequence = std::vector<std::string>;

/// Lets functions share how they end.
class ShareReturns : public ModulePass {
  public:
    static char ID;
    ShareReturns() : ModulePass(ID) {}

    void getAnalysisUsage(AnalysisUsage &usage) const override {
        usage.addRequired<MachineModuleInfoWrapperPass>();
        usage.setPreservesAll();
    }

    bool runOnModule(Module &module) override {
        MachineModuleInfo &machine = getAnalysis<MachineModuleInfoWrapperPass>().getMMI();
        std::vector<End> ends;
        for (Function &function : module) {
            MachineFunction *code = machine.getMachineFunction(function);
            // Who unwinds the stack knows how from the address of an instruction.
            if (code && !function.hasUWTable() && function.hasMinSize()) {
                popInsteadOfAdding(*code);
                collect(*code, ends);
            }
        }
        bool changes = false;
        for (const Sequence &sequence : sequences(ends)) {
            changes |= share(sequence, ends, module, machine);
        }
        return changes;
    }

  private:
    /// How many functions were made.
    unsigned made = 0;

    /// Lets a register that is popped next be popped once more where the stack pointer moves by as
    /// much: one byte instead of four.
    static void popInsteadOfAdding(MachineFunction &code) {
        const TargetInstrInfo &instructions = *code.getSubtarget().getInstrInfo();
        for (MachineBasicBlock &block : code) {
            MachineInstr *moves = nullptr;
            for (MachineInstr &instruction : make_early_inc_range(block)) {
                if (instruction.isMetaInstruction()) {
                    continue;
                }
                StringRef name = instructions.getName(instruction.getOpcode());
                if (moves && name == "POP64r" && instruction.getFlag(MachineInstr::FrameDestroy)) {
                    block.insert(MachineBasicBlock::iterator(moves),
                                 code.CloneMachineInstr(&instruction));
                    moves->eraseFromParent();
                }
                moves = sizeOf(name, instruction, code) > 2 &&
                                instruction.getFlag(MachineInstr::FrameDestroy) &&
                                instruction.getOperand(2).getImm() == 8
                            ? &instruction
                            : nullptr;
            }
        }
    }

    /// Finds how the blocks of `code` end.
    static void collect(MachineFunction &code, std::vector<End> &ends) {
        for (MachineBasicBlock &block : code) {
            End end{&block, {}, {}, {}};
            if (MachineInstr *borrowed = returnAfter(block)) {
                add(*borrowed, end);
            }
            for (MachineInstr &instruction : reverse(block)) {
                if (!instruction.isMetaInstruction() && !add(instruction, end)) {
                    break;
                }
            }
            if (!end.sizes.empty() && end.sizes.back() > JUMP_SIZE) {
                ends.push_back(std::move(end));
            }
        }
    }

    /// The return that is all there is after `block`, if it is in another block, which follows.
    static MachineInstr *returnAfter(MachineBasicBlock &block) {
        if (block.succ_size() != 1 || !block.isLayoutSuccessor(*block.succ_begin()) ||
            block.getFirstTerminator() != block.end()) {
            return nullptr;
        }
        for (MachineInstr &instruction : **block.succ_begin()) {
            if (!instruction.isMetaInstruction()) {
                return &instruction;
            }
        }
        return nullptr;
    }

    /// Puts `instruction` in front of `end`; false if it cannot be a part of one.
    static bool add(MachineInstr &instruction, End &end) {
        const MachineFunction &code = *end.block->getParent();
        StringRef name = code.getSubtarget().getInstrInfo()->getName(instruction.getOpcode());
        unsigned bytes = end.names.empty() ? sizeOfReturn(name) : sizeOf(name, instruction, code);
        if (bytes == 0) {
            return false;
        }
        end.instructions.push_back(&instruction);
        // What is returned stands where it stands, and is no part of the return.
        end.names.push_back(end.names.empty() ? name.str() : describe(name, instruction));
        end.sizes.push_back(bytes + (end.sizes.empty() ? 0 : end.sizes.back()));
        return true;
    }

    /// The bytes of a return; 0 if the instruction `name` is something else.
    static unsigned sizeOfReturn(StringRef name) {
        return name == "RET64" ? RETURN_SIZE : 0;
    }

    /// The bytes of `instruction` if it only pops a register or moves the stack pointer; 0
    /// otherwise.
    static unsigned sizeOf(StringRef name, const MachineInstr &instruction,
                           const MachineFunction &code) {
        const TargetRegisterInfo &registers = *code.getSubtarget().getRegisterInfo();
        if (name == "POP64r") {
            return registers.getEncodingValue(instruction.getOperand(0).getReg()) >= 8 ? 2 : 1;
        }
        if (name.starts_with("ADD64ri") && instruction.getOperand(2).isImm() &&
            StringRef(registers.getName(instruction.getOperand(0).getReg())) == "RSP") {
            return isInt<8>(instruction.getOperand(2).getImm()) ? 4 : 7;
        }
        return 0;
    }

    /// What `instruction` is, in a form that is equal for instructions that do the same.
    static std::string describe(StringRef name, const MachineInstr &instruction) {
        std::string text = name.str();
        for (const MachineOperand &operand : instruction.explicit_operands()) {
            text += operand.isReg() ? " r" + utostr(operand.getReg().id())
                                    : " " + itostr(operand.getImm());
        }
        return text;
    }

    /// All sequences that would save bytes if all ends with them shared them, the longest first.
    static std::vector<Sequence> sequences(const std::vector<End> &ends) {
        std::map<Sequence, std::pair<unsigned, unsigned>> found;
        for (const End &end : ends) {
            Sequence sequence;
            for (size_t index = 0; index < end.names.size(); index++) {
                sequence.push_back(end.names[index]);
                auto &[count, size] = found[sequence];
                count++;
                size = end.sizes[index];
            }
        }
        std::vector<Sequence> result;
        for (const auto &[sequence, use] : found) {
            if (saves(use.first, use.second)) {
                result.push_back(sequence);
            }
        }
        // The map has them in the order of their names, which is a total one.
        llvm::sort(result, [](const Sequence &left, const Sequence &right) {
            return left.size() != right.size() ? left.size() > right.size() : left < right;
        });
        return result;
    }

    /// Whether it saves bytes to let `count` ends of `size` bytes share one.
    static bool saves(unsigned count, unsigned size) {
        return size >= JUMP_SIZE + LEAST_GAIN && count * (size - JUMP_SIZE) > size;
    }

    /// Lets all of `ends` that still have `sequence` share it, if that saves bytes.
    bool share(const Sequence &sequence, std::vector<End> &ends, Module &module,
               MachineModuleInfo &machine) {
        std::vector<End *> users;
        for (End &end : ends) {
            if (end.names.size() >= sequence.size() &&
                std::equal(sequence.begin(), sequence.end(), end.names.begin())) {
                users.push_back(&end);
            }
        }
        if (users.empty() || !saves(users.size(), users[0]->sizes[sequence.size() - 1])) {
            return false;
        }
        Function *shared = make(*users[0], sequence.size(), module, machine);
        const TargetInstrInfo &instructions =
            *users[0]->block->getParent()->getSubtarget().getInstrInfo();
        const MCInstrDesc &jump = instructions.get(machine_opcode(instructions, "TAILJMPd64"));
        for (End *user : users) {
            replace(*user, sequence.size(), jump, shared);
        }
        return true;
    }

    /// Makes a function of the last `count` instructions of `end`.
    Function *make(const End &end, size_t count, Module &module, MachineModuleInfo &machine) {
        LLVMContext &context = module.getContext();
        Function *function =
            Function::Create(FunctionType::get(Type::getVoidTy(context), false),
                             Function::InternalLinkage, "SHARED_RETURN_" + utostr(made++), module);
        function->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
        function->addFnAttr(Attribute::OptimizeForSize);
        function->addFnAttr(Attribute::MinSize);
        function->addFnAttr(Attribute::NoUnwind);
        const Function &model = end.block->getParent()->getFunction();
        for (const char *name : {"target-cpu", "target-features", "tune-cpu"}) {
            if (model.hasFnAttribute(name)) {
                function->addFnAttr(model.getFnAttribute(name));
            }
        }
        IRBuilder<> builder(BasicBlock::Create(context, "entry", function));
        builder.CreateRetVoid();
        MachineFunction &code = machine.getOrCreateMachineFunction(*function);
        code.getProperties().reset(MachineFunctionProperties::Property::IsSSA);
        code.getProperties().set(MachineFunctionProperties::Property::NoPHIs);
        code.getProperties().set(MachineFunctionProperties::Property::NoVRegs);
        code.getProperties().set(MachineFunctionProperties::Property::TracksLiveness);
        code.getRegInfo().freezeReservedRegs();
        MachineBasicBlock *block = code.CreateMachineBasicBlock();
        code.insert(code.begin(), block);
        for (size_t index = count; index-- > 1;) {
            MachineInstr *copy = code.CloneMachineInstr(end.instructions[index]);
            copy->dropMemRefs(code);
            copy->setDebugLoc(DebugLoc());
            block->insert(block->end(), copy);
        }
        BuildMI(*block, block->end(), DebugLoc(), end.instructions[0]->getDesc());
        return function;
    }

    /// Puts a jump to `shared`, as `kind` describes it, where the last `count` instructions of
    /// `end` are.
    static void replace(End &end, size_t count, const MCInstrDesc &kind, Function *shared) {
        MachineInstr &last = *end.instructions[0];
        MachineInstrBuilder jump = BuildMI(*end.block, end.block->end(), last.getDebugLoc(), kind)
                                       .addGlobalAddress(shared);
        for (const MachineOperand &operand : last.operands()) {
            if (operand.isReg() && operand.isUse()) {
                jump.addReg(operand.getReg(), RegState::Implicit);
            }
        }
        MachineBasicBlock::iterator first(end.instructions[count - 1]);
        MachineBasicBlock::iterator stop(jump.getInstr());
        while (first != stop) {
            MachineInstr &instruction = *first++;
            instruction.eraseFromParent();
        }
        while (!end.block->succ_empty()) {
            end.block->removeSuccessor(end.block->succ_begin());
        }
        end.names.clear();
        end.instructions.clear();
    }
};

char ShareReturns::ID = 0;

} // namespace

Pass *shim_share_returns(void) {
    return new ShareReturns();
}
