// What makes the code generator's output smaller, beyond what "optimise for size" does by itself.

#include "LLVMShim.h"
#include "MachinePasses.h"

#include "llvm/CodeGen/MachineFunction.h"
#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/Module.h"
#include "llvm/InitializePasses.h"
#include "llvm/PassRegistry.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Target/RegisterTargetPassConfigCallback.h"

using namespace llvm;

namespace {

/// Says of each call that it leaves nothing in the registers of the x87 unit.
///
/// With register allocation across functions, a call is known to leave alone what the function that
/// it calls does not use. What uses the x87 unit is known only until its registers become a stack,
/// which is before uses are taken down; and the pass that makes them a stack relies on calls
/// finding it empty.
class ClobberStackRegisters : public MachineFunctionPass {
  public:
    static char ID;
    ClobberStackRegisters() : MachineFunctionPass(ID) {}

    bool runOnMachineFunction(MachineFunction &function) override {
        const TargetRegisterInfo &registers = *function.getSubtarget().getRegisterInfo();
        SmallVector<MCRegister, 16> stack;
        for (unsigned number = 1; number < registers.getNumRegs(); number++) {
            if (isOfStack(registers.getName(number))) {
                stack.push_back(number);
            }
        }
        bool changes = false;
        for (MachineBasicBlock &block : function) {
            for (MachineInstr &instruction : block) {
                if (!instruction.isCall()) {
                    continue;
                }
                for (MachineOperand &operand : instruction.operands()) {
                    changes |= operand.isRegMask() && clobber(operand, stack, function);
                }
            }
        }
        return changes;
    }

  private:
    static bool isOfStack(StringRef name) {
        unsigned number;
        return (name.consume_front("FP") || name.consume_front("ST")) &&
               !name.getAsInteger(10, number);
    }

    static bool clobber(MachineOperand &operand, ArrayRef<MCRegister> stack,
                        MachineFunction &function) {
        if (all_of(stack, [&](MCRegister one) { return operand.clobbersPhysReg(one); })) {
            return false;
        }
        const uint32_t *old = operand.getRegMask();
        uint32_t *mask = function.allocateRegMask();
        std::copy_n(
            old,
            MachineOperand::getRegMaskSize(function.getSubtarget().getRegisterInfo()->getNumRegs()),
            mask);
        for (MCRegister one : stack) {
            mask[one.id() / 32] &= ~(1U << one.id() % 32);
        }
        operand.setRegMask(mask);
        return true;
    }
};

char ClobberStackRegisters::ID = 0;

/// Options of the code generator that have no other interface, each measured on Lua, jq and
/// minigzip.
const char *const OPTIONS[] = {
    "specialise",
    // On x86 no function is outlined from unless all are: there is no other way to ask for it.
    "-enable-machine-outliner=always",
    // An entry of a jump table is eight bytes, a comparison with its branch about five.
    "-optsize-jump-table-density=90",
    "-min-jump-table-entries=8",
    // A value is made again where it is used, instead of being kept through a loop.
    "-disable-machine-licm",
    "-disable-lsr",
    "-split-spill-mode=size",
    "-greedy-reverse-local-assignment",
    // Blocks stay in their order and single; what two of them end with is shared, however short.
    "-disable-block-placement",
    "-disable-phi-elim-edge-splitting",
    "-disable-tail-duplicate",
    "-tail-merge-size=1",
    // Conditions are evaluated together where that takes fewer branches.
    "-x86-br-merging-base-cost=-1",
};

} // namespace

void shim_generate_small_code(void) {
    cl::ParseCommandLineOptions(std::size(OPTIONS), OPTIONS);
    static const RegisterTargetPassConfigCallback callback(
        [](TargetMachine &, PassManagerBase &, TargetPassConfig *config) {
            PassRegistry &passes = *PassRegistry::getPassRegistry();
            initializeRegUsageInfoPropagationLegacyPass(passes);
            initializeMachineOutlinerPass(passes);
            auto after = [&](StringRef name, Pass *pass) {
                config->insertPass(passes.getPassInfo(name)->getTypeInfo(), pass);
            };
            after("reg-usage-propagation", new ClobberStackRegisters());
            after("machine-outliner", shim_share_returns());
            after("machine-outliner", shim_shorten_jump_tables());
        });
}

void shim_use_frame_pointers(LLVMModuleRef module, unsigned least) {
    for (Function &function : *unwrap(module)) {
        if (!function.isDeclaration() && function.hasMinSize() &&
            function.getInstructionCount() >= least) {
            function.addFnAttr("frame-pointer", "all");
        }
    }
}

void shim_drop_stack_probes(LLVMModuleRef module) {
    for (Function &function : *unwrap(module))
        function.removeFnAttr("probe-stack");
}

void shim_price_outlining(LLVMModuleRef module) {
    // What an entry of the unwind table takes: a length, a pointer back, a place and instructions.
    const unsigned entry = 24;
    bool has_tables = any_of(*unwrap(module), [](const Function &function) {
        return !function.isDeclaration() && function.hasUWTable();
    });
    auto *option = static_cast<cl::opt<unsigned> *>(
        cl::getRegisteredOptions().lookup("outliner-benefit-threshold"));
    option->setValue(has_tables ? entry : 1);
}
