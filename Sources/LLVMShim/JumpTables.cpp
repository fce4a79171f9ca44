// Jump tables with entries of four bytes.
//
// What it computes: for each function whose jump tables are only used by jumps through them, the
// same jumps through distances from one of them, where that takes fewer bytes. Why that is sound:
// the entry is the distance of the place from that jump, whose address is added. What it cannot
// see: jumps whose index is needed afterwards. Cost: two instructions for each such jump.

#include "MachinePasses.h"

#include "llvm/CodeGen/MachineFunction.h"
#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineJumpTableInfo.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/Pass.h"

#include <new>
#include <vector>

using namespace llvm;

namespace {

/// The bytes that a jump through distances takes more, and that an entry takes less.
constexpr int JUMP_COST = 10, ENTRY_GAIN = 4;

/// The operands of an address, in their order.
enum { BASE, SCALE, INDEX, DISPLACEMENT, SEGMENT, ADDRESS_SIZE };

/// Makes the entries of jump tables four bytes long.
class ShortenJumpTables : public MachineFunctionPass {
  public:
    static char ID;
    ShortenJumpTables() : MachineFunctionPass(ID) {}

    bool runOnMachineFunction(MachineFunction &code) override {
        MachineJumpTableInfo *tables = code.getJumpTableInfo();
        if (!tables || tables->getEntryKind() != MachineJumpTableInfo::EK_BlockAddress) {
            return false;
        }
        std::vector<MachineInstr *> jumps;
        if (!collect(code, jumps) || jumps.empty()) {
            return false;
        }
        int gain = -JUMP_COST * static_cast<int>(jumps.size());
        for (const MachineJumpTableEntry &table : tables->getJumpTables()) {
            gain += ENTRY_GAIN * static_cast<int>(table.MBBs.size());
        }
        if (gain <= 0) {
            return false;
        }
        // The kind of entries is given when tables are made, and there is no other way to change
        // it.
        std::vector<MachineJumpTableEntry> entries = tables->getJumpTables();
        tables->~MachineJumpTableInfo();
        new (tables) MachineJumpTableInfo(MachineJumpTableInfo::EK_LabelDifference32);
        for (const MachineJumpTableEntry &table : entries) {
            tables->createJumpTableIndex(table.MBBs);
        }
        // On x86 the distances are from this symbol, which code at fixed addresses does not define.
        // Any place in the function will do.
        replace(*jumps.front())->setPreInstrSymbol(code, code.getPICBaseSymbol());
        for (MachineInstr *jump : drop_begin(jumps)) {
            replace(*jump);
        }
        return true;
    }

  private:
    /// Finds all jumps through tables; false if a table is used in another way.
    static bool collect(MachineFunction &code, std::vector<MachineInstr *> &jumps) {
        const TargetInstrInfo &instructions = *code.getSubtarget().getInstrInfo();
        for (MachineBasicBlock &block : code) {
            for (MachineInstr &instruction : block) {
                bool uses_table = any_of(instruction.operands(), [](const MachineOperand &operand) {
                    return operand.isJTI();
                });
                if (!uses_table) {
                    continue;
                }
                if (instructions.getName(instruction.getOpcode()) != "JMP64m" ||
                    !isPlain(instruction) || isNeeded(instruction)) {
                    return false;
                }
                jumps.push_back(&instruction);
            }
        }
        return true;
    }

    /// Whether the address of `jump` is a table and an index, and nothing else.
    static bool isPlain(const MachineInstr &jump) {
        return jump.getNumExplicitOperands() == ADDRESS_SIZE && !jump.getOperand(BASE).getReg() &&
               jump.getOperand(SCALE).getImm() == 8 && jump.getOperand(INDEX).getReg() &&
               jump.getOperand(DISPLACEMENT).isJTI();
    }

    /// Whether the index of `jump` may be read after it.
    static bool isNeeded(const MachineInstr &jump) {
        const MachineBasicBlock &block = *jump.getParent();
        const TargetRegisterInfo &registers = *block.getParent()->getSubtarget().getRegisterInfo();
        MCRegister index = jump.getOperand(INDEX).getReg().asMCReg();
        return any_of(block.successors(), [&](const MachineBasicBlock *next) {
            return any_of(next->liveins(), [&](const MachineBasicBlock::RegisterMaskPair &live) {
                return registers.regsOverlap(live.PhysReg, index);
            });
        });
    }

    /// Makes `jump` one through a distance; returns its first instruction.
    static MachineInstr *replace(MachineInstr &jump) {
        MachineBasicBlock &block = *jump.getParent();
        const TargetInstrInfo &instructions = *block.getParent()->getSubtarget().getInstrInfo();
        const DebugLoc place = jump.getDebugLoc();
        Register index = jump.getOperand(INDEX).getReg();
        const MachineOperand table = jump.getOperand(DISPLACEMENT);
        MachineInstr *first =
            BuildMI(block, jump, place,
                    instructions.get(machine_opcode(instructions, "MOVSX64rm32")), index)
                .addReg(0)
                .addImm(4)
                .addReg(index)
                .add(table)
                .addReg(0);
        BuildMI(block, jump, place, instructions.get(machine_opcode(instructions, "LEA64r")), index)
            .addReg(index)
            .addImm(1)
            .addReg(0)
            .addSym(block.getParent()->getPICBaseSymbol())
            .addReg(0);
        BuildMI(block, jump, place, instructions.get(machine_opcode(instructions, "JMP64r")))
            .addReg(index, RegState::Kill);
        jump.eraseFromParent();
        return first;
    }
};

char ShortenJumpTables::ID = 0;

} // namespace

Pass *shim_shorten_jump_tables(void) {
    return new ShortenJumpTables();
}
